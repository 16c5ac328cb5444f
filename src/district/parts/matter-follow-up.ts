import {
  bilingual,
  identifier,
  listOf,
  matching,
  object,
  optional,
  text,
  wholeNumber,
  wrong,
  type Shape,
} from "../shape/shape.ts";
import { feel } from "./material.ts";
import type { SiteCheck } from "./matter-site-check.ts";
import type { Bilingual } from "#kernel";

/** In the place of an organ's id: the organ that decided itself (and TOWN_ORGAN, the town government of the place). */
export const DECIDING_ORGAN = "deciding";

/**
 * 审管联动: the check that a decision opens afterwards (谁审批谁监管、谁主管谁监管, 国发〔2019〕18号), at which organ, how long
 * after the decision, within which time, and of how many of the decisions.
 */
export type OpensCheck = {
  readonly kind: "check";
  /** The matter that begins; its `begins` reads the record of the register `settings.followUpRegister`. */
  readonly check: string;
  /** An organ's id, or DECIDING_ORGAN or TOWN_ORGAN. */
  readonly organ: string;
  /** How long after the day of the decision it opens: `0d`, `20wd`. */
  readonly after: string;
  /** Within which it is done, from the day that it opens. */
  readonly within: string;
  /** Share of the decisions that are drawn (抽查), in percent; 100 = each. */
  readonly percent: number;
  readonly basis: Bilingual;
  /** FEEL over the open form: where it is checked. The site check's place where it does not say. */
  readonly place: string | null;
  /** What is looked at; the site check's items where it does not say. */
  readonly items: SiteCheck["items"];
};

/** No decision of the matter opens a check, and why. */
type OpensNoCheck = { readonly kind: "none"; readonly reason: Bilingual };

export type MatterFollowUp = OpensCheck | OpensNoCheck;

const days = matching(/^\d{1,4}(wd|d)$/, {
  zh: "形如 20wd、30d 的天数",
  en: "days such as 20wd or 30d",
});

const share: Shape<number> = (node) => {
  const read = wholeNumber(node);
  return typeof read === "number" && (read < 1 || read > 100)
    ? wrong(node, { zh: "1 到 100 的整数", en: "a whole number from 1 to 100" })
    : read;
};

type Written = Omit<OpensCheck, "kind">;

const check = object<Written>({
  check: identifier,
  organ: optional(identifier, DECIDING_ORGAN),
  after: optional(days, "0d"),
  within: days,
  percent: optional(share, 100),
  basis: bilingual,
  place: optional(feel, null),
  items: optional(listOf(object<SiteCheck["items"][number]>({ item: text, requirement: text })), []),
});

const none = object<{ readonly none: Bilingual }>({ none: bilingual });

/** `followUp` of matter.yaml: `{check, organ, after, within, percent, basis, place, items}`, or `{none: <reason>}`. */
export const matterFollowUp: Shape<MatterFollowUp> = (node) => {
  const isNone = (node.value as { readonly none?: unknown } | null | undefined)?.none !== undefined;
  if (isNone) {
    const read = none(node);
    return typeof read === "symbol" ? read : { kind: "none", reason: read.none };
  }
  const read = check(node);
  return typeof read === "symbol" ? read : { kind: "check", ...read };
};
