import {
  bilingual,
  date,
  identifier,
  listOf,
  object,
  oneOf,
  optional,
  text,
  wholeNumber,
  wrong,
  type Shape,
} from "../shape/shape.ts";
import type { Bilingual, LocalDate } from "#kernel";

/** A system or device outside that reports with a key. */
export type Sender = {
  readonly id: string;
  readonly name: Bilingual;
  readonly channel: "open311" | "hotline" | "device";
  /** Its key is reckoned with this number: one more, and the former key opens nothing. */
  readonly issue: number;
  /** Of a system that speaks Open311: the address outside under which the photos that it names are fetched. */
  readonly media: string | null;
  /** Of a device: the class that it reports and where it stands. */
  readonly class: string | null;
  readonly place: { readonly lon: number; readonly lat: number; readonly address: string } | null;
};

/** What our Open311 endpoint says of itself, and which photos it shows. */
type Open311 = {
  /** Its `jurisdiction_id`. */
  readonly jurisdiction: string;
  /** For its discovery document: the day this description changed last, whom to ask, and how to come by a key. */
  readonly changed: LocalDate;
  readonly contact: Bilingual;
  readonly keyService: Bilingual;
  /** Materials of the matter whose photos anybody may see of a case that was handled, the first of them first. */
  readonly media: readonly string[];
};

/** channels.yaml: by which ways reports come in without an account of ours, and which matter they become cases of. */
export type Channels = {
  readonly matter: string;
  /** The register whose rows are the classes that can be reported. */
  readonly classes: string;
  /** The most photos of one report. */
  readonly photos: number;
  /** The most that one network address may send in so many minutes. */
  readonly perAddress: { readonly reports: number; readonly photos: number; readonly minutes: number };
  /** Our Open311 endpoint; null where there is none. */
  readonly open311: Open311 | null;
  readonly senders: readonly Sender[];
  /** By which a device's message may be older or newer than now. */
  readonly deviceWindowMinutes: number;
};

const degrees: Shape<number> = (node) =>
  typeof node.value === "number" && Math.abs(node.value) <= 180
    ? node.value
    : wrong(node, { zh: "经纬度", en: "degrees" });

const sender: Shape<Sender> = object<Sender>({
  id: identifier,
  name: bilingual,
  channel: oneOf("open311", "hotline", "device"),
  issue: wholeNumber,
  media: optional(text, null),
  class: optional(text, null),
  place: optional(object<NonNullable<Sender["place"]>>({ lon: degrees, lat: degrees, address: text }), null),
});

const open311: Shape<Open311> = object<Open311>({
  jurisdiction: text,
  changed: date,
  contact: bilingual,
  keyService: bilingual,
  media: optional(listOf(text), []),
});

export const channels: Shape<Channels> = object<Channels>({
  matter: identifier,
  classes: identifier,
  photos: wholeNumber,
  perAddress: object<Channels["perAddress"]>({
    reports: wholeNumber,
    photos: wholeNumber,
    minutes: wholeNumber,
  }),
  open311: optional(open311, null),
  senders: optional(listOf(sender), []),
  deviceWindowMinutes: optional(wholeNumber, 10),
});
