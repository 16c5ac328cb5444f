import { fieldName, listOf, object, optional, wholeNumber, wrong, type Shape } from "../shape/shape.ts";

/**
 * 外部协助: what of a case a party without an account sees beside a task's form when it is given that task by a signed
 * link (`x-outside` of the form; ADR 40).
 */
export type OutsideForm = {
  /** Fields of the matter's form; none that is personal. */
  readonly fields: readonly string[];
  /** Materials whose photos are shown, as smaller copies that tell nothing beside their picture. */
  readonly materials: readonly string[];
  /** For how many days a link is good unless who gives it says otherwise, today counted. */
  readonly days: number;
  /** The task's variable that names whom is meant, and the one that says what is asked. */
  readonly to: string | null;
  readonly asks: string | null;
};

const days: Shape<number> = (node) => {
  const read = wholeNumber(node);
  return typeof read === "number" && (read < 1 || read > MOST_DAYS)
    ? wrong(node, { zh: `1 到 ${MOST_DAYS} 的整数`, en: `a whole number from 1 to ${MOST_DAYS}` })
    : read;
};

/** The most days that a link may be good for. */
export const MOST_DAYS = 30;

export const outsideForm: Shape<OutsideForm> = object<OutsideForm>({
  fields: optional(listOf(fieldName), []),
  materials: optional(listOf(fieldName), []),
  days: optional(days, 7),
  to: optional(fieldName, null),
  asks: optional(fieldName, null),
});
