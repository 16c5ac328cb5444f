import { aboutMaterial } from "./about-material.ts";
import { organInBoth } from "../pack/in-both.ts";
import { guideSections, type GuideSection } from "./guide-sections.ts";
import { KIND_NAMES } from "./kind-names.ts";
import { correctionNoticeLimit } from "./correction-notice.ts";
import { limitsOn } from "./limits-on.ts";
import type { MatterCommitment } from "../parts/matter-commitment.ts";
import type { DistrictPack, Matter } from "../pack/pack.ts";
import type { FormGroup } from "../parts/form.ts";
import { ITEM_TYPE_NAMES } from "../parts/matter.ts";
import type { Bilingual, JsonObject, LocalDate } from "#kernel";

/** A matter in a list. */
export type MatterSummary = {
  readonly id: string;
  readonly name: Bilingual;
  readonly organName: Bilingual;
  /** The system it is handled in where it is not the district's. */
  readonly elsewhere: Bilingual | null;
  readonly typeName: Bilingual;
  readonly kindName: Bilingual;
  readonly promised: string | null;
  readonly statutory: string;
  readonly onSiteVisits: number;
  /** Taken in at integrated counters (综合窗口), so that one may come there for it. */
  readonly atHalls: boolean;
  readonly keywords: readonly string[];
};

/** What a guide says of a material. */
export type GuideMaterial = {
  readonly id: string;
  readonly name: Bilingual;
  readonly required: boolean;
  /** It may be promised instead and come later (容缺后补). */
  readonly deferrable: boolean;
  readonly certificateTypes: readonly string[];
  readonly condition: string | null;
  readonly when: Bilingual | null;
  readonly types: readonly string[];
  readonly maxBytes: number;
  readonly note: Bilingual | null;
  /** Its kind, form, number and origin. */
  readonly about: Bilingual;
  /** 受理标准: what it is checked for. */
  readonly standard: Bilingual | null;
};

/** The guide (办事指南) of a matter: what it tells the public and what an application needs. */
export type Guide = {
  readonly summary: MatterSummary;
  readonly version: string;
  /** Within what somebody is told what is missing; null where nobody is held to it. */
  readonly correctionNotice: string | null;
  /** Decided by rule at once where every condition holds. */
  readonly instant: boolean;
  readonly sections: readonly GuideSection[];
  readonly materials: readonly GuideMaterial[];
  readonly applicantField: string | null;
  readonly commitment: Omit<MatterCommitment, "checkWithin" | "bars"> | null;
  readonly audience: readonly string[];
  readonly form: JsonObject;
  readonly groups: readonly FormGroup[];
};

/** A matter as a list shows it, with the limits in force on a day. */
export function summaryOf(matter: Matter, pack: Pick<DistrictPack, "organs">, on: LocalDate): MatterSummary {
  const limits = limitsOn(matter, on);
  return {
    id: matter.id,
    name: matter.name,
    organName: matter.elsewhere?.organ ?? organInBoth(pack, matter.organ),
    elsewhere: matter.elsewhere?.system ?? null,
    typeName: ITEM_TYPE_NAMES[matter.itemType],
    kindName: KIND_NAMES[matter.kind],
    promised: limits?.promised ?? null,
    statutory: limits?.statutory ?? "",
    onSiteVisits: matter.onSite.visits,
    atHalls: matter.window.allowed && matter.window.integrated,
    keywords: matter.keywords,
  };
}

/** The guide of a matter with the limits in force on a day. */
export function guideOf(
  matter: Matter,
  pack: Pick<DistrictPack, "organs" | "settings">,
  on: LocalDate,
): Guide {
  return {
    summary: summaryOf(matter, pack, on),
    version: matter.version,
    correctionNotice: correctionNoticeLimit(pack, matter),
    instant: matter.instant !== null,
    sections: guideSections(matter, pack, on),
    materials: matter.materials
      .filter(({ necessity }) => necessity !== "shared")
      .map((material) => ({ ...material, about: aboutMaterial(material) }))
      .map(
        ({
          id,
          name,
          necessity,
          certificateTypes,
          condition,
          when,
          types,
          maxBytes,
          note,
          about,
          standard,
        }) => ({
          id,
          name,
          required: necessity === "required" || necessity === "deferrable",
          deferrable: necessity === "deferrable",
          certificateTypes,
          condition,
          when,
          types,
          maxBytes,
          note,
          about,
          standard,
        }),
      ),
    commitment: matter.commitment,
    applicantField: matter.applicant?.field ?? null,
    audience: matter.audience,
    form: matter.form.schema,
    groups: matter.form.groups,
  };
}
