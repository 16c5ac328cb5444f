import { fieldName, identifier, listOf, matching, object, optional, type Shape } from "../shape/shape.ts";

/**
 * A day that records of a register come due on: that of a `date` or `instant` field, or so long `after` it. Then a
 * record that is in one of `status` is `set` to another state, or a case `begins`, once a record and day.
 */
export type RegisterDue = {
  readonly field: string;
  /** ISO 8601: `P1D` = the day after the field's. */
  readonly after: string;
  /** States it holds in; empty = all. */
  readonly status: readonly string[];
  readonly set: string | null;
  /** The matter whose case begins in the name of the record's holder, with the record as its message. */
  readonly begins: string | null;
};

export const registerDue: Shape<RegisterDue> = object<RegisterDue>({
  field: fieldName,
  after: optional(
    matching(/^P(?=\d)(\d+Y)?(\d+M)?(\d+D)?$/, { zh: "形如 P1D 的期限", en: "a period such as P1D" }),
    "P0D",
  ),
  status: optional(listOf(fieldName), []),
  set: optional(fieldName, null),
  begins: optional(identifier, null),
});

/** A rule by its own words: the name under which the store keeps its days. */
export const nameOfDue = ({ field, after, status, set, begins }: RegisterDue): string =>
  `${field}+${after} [${status.join(" ")}] ${set === null ? `begins ${begins}` : `set ${set}`}`;
