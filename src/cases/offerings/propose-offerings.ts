import {
  amendMatter,
  differencesOf,
  offeringOf,
  OFFERING_REGISTER,
  OFFERING_STATE_NAMES,
  sheetOf,
  type Matter,
  type OfferingAct,
  type OfferingLedger,
  type OfferingProposal,
} from "#district";
import { canConfigure, type Principal } from "#access";
import {
  err,
  localDateOf,
  ok,
  problem,
  type Bilingual,
  type Instant,
  type LocalDate,
  type Problem,
  type Result,
} from "#kernel";
import type { RecordChange } from "#registers";
import { keepChanges } from "../case/keep-changes.ts";
import type { CaseWork } from "../case/case-work.ts";
import { systemOf } from "../running/reach-case.ts";
import { keepOffering, offeringStandingOf, type OfferingStanding } from "./offering-record.ts";

/** What a configurer asks for. */
export type OfferingRequest = Omit<OfferingProposal, "at" | "by"> & { readonly matter: string };

const ACT_NAMES: Readonly<Record<OfferingAct, Bilingual>> = {
  publish: { zh: "发布", en: "publishing" },
  suspend: { zh: "暂停", en: "suspending" },
  resume: { zh: "恢复", en: "resuming" },
  cancel: { zh: "取消", en: "cancelling" },
  amend: { zh: "修改", en: "changing" },
};

/**
 * Puts changes to matters before another configurer (待审), all or none of them; nothing of them holds before that one
 * approves.
 * Errors: MATTER_UNKNOWN, OFFERING_PROPOSAL_OPEN, OFFERING_ACT_UNFIT, OFFERING_DAYS_WRONG, OFFERING_NOTHING_CHANGES,
 * OFFERING_AMENDMENT_WRONG (details: fields), those of canConfigure and the store.
 */
export async function proposeOfferings(
  work: Pick<CaseWork, "store" | "pack" | "now">,
  principal: Principal,
  requests: readonly OfferingRequest[],
): Promise<Result<readonly string[], Problem>> {
  const may = canConfigure(principal);
  if (!may.allowed) return err(may.problem);
  const at = work.now();
  return work.store.transact(systemOf(work), async (transaction) => {
    const changes: RecordChange[] = [];
    for (const asked of requests) {
      const stored = await transaction.findRecord(OFFERING_REGISTER, asked.matter);
      const change = proposed(work, offeringStandingOf(stored), asked, { account: principal.account.id, at });
      if (!change.ok) return change;
      changes.push(change.value);
    }
    const kept = await keepChanges(transaction, ...changes);
    return kept.ok ? ok(requests.map(({ matter }) => matter)) : kept;
  });
}

function proposed(
  work: Pick<CaseWork, "pack" | "now">,
  standing: OfferingStanding,
  asked: OfferingRequest,
  { account, at }: { readonly account: string; readonly at: Instant },
): Result<RecordChange, Problem> {
  const matter = work.pack.matters.get(asked.matter);
  if (matter === undefined) return err(problem("MATTER_UNKNOWN", { matter: asked.matter }));
  const { ledger, stored } = standing;
  const fault = faultIn(work, matter, ledger, asked);
  if (fault !== undefined) return err(fault);
  const { matter: _matter, ...proposal } = asked;
  const { act, from, to, reason } = proposal;
  const change = keepOffering(matter, work.pack.code, standing, {
    kind: "matterProposed",
    status: stored?.status ?? matter.status,
    version: offeringOf(matter, ledger, work.pack, localDateOf(at)).matter.version,
    ledger: { ...ledger, proposal: { ...proposal, by: account, at } },
    told: { act, from, to, reason },
    account,
    at,
  });
  return ok(change);
}

function faultIn(
  work: Pick<CaseWork, "pack" | "now">,
  matter: Matter,
  ledger: OfferingLedger,
  { act, from, to, set }: OfferingRequest,
): Problem | undefined {
  const today = localDateOf(work.now());
  if (ledger.proposal !== null) return problem("OFFERING_PROPOSAL_OPEN", { matter: matter.name.zh });
  if (from < today || (to !== null && to < from)) return problem("OFFERING_DAYS_WRONG");
  const unfit = unfitAct(work, matter, ledger, act, today);
  if (unfit !== undefined) return unfit;
  return act === "amend" ? amendmentFault(work, matter, ledger, { from, set }) : undefined;
}

function unfitAct(
  { pack }: Pick<CaseWork, "pack">,
  matter: Matter,
  ledger: OfferingLedger,
  act: OfferingAct,
  today: LocalDate,
): Problem | undefined {
  const { standing, ahead } = offeringOf(matter, ledger, pack, today);
  const fits: Readonly<Record<OfferingAct, boolean>> = {
    publish: ["draft", "pending"].includes(standing.state) || ledger.cancellation !== null,
    suspend: standing.state === "inForce" || standing.state === "notYet",
    resume: ledger.suspension !== null && (standing.state === "suspended" || ahead?.state === "suspended"),
    cancel: standing.state !== "cancelled",
    amend: standing.state !== "cancelled" && standing.state !== "ended",
  };
  if (fits[act]) return undefined;
  const state = OFFERING_STATE_NAMES[standing.state];
  const { zh, en } = ACT_NAMES[act];
  const words = { state: state.zh, stateEn: state.en, act: zh, actEn: en };
  return problem("OFFERING_ACT_UNFIT", { matter: matter.name.zh, ...words });
}

function amendmentFault(
  { pack }: Pick<CaseWork, "pack">,
  matter: Matter,
  ledger: OfferingLedger,
  { from, set }: Pick<OfferingRequest, "from" | "set">,
): Problem | undefined {
  const before = offeringOf(matter, ledger, pack, from).matter;
  const after = amendMatter(before, set, pack, from);
  if (!after.ok) {
    const fields = after.error.map(({ column, message, name }) => ({
      pointer: `/set/${column}`,
      message,
      name,
    }));
    return problem("OFFERING_AMENDMENT_WRONG", { count: fields.length }, { fields });
  }
  const same = differencesOf(sheetOf(before, pack, from), sheetOf(after.value, pack, from)).length === 0;
  return same ? problem("OFFERING_NOTHING_CHANGES") : undefined;
}
