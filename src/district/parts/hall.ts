import type { Bilingual } from "#kernel";
import {
  bilingual,
  identifier,
  listOf,
  matching,
  object,
  oneOf,
  optional,
  text,
  wholeNumber,
} from "../shape/shape.ts";

/** `general` 综合受理, `specialist` 专业窗口, `delivery` 统一出件, `unresolved` 办不成事. */
export type CounterKind = "general" | "specialist" | "delivery" | "unresolved";

/** A counter of a hall (窗口). */
export type Counter = {
  readonly id: string;
  readonly name: Bilingual;
  readonly kind: CounterKind;
};

/** How visits are booked, and what comes of not turning up; all of it configuration. */
export type Appointments = {
  readonly slotMinutes: number;
  /** How many may book one slot. */
  readonly perSlot: number;
  readonly daysAhead: number;
  /** So many bookings missed within so many days bar booking for so many days. */
  readonly noShow: { readonly times: number; readonly withinDays: number; readonly barDays: number };
};

/** A service centre (政务服务中心), or a station of a town or community (便民服务站). */
export type Hall = {
  readonly id: string;
  readonly name: Bilingual;
  readonly kind: "hall" | "station";
  /** Whose clerks stand at its counters; they take in for every organ whose matter allows it. */
  readonly organ: string;
  readonly division: string;
  readonly address: Bilingual;
  /** Opening hours of a working day, local time. */
  readonly hours: readonly { readonly from: string; readonly to: string }[];
  /** Where nothing can be booked: null. */
  readonly appointments: Appointments | null;
  readonly counters: readonly Counter[];
  /** Queues people take numbers of: a letter, and the kind of counter that serves it. */
  readonly queues: readonly { readonly id: string; readonly name: Bilingual; readonly kind: CounterKind }[];
  /** Matters taken in here; empty: every matter that the window may take in. */
  readonly matters: readonly string[];
};

const localTime = matching(/^([01]\d|2[0-3]):[0-5]\d$/, {
  zh: "形如 08:30 的时刻",
  en: "a time such as 08:30",
});
const letter = matching(/^[A-Z]$/, { zh: "一个大写字母", en: "one capital letter" });
const counterKind = oneOf("general", "specialist", "delivery", "unresolved");

export const hall = object<Hall>({
  id: identifier,
  name: bilingual,
  kind: oneOf("hall", "station"),
  organ: identifier,
  division: text,
  address: bilingual,
  hours: listOf(object({ from: localTime, to: localTime })),
  appointments: optional(
    object<Appointments>({
      slotMinutes: wholeNumber,
      perSlot: wholeNumber,
      daysAhead: wholeNumber,
      noShow: object({ times: wholeNumber, withinDays: wholeNumber, barDays: wholeNumber }),
    }),
    null,
  ),
  counters: listOf(object<Counter>({ id: text, name: bilingual, kind: counterKind })),
  queues: listOf(object({ id: letter, name: bilingual, kind: counterKind })),
  matters: optional(listOf(identifier), []),
});
