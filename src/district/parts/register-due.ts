import { fieldName, listOf, matching, object, oneOf, optional, type Shape } from "../shape/shape.ts";

/** 即将到期: the field's day is near. */
export type DueNotice = "lapsing";

/**
 * A day that records of a register come due on: that of a `date` or `instant` field, or so long `after` it. Then a
 * record that is in one of `status` is `set` to another state, a case `begins`, or the holder is told, once a record
 * and day.
 */
export type RegisterDue = {
  readonly field: string;
  /** ISO 8601: `P1D` = the day after the field's, `P-30D` = thirty days before it. */
  readonly after: string;
  /** States it holds in; empty = all. */
  readonly status: readonly string[];
  readonly set: string | null;
  /**
   * The matter whose case begins in the name of the record's holder, with the record as its message; `=field` where
   * the record itself names it in a field of the type `matter`.
   */
  readonly begins: string | null;
  /** What the record's holder is told: a kind of notice. */
  readonly tells: DueNotice | null;
};

export const registerDue: Shape<RegisterDue> = object<RegisterDue>({
  field: fieldName,
  after: optional(
    matching(/^P(?=-?\d)(-?\d+Y)?(-?\d+M)?(-?\d+D)?$/, {
      zh: "形如 P1D、P-30D 的期限",
      en: "a period such as P1D or P-30D",
    }),
    "P0D",
  ),
  status: optional(listOf(fieldName), []),
  set: optional(fieldName, null),
  begins: optional(
    matching(/^=?[a-z][A-Za-z0-9-]*$/, {
      zh: "事项，或形如 =check 的字段",
      en: "a matter, or a field such as =check",
    }),
    null,
  ),
  tells: optional(oneOf("lapsing"), null),
});

/** A rule by its own words: the name under which the store keeps its days. */
export const nameOfDue = ({ field, after, status, set, begins, tells }: RegisterDue): string =>
  `${field}+${after} [${status.join(" ")}] ${actOf({ set, begins, tells })}`;

function actOf({ set, begins, tells }: Pick<RegisterDue, "set" | "begins" | "tells">): string {
  if (set !== null) return `set ${set}`;
  return begins === null ? `tells ${tells}` : `begins ${begins}`;
}
