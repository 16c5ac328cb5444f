import type { ClockAnswer } from "#contract";
import { localDateOf, parseInstant, SHANGHAI, type Bilingual } from "#kernel";
import type { Cell, Language } from "./table.ts";

/** A moment as day and minute in Asia/Shanghai: `2026-11-16 09:00`. */
export function momentCell(at: string | null | undefined): Cell {
  const moment = at === null || at === undefined ? undefined : parseInstant(at);
  if (moment?.ok !== true) return null;
  const local = Temporal.Instant.from(moment.value).toZonedDateTimeISO(SHANGHAI);
  return `${local.toPlainDate().toString()} ${local.toPlainTime().toString({ smallestUnit: "minute" })}`;
}

/** The day of a moment in Asia/Shanghai. */
export function dayCell(at: string | null | undefined): Cell {
  const moment = at === null || at === undefined ? undefined : parseInstant(at);
  return moment?.ok === true ? localDateOf(moment.value) : null;
}

const LIGHTS: Readonly<Record<ClockAnswer["light"], Bilingual>> = {
  red: { zh: "超期", en: "Overdue" },
  yellow: { zh: "临期", en: "Near due" },
  green: { zh: "正常", en: "On time" },
  paused: { zh: "暂不计时", en: "Not running" },
};

const ON_TIME: Bilingual = { zh: "按期办结", en: "Done on time" };
const LATE: Bilingual = { zh: "超期办结", en: "Done late" };
const ENDED: Bilingual = { zh: "已终止", en: "Ended" };

const FINISHED: readonly ClockAnswer["phase"][] = ["decided", "closed", "ended"];

/** The light of a clock in a word, or how its case was finished. */
export function lightCell(clock: ClockAnswer | null, language: Language): Cell {
  if (clock === null) return null;
  if (!FINISHED.includes(clock.phase)) return LIGHTS[clock.light][language];
  if (clock.onTime === null) return ENDED[language];
  return (clock.onTime ? ON_TIME : LATE)[language];
}

const UNITS: Readonly<Record<ClockAnswer["unit"], Bilingual>> = {
  wd: { zh: "个工作日", en: "working days" },
  d: { zh: "个自然日", en: "calendar days" },
  wh: { zh: "个工作小时", en: "working hours" },
  h: { zh: "小时", en: "hours" },
};

/** What is left of a running clock; below zero it is past. Empty where nothing runs. */
export function remainingCell(clock: ClockAnswer | null, language: Language): Cell {
  if (clock === null || clock.remaining === null || FINISHED.includes(clock.phase)) return null;
  const space = language === "zh" ? "" : " ";
  return `${clock.remaining}${space}${UNITS[clock.unit][language]}`;
}

/** The last day of what runs now, empty where nothing runs. */
export function dueCell(clock: ClockAnswer | null): Cell {
  return clock === null || FINISHED.includes(clock.phase) ? null : clock.dueOn;
}

/** Yes or no. */
export function yesCell(value: boolean, language: Language): Cell {
  if (language === "zh") return value ? "是" : "否";
  return value ? "yes" : "no";
}
