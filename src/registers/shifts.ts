import type { DistrictPack } from "#district";
import {
  dayAfter,
  localDateOf,
  SHANGHAI,
  type Bilingual,
  type Instant,
  type Json,
  type LocalDate,
} from "#kernel";
import type { FindRecordsBy } from "./locate.ts";
import type { StoredRecord } from "./ports.ts";

/** A shift of the duty roster on a day. */
export type Shift = {
  /** The record's id in the roster. */
  readonly id: string;
  readonly name: string;
  readonly organ: string;
  /** By the clock of 24 hours: `20:00`. Where it ends no later than it begins, it ends on the next day. */
  readonly begins: string;
  readonly ends: string;
  /** It began the day before. */
  readonly sinceYesterday: boolean;
  /** On shift at the moment asked. */
  readonly now: boolean;
  /** Of the duty room; people's own numbers are personal data and stand elsewhere. */
  readonly telephone: string | null;
};

const WEEKDAYS: readonly Bilingual[] = [
  { zh: "周一", en: "Monday" },
  { zh: "周二", en: "Tuesday" },
  { zh: "周三", en: "Wednesday" },
  { zh: "周四", en: "Thursday" },
  { zh: "周五", en: "Friday" },
  { zh: "周六", en: "Saturday" },
  { zh: "周日", en: "Sunday" },
];

/** The day of the week of a day. */
export function weekdayOf(day: LocalDate): Bilingual {
  return WEEKDAYS[Temporal.PlainDate.from(day).dayOfWeek - 1] ?? { zh: "", en: "" };
}

/**
 * Who is on shift on the day of a moment (command.yaml, `roster`): those whose weekday it is, and those whose shift of
 * yesterday is not yet over; who is on shift now first.
 */
export async function shiftsOn(
  pack: Pick<DistrictPack, "registers" | "command">,
  find: FindRecordsBy,
  at: Instant,
): Promise<readonly Shift[]> {
  const register = pack.registers.get(pack.command.roster ?? "");
  if (register === undefined) return [];
  const live = new Set(register.statuses.flatMap((status) => (status.live ? [status.id] : [])));
  const today = localDateOf(at);
  const time = Temporal.Instant.from(at)
    .toZonedDateTimeISO(SHANGHAI)
    .toPlainTime()
    .toString({ smallestUnit: "minute" });
  const of = async (day: LocalDate): Promise<readonly StoredRecord[]> => {
    const records = await find(register.id, "weekdays", [weekdayOf(day).zh]);
    return records.filter(({ status, data }) => live.has(status) && isInForce(data, day));
  };
  const before = (await of(dayAfter(today, -1))).flatMap((record) => shiftOf(record, true, time));
  const own = (await of(today)).flatMap((record) => shiftOf(record, false, time));
  return [...before, ...own].toSorted(
    (a, b) => Number(b.now) - Number(a.now) || (a.begins < b.begins ? -1 : 1),
  );
}

function isInForce({ from, to }: StoredRecord["data"], day: LocalDate): boolean {
  return (textOf(from) ?? "") <= day && (textOf(to) ?? day) >= day;
}

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

/** A record as a shift; nothing where its times cannot be read, or yesterday's has ended with the day. */
function shiftOf({ id, data, organ }: StoredRecord, sinceYesterday: boolean, time: string): readonly Shift[] {
  const [begins, ends] = [textOf(data["begins"]) ?? "", textOf(data["ends"]) ?? ""];
  const overnight = ends <= begins;
  if (!TIME.test(begins) || !TIME.test(ends)) return [];
  if (sinceYesterday && (!overnight || time >= ends)) return [];
  const now = sinceYesterday || (time >= begins && (overnight || time < ends));
  return [
    {
      id,
      name: textOf(data["name"]) ?? id,
      organ: textOf(data["organ"]) ?? organ,
      begins,
      ends,
      sinceYesterday,
      now,
      telephone: textOf(data["telephone"]),
    },
  ];
}

const textOf = (value: Json | undefined): string | null =>
  typeof value === "string" && value !== "" ? value : null;
