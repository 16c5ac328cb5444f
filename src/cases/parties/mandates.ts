import { canGrantMandate, type Principal } from "#access";
import {
  err,
  localDateOf,
  ok,
  parseIdentityNumber,
  problem,
  type Instant,
  type LocalDate,
  type Problem,
  type Result,
} from "#kernel";
import { noteMandate } from "#registers";
import { keepChanges } from "../case/keep-changes.ts";
import type { CaseWork } from "../case/case-work.ts";
import { refusedAt, textOf } from "./check-applicant.ts";
import type { Mandate } from "../case/mandate.ts";
import { systemOf } from "../running/reach-case.ts";

/** What a firm says when it lets somebody act for it. */
export type MandateGrant = {
  readonly principal: string;
  readonly name: string;
  readonly idNo: string;
  readonly matters: readonly string[];
  readonly to: LocalDate;
};

/** The longest that a mandate may last, in days: it is to be thought over once in a while. */
const LONGEST_DAYS = 3 * 366;

/** The rule by which a record applies in any matter: which register persons stand in, and their name's field. */
function personRule(work: CaseWork, principal: string) {
  const [register] = principal.split(":");
  const rules = [...work.pack.matters.values()].flatMap(({ applicant }) => applicant ?? []);
  return rules.find((rule) => rule.register === register && rule.person !== null)?.person ?? undefined;
}

/** Matters in which a record of this register applies; none where its records are persons, who act for themselves. */
export function mattersOfPrincipal(work: Pick<CaseWork, "pack">, principal: string): readonly string[] {
  const [register] = principal.split(":");
  return [...work.pack.matters.values()]
    .filter(
      ({ applicant }) =>
        applicant !== null &&
        applicant.register === register &&
        applicant.person !== null &&
        applicant.person.register !== register,
    )
    .map(({ id }) => id);
}

/**
 * Lets a person act for a record, as its own account says. The person is known by name and identity number together.
 * Errors, each with its field: MANDATE_NOT_YOURS, MANDATE_PERSON_UNKNOWN, MANDATE_PERIOD, MANDATE_MATTER_UNFIT,
 * those of the identity number and of the store.
 */
export async function grantMandate(
  work: CaseWork,
  principal: Principal,
  grant: MandateGrant,
): Promise<Result<Mandate, Problem>> {
  const may = canGrantMandate(principal, grant.principal);
  if (!may.allowed) return err(may.problem);
  const at = work.now();
  const today = localDateOf(at);
  const last = Temporal.PlainDate.from(today).add({ days: LONGEST_DAYS }).toString();
  if (grant.to < today || grant.to > last) return refusedAt("to", problem("MANDATE_PERIOD", { last }));
  const fit = mattersOfPrincipal(work, grant.principal);
  const unfit = grant.matters.find((matter) => !fit.includes(matter));
  if (unfit !== undefined) return refusedAt("matters", problem("MANDATE_MATTER_UNFIT", { matter: unfit }));
  const number = parseIdentityNumber(grant.idNo, today);
  if (!number.ok) return refusedAt("idNo", number.error);
  const rule = personRule(work, grant.principal);
  const id = rule === undefined ? "" : work.recordId(rule.register, grant.idNo.trim().toUpperCase());
  const person = rule === undefined ? undefined : await work.findRecord(rule.register, id);
  // One answer for a number that nobody has and a name that is another's: who lives here is not to be found out.
  if (rule === undefined || person === undefined || textOf(person.data[rule.name]) !== grant.name.trim())
    return refusedAt("name", problem("MANDATE_PERSON_UNKNOWN"));
  const granted = { at, agent: `${rule.register}:${id}`, from: today };
  return enterGrant(work, principal, grant, granted);
}

async function enterGrant(
  work: CaseWork,
  { account }: Principal,
  grant: MandateGrant,
  { at, agent, from }: { readonly at: Instant; readonly agent: string; readonly from: LocalDate },
): Promise<Result<Mandate, Problem>> {
  const [register = "", ...key] = grant.principal.split(":");
  return work.store.transact(systemOf(work), async (transaction) => {
    const record = await transaction.findRecord(register, key.join(":"));
    if (record === undefined) return err(problem("MANDATE_NOT_YOURS"));
    const { principal, matters, to } = grant;
    const mandate: Mandate = {
      id: work.newId(),
      principal,
      principalName: textOf(record.data["name"]) || account.name,
      agent,
      agentName: grant.name.trim(),
      matters,
      from,
      to,
      grantedAt: at,
      withdrawnAt: null,
    };
    const actor = { kind: "person", account: account.id };
    const change = noteMandate(record, { kind: "granted", mandate: mandate.id, matters, to, at, actor });
    const kept = await keepChanges(transaction, change);
    if (!kept.ok) return kept;
    await transaction.keepMandate(mandate);
    return ok(mandate);
  });
}

/**
 * Ends a mandate: from now on its holder can neither apply for the record nor act on cases filed under it.
 * Errors: MANDATE_UNKNOWN, MANDATE_ENDED, those of the store.
 */
export async function withdrawMandate(
  work: CaseWork,
  principal: Principal,
  id: string,
): Promise<Result<Mandate, Problem>> {
  const at = work.now();
  return work.store.transact(systemOf(work), async (transaction) => {
    const mandate = await transaction.findMandate(id);
    if (mandate === undefined || !canGrantMandate(principal, mandate.principal).allowed)
      return err(problem("MANDATE_UNKNOWN"));
    if (mandate.withdrawnAt !== null) return err(problem("MANDATE_ENDED"));
    const [register = "", ...key] = mandate.principal.split(":");
    const record = await transaction.findRecord(register, key.join(":"));
    if (record === undefined) return err(problem("MANDATE_UNKNOWN"));
    const { matters, to } = mandate;
    const actor = { kind: "person", account: principal.account.id };
    const change = noteMandate(record, { kind: "withdrawn", mandate: id, matters, to, at, actor });
    const kept = await keepChanges(transaction, change);
    if (!kept.ok) return kept;
    const ended = { ...mandate, withdrawnAt: at };
    await transaction.keepMandate(ended);
    return ok(ended);
  });
}
