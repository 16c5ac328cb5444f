import { canTakeIn, type HeldPost, type Principal } from "#access";
import { integratedOrgans, isForPublic, letterOf, type Matter } from "#district";
import { err, ok, problem, type Problem, type Result } from "#kernel";
import type { CaseWork } from "../case/case-work.ts";
import type { Intake } from "../case/intake.ts";
import type { AtWindow, WindowParty } from "../parties/window-party.ts";
import type { CaseTransaction, TakenIn } from "../case/ports.ts";

/** The post from which a clerk takes a matter in at a hall. Errors: HALL_UNKNOWN, those of canTakeIn. */
export function mayTakeIn(
  { pack }: Pick<CaseWork, "pack">,
  principal: Principal,
  matter: Matter,
  at: Pick<AtWindow, "hall">,
): Result<HeldPost, Problem> {
  const hall = pack.halls.get(at.hall);
  if (hall === undefined) return err(problem("HALL_UNKNOWN", { hall: at.hall }));
  const decision = canTakeIn(principal, {
    organ: matter.organ,
    // What nobody applies for (a rectification, a check) is begun by other cases, never at a counter.
    allowed: matter.window.allowed && isForPublic(matter),
    integrated: integratedOrgans(pack, matter),
    hall: hall.organ,
  });
  if (!decision.allowed) return err(decision.problem);
  return decision.as === null ? err(problem("WINDOW_CLERKS_ONLY")) : ok(decision.as);
}

/**
 * Holds what the clerk may not do: take in for who bears their own name (回避: whoever it is, a colleague can do it
 * as well), and take the same matter of the same applicant in twice without saying why. Errors: WINDOW_OWN_CASE,
 * WINDOW_ALREADY_OPEN.
 */
export async function checkTakenInOnce(
  transaction: CaseTransaction,
  principal: Principal,
  matter: Matter,
  party: WindowParty,
  window: AtWindow,
): Promise<Result<null, Problem>> {
  const { name } = principal.account;
  if ([party.name, window.visitor.name.trim()].includes(name)) return err(problem("WINDOW_OWN_CASE"));
  const inNameOf = party.inNameOf ?? "";
  const open = await transaction.findOpenCaseOf(matter.id, inNameOf);
  if (open !== undefined && (window.again ?? "").trim() === "")
    return err(problem("WINDOW_ALREADY_OPEN", { caseNo: open }, { caseNo: open }));
  return ok(null);
}

/** How a case of the window came in, as its variables keep it. */
export function intakeOf(
  { pack }: Pick<CaseWork, "pack">,
  post: HeldPost,
  account: string,
  window: AtWindow,
): Intake {
  const { hall, counter, paper } = window;
  return {
    channel: pack.halls.get(hall)?.kind === "station" ? "station" : "window",
    by: account,
    post: post.id,
    hall,
    ...(counter === null ? {} : { counter }),
    ...(Object.keys(paper).length === 0 ? {} : { paper }),
  };
}

/** The line that the window's own list keeps of an intake. */
export function takenInOf(
  matter: Matter,
  taken: {
    readonly caseNo: string;
    readonly account: string;
    readonly post: HeldPost;
    readonly at: TakenIn["at"];
    readonly document: string;
    readonly party: WindowParty;
    readonly window: AtWindow;
  },
): TakenIn {
  const { window, party, post, caseNo, account, at, document } = taken;
  return {
    caseNo,
    matter: matter.id,
    hall: window.hall,
    counter: window.counter,
    ticket: window.ticket,
    organ: post.organ,
    account,
    at,
    applicantName: party.name,
    inNameOf: party.inNameOf ?? "",
    byAgent: party.agent !== null,
    letter: party.agent === null ? null : letterOf(matter).id,
    again: window.again,
    receipt: document,
  };
}
