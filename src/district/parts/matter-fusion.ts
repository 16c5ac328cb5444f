import {
  bilingual,
  fieldName,
  identifier,
  listOf,
  object,
  optional,
  text,
  wholeNumber,
  wrong,
  type Shape,
} from "../shape/shape.ts";
import { feel } from "./material.ts";
import type { Bilingual } from "#kernel";

/**
 * `fusion` of matter.yaml (疑似同一事件、并案): by what two cases are proposed as one event, who confirms it, and where in
 * the process a case waits that was merged into another. All numbers are the district's.
 */
export type MatterFusion = {
  /** The element of the process at which a merged case waits for its main case. */
  readonly waitsAt: string;
  /** The variable that names the main case; `mergedInto` among `caseFacts` tells it. */
  readonly mainAs: string;
  /** The message that takes a case out again which was merged by the process's own form. */
  readonly unmergedBy: string;
  /** Which field of the form is compared as text, and which material as photos. */
  readonly text: string;
  readonly photos: string;
  /** The field that says by which way a report came in; the fact of this name tells it. */
  readonly channel: string;
  /** Who confirms: posts of these roles at these organs. */
  readonly organs: readonly string[];
  readonly roles: readonly string[];
  /** Public states in which a case may be merged into another, and in which one may take others in. */
  readonly from: readonly string[];
  readonly into: readonly string[];
  /** FEEL over the case's variables: true of a case that is never merged into another, and why. */
  readonly never: { readonly holds: string; readonly words: Bilingual } | null;
  /** How far apart and how long after one another two reports of one event may be. */
  readonly near: { readonly metres: number; readonly hours: number };
  /** The most that each likeness counts; below `propose` in all nothing is proposed. */
  readonly weights: {
    readonly place: number;
    /** Instead of the distance, where one of the two has no point and they are in one community. */
    readonly community: number;
    readonly class: number;
    /** Of one main class (大类) only. */
    readonly mainClass: number;
    readonly time: number;
    readonly text: number;
    readonly photo: number;
  };
  readonly propose: number;
  /** The most that are shown. */
  readonly most: number;
};

const positive: Shape<number> = (node) => {
  const read = wholeNumber(node);
  return read === 0 ? wrong(node, { zh: "大于0的整数", en: "a whole number above 0" }) : read;
};

export const matterFusion: Shape<MatterFusion> = object<MatterFusion>({
  waitsAt: text,
  mainAs: fieldName,
  unmergedBy: text,
  text: fieldName,
  photos: fieldName,
  channel: fieldName,
  organs: listOf(identifier),
  roles: listOf(fieldName),
  from: listOf(fieldName),
  into: listOf(fieldName),
  never: optional(object<NonNullable<MatterFusion["never"]>>({ holds: feel, words: bilingual }), null),
  near: object<MatterFusion["near"]>({ metres: positive, hours: positive }),
  weights: object<MatterFusion["weights"]>({
    place: wholeNumber,
    community: wholeNumber,
    class: wholeNumber,
    mainClass: wholeNumber,
    time: wholeNumber,
    text: wholeNumber,
    photo: wholeNumber,
  }),
  propose: positive,
  most: positive,
});
