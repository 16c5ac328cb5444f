import type { Language } from "../language/say.ts";

const WEEKDAYS: Readonly<Record<Language, readonly string[]>> = {
  zh: ["周日", "周一", "周二", "周三", "周四", "周五", "周六"],
  en: ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"],
};

const SHANGHAI = new Intl.DateTimeFormat("en-CA", {
  timeZone: "Asia/Shanghai",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hourCycle: "h23",
});

type Parts = { readonly day: string; readonly time: string; readonly seconds: string };

function partsOf(instant: string): Parts | undefined {
  const at = new Date(instant);
  if (Number.isNaN(at.getTime())) return undefined;
  const parts = new Map(SHANGHAI.formatToParts(at).map(({ type, value }) => [type, value]));
  const part = (name: Intl.DateTimeFormatPartTypes): string => parts.get(name) ?? "";
  return {
    day: `${part("year")}-${part("month")}-${part("day")}`,
    time: `${part("hour")}:${part("minute")}`,
    seconds: part("second"),
  };
}

/** `2022-10-12` → `2022-10-12 周三`. Anything that is no date comes back as it is. */
export function formatDay(day: string, language: Language): string {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (found === null) return day;
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return `${day} ${WEEKDAYS[language][weekday] ?? ""}`.trim();
}

/** The Shanghai day of an instant: `2022-10-12`. */
export function dayOf(instant: string): string {
  return partsOf(instant)?.day ?? instant;
}

/** The Shanghai time of day of an instant: `10:42`. */
export function timeOf(instant: string): string {
  return partsOf(instant)?.time ?? instant;
}

/** `2022-10-12 周三 10:42`. */
export function formatInstant(instant: string, language: Language): string {
  const parts = partsOf(instant);
  return parts === undefined ? instant : `${formatDay(parts.day, language)} ${parts.time}`;
}

/** The end of a period: the day, as its last moment belongs to it; with the time where it ends within the day. */
export function formatEnd(instant: string, language: Language): string {
  const parts = partsOf(instant);
  if (parts === undefined) return instant;
  return isEndOfDay(instant) ? formatDay(parts.day, language) : formatInstant(instant, language);
}

/** True of the last minute of a day: what a period of days ends with. */
export function isEndOfDay(instant: string): boolean {
  return timeOf(instant) === "23:59";
}

/** `2022-10-12 10:42:07`, for receipts and ledgers. */
export function formatExactInstant(instant: string): string {
  const parts = partsOf(instant);
  return parts === undefined ? instant : `${parts.day} ${parts.time}:${parts.seconds}`;
}

/** Near moments in words (刚刚, 5分钟前, 10:42), far ones as a date. */
export function formatRecent(instant: string, now: number, language: Language): string {
  const parts = partsOf(instant);
  if (parts === undefined) return instant;
  const minutes = Math.floor((now - new Date(instant).getTime()) / 60_000);
  if (minutes < 1) return language === "zh" ? "刚刚" : "just now";
  if (minutes < 60) return language === "zh" ? `${minutes}分钟前` : `${minutes} min ago`;
  return partsOf(new Date(now).toISOString())?.day === parts.day ? parts.time : `${parts.day} ${parts.time}`;
}
