import type { RecordRule } from "#district";
import { err, ok, problem, type Json, type JsonObject, type Problem, type Result } from "#kernel";
import { changeRecord, createRecord, partRecord, type PersonalRow, type RecordChange } from "#registers";
import { holderOf } from "../case/case-head.ts";
import type { CaseWork } from "../case/case-work.ts";
import type { JobCall } from "../case/job.ts";
import type { CaseTransaction } from "../case/ports.ts";
import { feelFields, feelValue } from "../printing/result-context.ts";

/** Records that a decision makes, changes or ends, and what of them is personal. */
export type WrittenRecords = {
  readonly records: readonly RecordChange[];
  readonly personal: readonly PersonalRow[];
};

/**
 * Carries out the `records` of a result over its context. Errors: RECORD_TO_CHANGE_MISSING (a rule that only changes
 * finds nothing).
 */
export async function writeRecords(
  work: CaseWork,
  transaction: CaseTransaction,
  {
    rules,
    context,
    call,
  }: { readonly rules: readonly RecordRule[]; readonly context: JsonObject; readonly call: JobCall },
): Promise<Result<WrittenRecords, Problem>> {
  const records: RecordChange[] = [];
  const personal: PersonalRow[] = [];
  for (const rule of rules) {
    if (rule.when !== null && feelValue(rule.when, context, call.at) !== true) continue;
    const written = await writeRecord(work, transaction, { rule, context, call });
    if (!written.ok) return written;
    records.push(...written.value.records);
    personal.push(...written.value.personal);
  }
  return ok({ records, personal });
}

async function writeRecord(
  work: CaseWork,
  transaction: CaseTransaction,
  {
    rule,
    context,
    call,
  }: { readonly rule: RecordRule; readonly context: JsonObject; readonly call: JobCall },
): Promise<Result<WrittenRecords, Problem>> {
  const register = work.pack.registers.get(rule.register);
  if (register === undefined) throw new Error(`the pack was checked, yet has no register ${rule.register}`);
  const key = String(feelValue(rule.id, context, call.at) ?? "");
  const id = work.recordId(rule.register, key);
  const known = await transaction.findRecordForRule(rule.register, id);
  const { caseNo } = call.identity;
  const named = { ...feelFields(rule.data, context, call.at), caseNo };
  if (known === undefined) {
    if (rule.act === "change")
      return err(
        problem("RECORD_TO_CHANGE_MISSING", { register: register.name.zh, registerEn: register.name.en }),
      );
    const fields = { [register.key]: key, ...named };
    const parted = partRecord(register, id, fields, work.newSalt());
    const made = createRecord({
      ...recordBasics(call),
      register: rule.register,
      id,
      status: rule.status,
      data: parted.data,
    });
    return ok({ records: [made], personal: parted.personal });
  }
  const before = Object.assign({}, ...known.personal.map(({ content }) => content)) as JsonObject;
  const parted = partRecord(register, id, { ...before, ...named }, work.newSalt());
  const { at, actor } = recordBasics(call);
  const amended = changeRecord(known.record, {
    at,
    actor,
    status: rule.status,
    set: { ...emptied(named), ...parted.data },
    reason: `case:${caseNo}`,
  });
  return ok({ records: [{ ...amended, byRule: true }], personal: parted.personal });
}

/** A rule that gives null empties the field; personal ones are emptied by the row that takes their place. */
const emptied = (named: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(named).filter(([, value]) => value === null || value === ""));

/** What every record that a case makes says of where it comes from. */
export function recordBasics(call: JobCall) {
  const { identity, at, actor } = call;
  return {
    organ: identity.organ,
    division: identity.division,
    holder: holderOf(identity),
    at,
    actor: actor as unknown as Json,
    origin: { caseNo: identity.caseNo },
  };
}
