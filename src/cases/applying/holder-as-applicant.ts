import type { Matter } from "#district";
import type { Instant } from "#kernel";
import { NOBODYS_ACCOUNT, type Opening } from "./case-opening.ts";
import type { CaseWork } from "../case/case-work.ts";
import type { CaseTransaction } from "../case/ports.ts";
import { personalOf } from "../case/record-message.ts";

/**
 * Whom a case is for that begins about a record: the record's holder, an account or a record of its own; the organ
 * itself where it belongs to nobody.
 */
export async function holderAsApplicant(
  work: CaseWork,
  transaction: Pick<CaseTransaction, "findRecordForRule" | "findPrincipal">,
  matter: Matter,
  holder: string | null,
  at: Instant,
): Promise<Opening["applicant"]> {
  const nobody = { account: NOBODYS_ACCOUNT, kind: "system", name: organName(work, matter) };
  if (holder === null) return nobody;
  const [register = "", ...rest] = holder.split(":");
  const definition = work.pack.registers.get(register);
  if (rest.length === 0 || definition === undefined) {
    const principal = await transaction.findPrincipal(holder, at);
    if (principal === undefined) return nobody;
    const { id, kind, name } = principal.account;
    return { account: id, kind, name };
  }
  const found = await transaction.findRecordForRule(register, rest.join(":"));
  const fields = { ...found?.record.data, ...personalOf(found?.personal ?? []) };
  const named = matter.applicant?.register === register ? matter.applicant.name : "name";
  const name = fields[named];
  const isPerson = definition.fields.find(({ id }) => id === definition.key)?.type === "citizenId";
  return {
    account: NOBODYS_ACCOUNT,
    kind: isPerson ? "resident" : "enterprise",
    name: typeof name === "string" && name !== "" ? name : definition.name.zh,
    inNameOf: holder,
  };
}

/** What stands where an applicant's name stands, of a case that is nobody's. */
export const organName = (work: Pick<CaseWork, "pack">, { begins, organ }: Matter): string =>
  begins?.applicantName?.zh ?? work.pack.organs.get(organ)?.name.zh ?? organ;
