import { object, oneOf, optional, text, wholeNumber, wrong, type Shape } from "../shape/shape.ts";
import { feel } from "./material.ts";

/**
 * One piece of the number of a licence or document, in order: fixed text, a FEEL value over the case (it also sees
 * `organPrefix`, 机关代字, and `year`), the next number of a gapless sequence padded to `width` (of this matter or of
 * its organ, from 1 again each year where it says so), or a check digit over all digits before it.
 */
export type NumberPart =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "feel"; readonly feel: string }
  | {
      readonly kind: "sequence";
      readonly width: number;
      readonly per: SequenceOf;
      readonly name: string | null;
    }
  | { readonly kind: "check"; readonly method: "mod-11-10" | "credit-code" };

/** `name` of a sequence: what it counts beside others of the same organ, e.g. 卫水. */
type SequenceOf = "matter" | "year" | "organ" | "organYear";

export const numberPart: Shape<NumberPart> = (node) => {
  const kind = (node.value as { readonly kind?: unknown } | null | undefined)?.kind;
  switch (kind) {
    case "text":
      return object<NumberPart & { kind: "text" }>({ kind: oneOf("text"), text })(node);
    case "feel":
      return object<NumberPart & { kind: "feel" }>({ kind: oneOf("feel"), feel })(node);
    case "sequence":
      return object<NumberPart & { kind: "sequence" }>({
        kind: oneOf("sequence"),
        width: wholeNumber,
        per: oneOf("matter", "year", "organ", "organYear"),
        name: optional(text, null),
      })(node);
    case "check":
      return object<NumberPart & { kind: "check" }>({
        kind: oneOf("check"),
        method: oneOf("mod-11-10", "credit-code"),
      })(node);
    default:
      return wrong(node, {
        zh: "kind 为 text、feel、sequence 或 check 的一段",
        en: "a part whose kind is text, feel, sequence or check",
      });
  }
};
