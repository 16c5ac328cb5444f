import { fieldName, listOf, matching, object, oneOf, optional, type Shape } from "../shape/shape.ts";

/** 即将到期: the field's day is near. */
export type DueNotice = "lapsing";

/**
 * A day that records of a register come due on: that of a `date` or `instant` field, or so long `after` it. Then a
 * record that is in one of `status` is `set` to another state, a case `begins`, the holder is told, or a signal goes to
 * the cases that wait for it, once a record and day.
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
  /** The name before the record's id in the signal that is sent: `term-ended` → `term-ended-ZR-0089`. */
  readonly signals: string | null;
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
  signals: optional(
    matching(/^[a-z][a-z0-9-]*$/, { zh: "信号名，如term-ended", en: "a signal's name such as term-ended" }),
    null,
  ),
});

/** A rule by its own words: the name under which the store keeps its days. */
export const nameOfDue = ({ field, after, status, ...act }: RegisterDue): string =>
  `${field}+${after} [${status.join(" ")}] ${actOf(act)}`;

function actOf({
  set,
  begins,
  tells,
  signals,
}: Pick<RegisterDue, "set" | "begins" | "tells" | "signals">): string {
  if (signals !== null) return `signals ${signals}`;
  if (set !== null) return `set ${set}`;
  return begins === null ? `tells ${tells}` : `begins ${begins}`;
}
