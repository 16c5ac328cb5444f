import type { AccountKind, Principal } from "#access";
import { err, problem, type JsonObject, type Problem, type Result } from "#kernel";
import type { CaseWork } from "../case/case-work.ts";
import type { MaterialFiles } from "../case/materials.ts";
import type { StoredCase } from "../case/ports.ts";
import { applyForMatter, type Receipt } from "./apply-for-matter.ts";

/** Who reports without an account of ours, as their channel knows them. */
export type Reporter = {
  /** Nobody can sign in with it: `report:` and what the channel calls this report or this sender. */
  readonly account: string;
  /** What lists call them: the channel's name, never a person's. */
  readonly name: string;
  /** A person is answered; a device or another system of the state is not. */
  readonly kind: Extract<AccountKind, "resident" | "staff">;
};

/** A report as a channel brings it: the form of the matter that channels.yaml names. */
export type ReportIn = {
  readonly values: JsonObject;
  readonly materials: MaterialFiles;
  /** The same key of the same sender gives the same receipt. */
  readonly key: string;
};

/** The principal that stands for a reporter: no posts, known as nobody. */
export function reporterPrincipal({ account, name, kind }: Reporter): Principal {
  return {
    account: { id: account, name, kind, subject: account, disabledAt: null },
    posts: [],
    knownAs: [],
  };
}

/**
 * Takes in a report: a case of its own. Errors: REPORT_NOT_TAKEN, those of applyForMatter
 * (POINT_OUTSIDE_DISTRICT, FORM_INVALID, FILE_UNKNOWN, IDEMPOTENCY_KEY_REUSED …).
 */
export async function takeReport(
  work: CaseWork,
  reporter: Reporter,
  report: ReportIn,
): Promise<Result<Receipt, Problem>> {
  const { channels } = work.pack;
  if (channels === null) return err(problem("REPORT_NOT_TAKEN"));
  const { values, materials, key } = report;
  return applyForMatter(work, reporterPrincipal(reporter), {
    matter: channels.matter,
    values,
    materials,
    idempotencyKey: key,
  });
}

/** Whether a case was reported without an account, so that who has its code may act for its reporter. */
export const isReportedIn = ({ head }: Pick<StoredCase, "head">): boolean =>
  head.applicant.startsWith(REPORTED);

/** How accounts of reporters begin. */
export const REPORTED = "report:";
