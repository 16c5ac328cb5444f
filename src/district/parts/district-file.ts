import {
  bilingual,
  fieldName,
  identifier,
  json,
  listOf,
  mappingOf,
  matching,
  object,
  optional,
  text,
  wholeNumber,
  wrong,
  type Shape,
} from "../shape/shape.ts";
import type { FrequencyRule } from "./frequency.ts";
import type { Bilingual, Json } from "#kernel";

/** district.yaml: who this district is, and the settings all its matters start from. */
export type DistrictFile = {
  readonly code: string;
  readonly name: Bilingual;
  readonly settings: Readonly<Record<string, Json>>;
  /** Organs too small to keep intake, review and decision apart; every relaxed act is shown as such. */
  readonly separation: { readonly relaxedOrgans: readonly string[] };
  readonly outline: { readonly attribution: string; readonly note: Bilingual };
  readonly exchange: Exchange;
  /** What counts as often and as rarely asked for, by which stations route; null where nothing is routed. */
  readonly frequency: FrequencyRule | null;
  /** Training of window clerks: so many days before it ends its end is told, time enough for the next. */
  readonly training: { readonly warnDays: number };
  readonly personalData: PersonalDataRules;
  /** What the portal proposes to search for, in people's own words, the first as its example. */
  readonly searches: readonly string[];
  /** Figures as screen and reports show them, together by what they tell of; what no group names follows by its id. */
  readonly figureGroups: readonly FigureGroup[];
};

/** Figures that are read together, under a heading, in their order. */
export type FigureGroup = { readonly name: Bilingual; readonly figures: readonly string[] };

/** How personal data is looked after (个人信息保护法 arts. 6, 47, 51). */
export type PersonalDataRules = {
  /** Why somebody may see it whole: what is offered to choose from. */
  readonly reasons: readonly Bilingual[];
  /** For how long it is then shown. */
  readonly shownForMinutes: number;
  /** The register that tells what was erased when its time was over; null where nothing ever is. */
  readonly erasures: string | null;
};

/**
 * What comes in from outside, and by whom: messages and signals by name, jobs by type, each with the roles whose
 * posts may send or do them. What is not listed is not taken.
 */
export type Exchange = {
  readonly [What in "messages" | "signals" | "jobs"]: Readonly<Record<string, readonly string[]>>;
} & {
  /** Where processes may call (jobs of the type `http`), by name. What is not listed is not called. */
  readonly addresses: Readonly<Record<string, string>>;
};

const NOWHERE = { messages: {}, signals: {}, jobs: {}, addresses: {} };

/** Encrypted unless it stays on this machine; without credentials, which are no part of a pack, query or end slash. */
const address = matching(
  /^(?:https:\/\/[a-z0-9.-]+|http:\/\/(?:127\.0\.0\.1|\[::1\]|localhost))(?::\d{1,5})?(?:\/(?!\.+(?:\/|$))[\w.~-]+)*$/,
  {
    zh: "https:// 开头的地址（本机可用 http://），末尾不带 /，不含账号和参数",
    en: "an address beginning with https:// (http:// on this machine), with no slash at its end, account or query",
  },
);

const share: Shape<number> = (node) =>
  typeof node.value === "number" && node.value > 0 && node.value < 1
    ? node.value
    : wrong(node, { zh: "大于0、小于1的数", en: "a number between 0 and 1" });

const admitted = optional(mappingOf(listOf(fieldName)), {});

export const districtFile: Shape<DistrictFile> = object<DistrictFile>({
  code: matching(/^\d{6}$/, { zh: "带引号的6位区划代码", en: "a quoted division code of 6 digits" }),
  name: bilingual,
  settings: mappingOf<Json>(json),
  separation: object<DistrictFile["separation"]>({ relaxedOrgans: listOf(identifier) }),
  outline: object<DistrictFile["outline"]>({ attribution: text, note: bilingual }),
  exchange: optional(
    object<Exchange>({
      messages: admitted,
      signals: admitted,
      jobs: admitted,
      addresses: optional(mappingOf(address), {}),
    }),
    NOWHERE,
  ),
  frequency: optional(
    object<FrequencyRule>({ months: wholeNumber, highShare: share, lowBelow: wholeNumber }),
    null,
  ),
  training: optional(object<DistrictFile["training"]>({ warnDays: wholeNumber }), { warnDays: 0 }),
  personalData: optional(
    object<PersonalDataRules>({
      reasons: listOf(bilingual),
      shownForMinutes: wholeNumber,
      erasures: optional(identifier, null),
    }),
    { reasons: [], shownForMinutes: 30, erasures: null },
  ),
  searches: optional(listOf(text), []),
  figureGroups: optional(listOf(object<FigureGroup>({ name: bilingual, figures: listOf(identifier) })), []),
});
