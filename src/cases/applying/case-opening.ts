import { limitsOn, placeOfCase, proceduresOf, titleOfCase, type Matter } from "#district";
import type { LinkedPlan } from "#engine";
import {
  err,
  formatCaseNumber,
  localDateOf,
  ok,
  problem,
  type Instant,
  type JsonObject,
  type Problem,
  type Result,
} from "#kernel";
import type { PersonalRow } from "#registers";
import type { CaseIdentity } from "../case/case-head.ts";
import type { CaseWork } from "../case/case-work.ts";
import type { Commitment } from "./commitment.ts";
import type { Deferral } from "../case/owed-in.ts";
import type { Intake } from "../case/intake.ts";
import { partPersonalData, personalRow } from "../case/personal-data.ts";
import type { CaseTransaction } from "../case/ports.ts";

/** The account that a case without an applicant's own is kept under; nobody can sign in with it. */
export const NOBODYS_ACCOUNT = "system";

/** Whom a case is for and what it says of itself: a person's application, or what begins it without one. */
export type Opening = {
  readonly applicant: {
    readonly account: string;
    readonly kind: string;
    /** What notices and lists call it. */
    readonly name: string;
    /** The record (`register:key`) that it is, where the matter's applicants are records. */
    readonly inNameOf?: string | null;
    /** Who acts for it: personal data, so the case's variables only tell that somebody does. */
    readonly agent?: string | null;
    /** The mandate under which the agent acts. */
    readonly mandate?: string | null;
  };
  /** The whole form, personal fields included. */
  readonly form: JsonObject;
  readonly at: Instant;
  /** How it came in, where somebody handed it in. */
  readonly intake?: Intake;
  /** Who stood at the window, with what proof: personal data. */
  readonly atWindow?: JsonObject;
  /** The organ that it is of, where neither matter nor place says it. */
  readonly organ?: string;
  /** Materials that are not uploaded: certificates by material, and what is promised for later. */
  readonly given?: {
    readonly certificates: Readonly<Record<string, readonly JsonObject[]>>;
    readonly deferral: Deferral | null;
    readonly commitment: Commitment | null;
  };
};

/** A case that is about to begin. */
export type OpenedCase = {
  readonly identity: CaseIdentity;
  readonly plan: LinkedPlan;
  readonly variables: JsonObject;
  readonly personal: readonly PersonalRow[];
};

/**
 * Numbers a new case of a matter and gives it its title, its place and so the organ whose it is. Errors:
 * PLACE_WITHOUT_TOWN, POINT_INVALID, POINT_OUTSIDE_DISTRICT, those of numbering.
 */
export async function openCase(
  work: CaseWork,
  transaction: CaseTransaction,
  matter: Matter,
  opening: Opening,
): Promise<Result<OpenedCase, Problem>> {
  const { at } = opening;
  const { applicantAs } = matter;
  const applicant = applicantAs === null ? opening.applicant : { ...opening.applicant, name: applicantAs.zh };
  const today = localDateOf(at);
  const sequence = await transaction.nextNumber(`case:${today}:${matter.itemType}`);
  const numbered = formatCaseNumber({ county: work.pack.code, date: today, type: matter.itemType, sequence });
  if (!numbered.ok) return numbered;
  const caseNo = numbered.value;
  const { open: form, personal } = partPersonalData(matter.form.schema, opening.form);
  const { intake, atWindow, given = { certificates: {}, deferral: null, commitment: null } } = opening;
  const begun = startVariables(work, matter, applicant, { caseNo, at, form });
  const placed = placeOfCase(work.pack, matter, { ...begun, form: opening.form }, at);
  if (!placed.ok) return placed;
  const place = placed.value;
  const organ = opening.organ ?? place.organ;
  if (organ === null) return err(problem("PLACE_WITHOUT_TOWN", { matter: matter.name.zh }));
  const variables = { ...begun, ...place, ...given, organ, ...(intake === undefined ? {} : { intake }) };
  const plan = work.planOf(matter);
  const titled = { ...variables, form: opening.form };
  const parts = Object.entries({ form: personal, window: atWindow ?? {} });
  const rows = parts.flatMap(([key, content]) =>
    Object.keys(content).length === 0 ? [] : [personalRow(caseNo, key, content, work.newSalt())],
  );
  const digests = Object.fromEntries(rows.map(({ key, digest }) => [key, digest]));
  return ok({
    identity: {
      caseNo,
      matter: matter.id,
      matterVersion: matter.version,
      matterName: matter.name.zh,
      title: titleOfCase(work.pack, matter, titled, at) ?? matter.name.zh,
      organ,
      division: place.division,
      applicant: applicant.account,
      applicantName: applicant.name,
      inNameOf: applicant.inNameOf ?? null,
      receivedAt: at,
    },
    plan,
    variables: {
      ...variables,
      ...(rows.length === 0 ? {} : { personal: digests }),
    },
    personal: rows,
  });
}

function startVariables(
  work: CaseWork,
  matter: Matter,
  applicant: Opening["applicant"],
  opened: { readonly caseNo: string; readonly at: Instant; readonly form: JsonObject },
): JsonObject {
  const limits = limitsOn(matter, localDateOf(opened.at));
  const { siteCheck, specialProcedures } = proceduresOf(matter, opened.form);
  return {
    caseNo: opened.caseNo,
    receivedAt: opened.at,
    matter: { id: matter.id, version: matter.version, name: matter.name.zh, specialProcedures },
    siteCheck,
    limits: {
      statutory: limits?.statutory ?? null,
      promised: limits?.promised ?? null,
      extension: limits?.extension ?? null,
    },
    settings: { ...work.pack.settings, ...matter.settings },
    applicant: {
      account: applicant.account,
      kind: applicant.kind,
      name: applicant.name,
      inNameOf: applicant.inNameOf ?? null,
      byAgent: (applicant.agent ?? null) !== null,
      ...(applicant.mandate == null ? {} : { mandate: applicant.mandate }),
    },
    form: opened.form,
  };
}
