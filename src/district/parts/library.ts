import {
  bilingual,
  flag,
  identifier,
  listOf,
  mappingOf,
  matching,
  object,
  oneOf,
  optional,
  wholeNumber,
  wrong,
  type Shape,
} from "../shape/shape.ts";
import { feel } from "./material.ts";
import { PUBLIC_EVENTS, type PublicEventKind } from "./public-event.ts";
import type { Bilingual } from "#kernel";

/** What a library is told of one kind of event. */
export type LibraryReport = {
  /** The public event that it tells of, e.g. `case.accepted`. */
  readonly on: PublicEventKind;
  /** Of which matters' cases and records: FEEL over `matter` and `event`; all of them where it says nothing. */
  readonly when: string | null;
  /** The library's own names, each with FEEL over what is known of the event. */
  readonly fields: Readonly<Record<string, string>>;
};

/**
 * `libraries/<id>.yaml`: a system outside that is told what happens and is compared with day by day (办件库, 证照库,
 * 好差评). Nothing is told before it is connected; what it asks for as authorization is no part of a pack.
 */
export type Library = {
  readonly id: string;
  readonly name: Bilingual;
  readonly connected: boolean;
  /** A name of the district's exchange.addresses, and the path behind it that takes reports. */
  readonly address: string;
  readonly path: string;
  /** ISO 8601: what was not taken so long after it happened is left to a person. */
  readonly patience: string;
  readonly reports: readonly LibraryReport[];
  readonly reconcile: {
    /** The hour of the day, by the district's clock, at which the day before is compared. */
    readonly at: string;
    readonly path: string;
    /** How many days back a day is compared again as long as it does not match. */
    readonly days: number;
  };
};

const path = matching(/^(?:\/(?!\.+(?:\/|$))[\w.~-]+)+$/, {
  zh: "以 / 开头的路径",
  en: "a path that begins with /",
});

const fewDays: Shape<number> = (node) => {
  const days = wholeNumber(node);
  return typeof days === "number" && (days < 1 || days > 31)
    ? wrong(node, { zh: "1 到 31 的整数", en: "a whole number from 1 to 31" })
    : days;
};

export const library: Shape<Library> = object<Library>({
  id: identifier,
  name: bilingual,
  connected: flag,
  address: identifier,
  path,
  patience: matching(/^P(?:\d{1,2}D|T\d{1,2}H)$/, {
    zh: "P2D 或 PT12H 这样的时长",
    en: "a duration such as P2D or PT12H",
  }),
  reports: listOf(
    object<LibraryReport>({
      on: oneOf(...PUBLIC_EVENTS),
      when: optional(feel, null),
      fields: mappingOf(feel),
    }),
  ),
  reconcile: object<Library["reconcile"]>({
    at: matching(/^(?:[01]\d|2[0-3]):[0-5]\d$/, {
      zh: '带引号的时刻，如 "02:30"',
      en: 'a quoted time such as "02:30"',
    }),
    path,
    days: fewDays,
  }),
});
