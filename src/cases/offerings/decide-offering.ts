import {
  carryOut,
  folderVersion,
  OFFERING_REGISTER,
  type Matter,
  type OfferingAct,
  type OfferingLedger,
} from "#district";
import { canApproveOffering, type Principal } from "#access";
import { err, localDateOf, ok, problem, type Problem, type Result } from "#kernel";
import { keepChanges } from "../case/keep-changes.ts";
import type { CaseWork } from "../case/case-work.ts";
import { systemOf } from "../running/reach-case.ts";
import { keepOffering, offeringStandingOf } from "./offering-record.ts";

/** How another configurer decides what was proposed. */
export type OfferingDecision = {
  readonly matter: string;
  readonly approve: boolean;
  readonly reason: string;
};

/** The state that a record has once its act is approved. */
const STATUS_AFTER: Readonly<Record<OfferingAct, string>> = {
  publish: "inForce",
  suspend: "suspended",
  resume: "inForce",
  cancel: "cancelled",
  amend: "inForce",
};

/**
 * Approves or refuses what is proposed of a matter; never by who proposed it. What was proposed for a day that is over
 * by now holds from today.
 * Errors: MATTER_UNKNOWN, OFFERING_NO_PROPOSAL, those of canApproveOffering and the store.
 */
export async function decideOffering(
  work: CaseWork,
  principal: Principal,
  decision: OfferingDecision,
): Promise<Result<{ readonly matter: string; readonly version: string }, Problem>> {
  const matter = work.pack.matters.get(decision.matter);
  if (matter === undefined) return err(problem("MATTER_UNKNOWN", { matter: decision.matter }));
  const at = work.now();
  const account = principal.account.id;
  return work.store.transact(systemOf(work), async (transaction) => {
    const standing = offeringStandingOf(await transaction.findRecord(OFFERING_REGISTER, matter.id));
    const { stored, ledger } = standing;
    if (ledger.proposal === null) return err(problem("OFFERING_NO_PROPOSAL", { matter: matter.name.zh }));
    const may = canApproveOffering(principal, ledger.proposal.by);
    if (!may.allowed) return err(may.problem);
    const today = localDateOf(at);
    const proposal = {
      ...ledger.proposal,
      from: ledger.proposal.from < today ? today : ledger.proposal.from,
    };
    const { act, from, to, reason } = proposal;
    const after = decision.approve
      ? carryOut(matter, ledger, proposal, { by: account, at })
      : { ...ledger, proposal: null };
    const version = versionAfter(matter, after);
    const change = keepOffering(matter, work.pack.code, standing, {
      kind: decision.approve ? "matterApproved" : "matterRefused",
      status: decision.approve ? statusAfter(act, stored?.status) : (stored?.status ?? matter.status),
      version,
      ledger: after,
      told: { act, from, to, reason, remark: decision.reason },
      account,
      at,
    });
    const kept = await keepChanges(transaction, change);
    return kept.ok ? ok({ matter: matter.id, version }) : kept;
  });
}

/** An amendment leaves a suspended matter suspended. */
const statusAfter = (act: OfferingAct, before: string | undefined): string =>
  act === "amend" && before !== undefined ? before : STATUS_AFTER[act];

/** The newest version that is approved, whenever it begins to hold. */
function versionAfter(matter: Matter, ledger: OfferingLedger): string {
  const last = ledger.versions.findLast(({ base }) => base === folderVersion(matter.version));
  return last?.version ?? matter.version;
}
