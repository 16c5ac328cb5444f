import { applicantRule, type ApplicantRule } from "./applicant-rule.ts";
import {
  bilingual,
  date,
  fieldName,
  flag,
  identifier,
  listOf,
  mappingOf,
  matching,
  object,
  oneOf,
  optional,
  text,
  wholeNumber,
  json,
  wrong,
  type Shape,
} from "../shape/shape.ts";
import { feel, material, type Material } from "./material.ts";
import { factRules, instantRule, type FactRule, type InstantRule } from "./matter-instant.ts";
import { handledBy, type HandledBy } from "./matter-handled-by.ts";
import { caseKind, type CaseKind } from "./matter-case-kind.ts";
import { matterNeeds, type MatterNeed } from "./matter-needs.ts";
import { matterRetention, type MatterRetention } from "./matter-retention.ts";
import { matterElsewhere, type MatterElsewhere } from "./matter-elsewhere.ts";
import { matterResult, type MatterResult } from "./matter-result.ts";
import { highRisk, matterCommitment, type MatterCommitment } from "./matter-commitment.ts";
import { matterFollowUp, type MatterFollowUp } from "./matter-follow-up.ts";
import { matterFusion, type MatterFusion } from "./matter-fusion.ts";
import { siteCheck, type SiteCheck } from "./matter-site-check.ts";
import { matterWindow, type MatterWindow } from "./matter-window.ts";
import type { Bilingual, Json, LocalDate } from "#kernel";

/** Limits in force from one day to another (both included); null = without end. */
export type LimitPeriod = {
  readonly from: LocalDate | null;
  readonly to: LocalDate | null;
  readonly statutory: string;
  readonly promised: string | null;
  /** What one extension adds, or null where the law allows none. */
  readonly extension: string | null;
  readonly basis: Bilingual;
};

/** Law and article a matter rests on. */
type LegalBasis = {
  readonly law: Bilingual;
  readonly article: Bilingual;
  readonly text: string | null;
};

/** A special procedure of 许可法 art. 45, whose time is not counted. */
type SpecialProcedure = {
  /** The ground the clock is paused with, e.g. `testing`. */
  readonly ground: string;
  readonly name: Bilingual;
  readonly limit: string | null;
  readonly basis: Bilingual;
};

/** The 实施清单 of a matter, as matter.yaml states it (domain §1.2). */
export type MatterDefinition = {
  readonly id: string;
  readonly version: string;
  readonly status: "draft" | "pending" | "inForce" | "suspended" | "cancelled";
  readonly effectiveFrom: LocalDate;
  readonly effectiveTo: LocalDate | null;
  readonly name: Bilingual;
  /** 主项, and the handling item (业务办理项) that this is of it. */
  readonly mainItem: Bilingual;
  readonly handlingItem: Bilingual;
  readonly keywords: readonly string[];
  readonly plainWords: readonly string[];
  /** Further initials that people type; those of its own words are computed. */
  readonly pinyin: readonly string[];
  /** Life events and firms' events (events.yaml) that it is found by. */
  readonly events: readonly string[];
  /** Two digits of the ten classes of power and public service, e.g. 01 行政许可. */
  readonly itemType: ItemType;
  readonly kind: "immediate" | "promised";
  /** By whose words its cases are told: 办件, 案卷, 案件. */
  readonly caseKind: CaseKind;
  readonly organ: string;
  readonly handledBy: HandledBy;
  /** 基本编码, and the two digits that tell its handling items apart; the other codes follow (itemCodes). */
  readonly codes: { readonly basic: string; readonly sequence: string };
  readonly legalBasis: readonly LegalBasis[];
  readonly powerSource: Bilingual;
  /** 行使层级: 1 state … 4 county, 5 town, 6 village. */
  readonly exerciseLevel: number;
  readonly audience: readonly ("resident" | "enterprise" | "staff")[];
  readonly serviceObjects: readonly Bilingual[];
  readonly conditions: readonly Bilingual[];
  readonly flow: readonly Bilingual[];
  readonly limits: readonly LimitPeriod[];
  readonly limitNote: Bilingual | null;
  readonly specialProcedures: readonly SpecialProcedure[];
  /** What officers go to see, where the matter has a site check. */
  readonly siteCheck: SiteCheck | null;
  /** How it is decided on a signed promise (告知承诺), where that is offered. */
  readonly commitment: MatterCommitment | null;
  /** 审管联动: which check its decisions open afterwards, or why none; null where it does not say. */
  readonly followUp: MatterFollowUp | null;
  /** Of such risk that no promise will do. */
  readonly highRisk: boolean;
  readonly fee: {
    readonly charged: boolean;
    readonly standard: Bilingual;
    readonly basis: Bilingual | null;
    readonly online: boolean;
  };
  readonly delivery: { readonly ways: readonly Bilingual[]; readonly limit: string };
  readonly validity: Bilingual | null;
  readonly annualInspection: Bilingual;
  /** How long its cases keep personal data; null where nothing erases it. */
  readonly retention: MatterRetention | null;
  readonly quota: Bilingual;
  readonly intermediary: Bilingual;
  readonly jointOrgans: readonly string[];
  readonly handlingForms: readonly Bilingual[];
  readonly onSite: { readonly visits: number; readonly reason: Bilingual };
  /** 网上办理深度 Ⅰ–Ⅳ. */
  readonly onlineDepth: 1 | 2 | 3 | 4;
  readonly fullyOnline: boolean;
  readonly scope: Bilingual;
  readonly supports: {
    readonly appointment: boolean;
    readonly logistics: boolean;
    readonly selfService: boolean;
    readonly agent: boolean;
    readonly deferral: boolean;
    readonly commitment: boolean;
  };
  readonly place: Bilingual;
  readonly hours: Bilingual;
  readonly consultation: Bilingual;
  readonly supervision: Bilingual;
  readonly questions: readonly { readonly question: Bilingual; readonly answer: Bilingual }[];
  readonly remedies: { readonly reconsideration: Bilingual; readonly litigation: Bilingual };
  readonly materials: readonly Material[];
  /** What those who handle its cases need to know of them. */
  readonly needs: readonly MatterNeed[];
  /** The shared process it runs on. */
  readonly process: string;
  /** There where it is not the district's and handled in another system. */
  readonly elsewhere: MatterElsewhere | null;
  /** Who must differ, when a matter is stricter or laxer than the process; settings over the district's. */
  readonly settings: Readonly<Record<string, Json>>;
  /** FEEL over the case's start variables: its title and the division it belongs to. */
  readonly caseTitle: string;
  readonly caseDivision: string;
  /** FEEL for the point `{ lon, lat }` of cases that are at one: then their cell and division are the point's. */
  readonly casePlace: string | null;
  /** What indicators may ask of its cases beside what all have: name → FEEL over the variables after each step. */
  readonly caseFacts: Readonly<Record<string, string>>;
  /** Names that its title may say, from rows of the folder: name → row of a register that mirrors its rows. */
  readonly titleNames: Readonly<Record<string, TitleName>>;
  readonly result: MatterResult | null;
  /** There where its cases may be proposed and merged as one event (并案). */
  readonly fusion: MatterFusion | null;
  /** There where rules may grant it at once (秒批). */
  readonly instant: InstantRule | null;
  /** What the job `facts` asks of registers and lists where people decide: for the rules that help them. */
  readonly facts: readonly FactRule[];
  /** There where the applicant (申请人) is a record of a register that the form names. */
  readonly applicant: ApplicantRule | null;
  /** What stands where an applicant's name stands, where who applies is not told (上报人); the name itself else. */
  readonly applicantAs: Bilingual | null;
  /** There where a message, signal or timer may begin its cases without an applicant. */
  readonly begins: MatterBeginning | null;
  /** How its cases may be ended before a decision (终止); without it by the roles with the power `cancel`. */
  readonly cancellation: MatterCancellation | null;
  /** Whether a clerk may take it in for somebody who comes (窗口收件). */
  readonly window: MatterWindow;
};

/** A name that a title says: a field of the row of `register` (or the place's name) under `key`, FEEL over the form. */
type TitleName = {
  readonly register: string;
  readonly key: string;
  readonly field: string;
};

/** Who may end a case, what they are told first (the law's words), and the notice that the applicant gets. */
type MatterCancellation = {
  /** Roles of the case's organ; those with the power `cancel` where it names none. */
  readonly by: readonly string[];
  readonly warning: Bilingual | null;
  readonly notice: {
    readonly template: string;
    readonly title: string;
    /** The number's own word, e.g. 许终. */
    readonly word: string;
    readonly sealText: string;
  } | null;
};

/**
 * How a case begins that nobody applies for. Its title and division follow from the matter as always, and so does its
 * organ unless it says otherwise; its applicant is the system.
 */
type MatterBeginning = {
  /** FEEL over `message`, the variables that begin it: the form that the case begins with. */
  readonly form: string | null;
  /** FEEL over `message`: the organ that the case is of, where that is not the matter's. */
  readonly organ: string | null;
  /** FEEL over `message`: `{account, inNameOf, name}` of whom the case is about, who may then read it. */
  readonly party: string | null;
  /**
   * FEEL over `message`: `{material: [SHA-256]}`, files of the case that sent the message which go with it; what is no
   * file of that case is left.
   */
  readonly materials: string | null;
  /** What stands where an applicant's name stands; the organ's name where it does not say. */
  readonly applicantName: Bilingual | null;
};

export type ItemType = "01" | "05" | "07" | "08" | "09" | "10" | "20";

/** Names of the classes of power that begin on application (domain §1.1). */
export const ITEM_TYPE_NAMES: Readonly<Record<ItemType, Bilingual>> = {
  "01": { zh: "行政许可", en: "administrative licence" },
  "05": { zh: "行政给付", en: "benefit payment" },
  "07": { zh: "行政确认", en: "confirmation" },
  "08": { zh: "行政奖励", en: "award" },
  "09": { zh: "行政裁决", en: "adjudication" },
  "10": { zh: "其他行政权力", en: "other administrative power" },
  "20": { zh: "公共服务", en: "public service" },
};

/** A legal period: `5wd`, `15d`, `4wh`, `24h`. */
const limitText = matching(/^\d{1,4}(wd|d|wh|h)$/, {
  zh: "形如 5wd、15d、4wh、24h 的期限",
  en: "a limit such as 5wd, 15d, 4wh or 24h",
});

const limitPeriod = object<LimitPeriod>({
  from: optional(date, null),
  to: optional(date, null),
  statutory: limitText,
  promised: optional(limitText, null),
  extension: optional(limitText, null),
  basis: bilingual,
});

const onlineDepth: Shape<1 | 2 | 3 | 4> = (node) =>
  ([1, 2, 3, 4] as const).find((depth) => depth === node.value) ??
  wrong(node, { zh: "1到4", en: "a number from 1 to 4" });

export const matterDefinition: Shape<MatterDefinition> = object<MatterDefinition>({
  id: identifier,
  version: matching(/^\d+(\.\d+)*$/, { zh: "带引号的版本号", en: "a quoted version number" }),
  status: oneOf("draft", "pending", "inForce", "suspended", "cancelled"),
  effectiveFrom: date,
  effectiveTo: optional(date, null),
  name: bilingual,
  mainItem: bilingual,
  handlingItem: bilingual,
  keywords: listOf(text),
  plainWords: listOf(text),
  pinyin: optional(listOf(matching(/^[a-z]+$/, { zh: "拼音首字母", en: "pinyin initials" })), []),
  events: optional(listOf(identifier), []),
  itemType: oneOf("01", "05", "07", "08", "09", "10", "20"),
  kind: oneOf("immediate", "promised"),
  caseKind,
  organ: identifier,
  handledBy,
  codes: object({
    basic: matching(/^\d{12}$/, { zh: "12位基本编码", en: "a basic code of 12 digits" }),
    sequence: optional(
      matching(/^\d{2}$/, { zh: "带引号的2位序号", en: "a quoted sequence of 2 digits" }),
      "01",
    ),
  }),
  legalBasis: listOf(object<LegalBasis>({ law: bilingual, article: bilingual, text: optional(text, null) })),
  powerSource: bilingual,
  exerciseLevel: wholeNumber,
  audience: listOf(oneOf("resident", "enterprise", "staff")),
  serviceObjects: listOf(bilingual),
  conditions: listOf(bilingual),
  flow: listOf(bilingual),
  limits: listOf(limitPeriod),
  limitNote: optional(bilingual, null),
  specialProcedures: listOf(
    object<SpecialProcedure>({
      ground: fieldName,
      name: bilingual,
      limit: optional(limitText, null),
      basis: bilingual,
    }),
  ),
  siteCheck: optional(siteCheck, null),
  commitment: optional(matterCommitment, null),
  followUp: optional(matterFollowUp, null),
  highRisk,
  fee: object<MatterDefinition["fee"]>({
    charged: flag,
    standard: bilingual,
    basis: optional(bilingual, null),
    online: flag,
  }),
  delivery: object<MatterDefinition["delivery"]>({ ways: listOf(bilingual), limit: limitText }),
  validity: optional(bilingual, null),
  annualInspection: bilingual,
  retention: matterRetention,
  quota: bilingual,
  intermediary: bilingual,
  jointOrgans: listOf(identifier),
  handlingForms: listOf(bilingual),
  onSite: object<MatterDefinition["onSite"]>({ visits: wholeNumber, reason: bilingual }),
  onlineDepth,
  fullyOnline: flag,
  scope: bilingual,
  supports: object<MatterDefinition["supports"]>({
    appointment: flag,
    logistics: flag,
    selfService: flag,
    agent: flag,
    deferral: flag,
    commitment: flag,
  }),
  place: bilingual,
  hours: bilingual,
  consultation: bilingual,
  supervision: bilingual,
  questions: listOf(object({ question: bilingual, answer: bilingual })),
  remedies: object<MatterDefinition["remedies"]>({ reconsideration: bilingual, litigation: bilingual }),
  materials: listOf(material),
  needs: matterNeeds,
  process: identifier,
  settings: optional(mappingOf<Json>(json), {}),
  caseTitle: feel,
  caseDivision: feel,
  casePlace: optional(feel, null),
  caseFacts: optional(mappingOf(feel), {}),
  titleNames: optional(
    mappingOf(object<TitleName>({ register: identifier, key: feel, field: fieldName })),
    {},
  ),
  result: optional(matterResult, null),
  fusion: optional(matterFusion, null),
  instant: optional(instantRule, null),
  facts: optional(factRules, []),
  applicant: optional(applicantRule, null),
  applicantAs: optional(bilingual, null),
  begins: optional(
    object<MatterBeginning>({
      form: optional(feel, null),
      organ: optional(feel, null),
      party: optional(feel, null),
      materials: optional(feel, null),
      applicantName: optional(bilingual, null),
    }),
    null,
  ),
  cancellation: optional(
    object<MatterCancellation>({
      by: optional(listOf(fieldName), []),
      warning: optional(bilingual, null),
      notice: optional(object({ template: identifier, title: text, word: text, sealText: text }), null),
    }),
    null,
  ),
  window: matterWindow,
  elsewhere: optional(matterElsewhere, null),
});
