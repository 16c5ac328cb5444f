import type { Principal } from "#access";
import type { Matter, Register } from "#district";
import { err, ok, problem, type Json, type JsonObject, type Problem, type Result } from "#kernel";
import type { StoredRecord } from "#registers";
import type { CaseWork, FieldFault } from "./case-work.ts";

/** Whom a case is for, as notices and lists name it, and who acts for it where somebody does (代办人). */
export type Party = { readonly name: string; readonly record: string | null; readonly agent: string | null };

/**
 * Whom an application is for. Where the matter names a register, that is the record the form names: the account's own,
 * or another's whose agent it declares itself to be (行政许可法第二十九条); the letter of authority is asked as a
 * material. Errors, each with the field: APPLICANT_RECORD_UNKNOWN, APPLICANT_RECORD_ENDED, APPLICANT_NOT_OPERATOR,
 * APPLICANT_NOT_AGENT, APPLICANT_DIFFERS.
 */
export async function checkApplicant(
  work: CaseWork,
  principal: Principal,
  application: { readonly matter: string; readonly values: JsonObject },
): Promise<Result<Party, Problem>> {
  const { account } = principal;
  const { values } = application;
  const matter = work.pack.matters.get(application.matter);
  const rule = matter?.applicant ?? null;
  const register = rule === null ? undefined : work.pack.registers.get(rule.register);
  if (matter === undefined || rule === null || register === undefined)
    return ok({ name: account.name, record: null, agent: null });
  const key = textOf(values[rule.field]);
  const words = { register: register.name.zh, registerEn: register.name.en };
  const record = await work.findRecord(rule.register, key);
  if (record === undefined)
    return refusedAt(rule.field, problem("APPLICANT_RECORD_UNKNOWN", { ...words, key }));
  const name = textOf(record.data[rule.name]);
  const ended = statusOf(register, record);
  if (ended !== null)
    return refusedAt(rule.field, problem("APPLICANT_RECORD_ENDED", { ...words, ...ended, name }));
  const known = await work.knownRecords(account.id);
  const declared = rule.agent !== null && values[rule.agent.declared] === true;
  if (known[rule.register] !== key && !declared)
    return refusedAt(rule.field, problem("APPLICANT_NOT_OPERATOR", { name }));
  const agent = declared && rule.agent !== null ? textOf(values[rule.agent.name]) : null;
  if (agent !== null && rule.agent !== null && account.kind === "resident" && agent !== account.name)
    return refusedAt(rule.agent.name, problem("APPLICANT_NOT_AGENT", { name: account.name }));
  const faults = differences(matter, record, values);
  if (faults.length > 0)
    return err(
      problem("APPLICANT_DIFFERS", { ...words, count: faults.length }, { fields: faults as unknown as Json }),
    );
  return ok({ name, record: key, agent });
}

function statusOf(register: Register, record: StoredRecord): { state: string; stateEn: string } | null {
  const written = textOf(record.data["status"]);
  const status = register.statuses.find(({ id }) => id === (written === "" ? record.status : written));
  return status === undefined || status.live ? null : { state: status.name.zh, stateEn: status.name.en };
}

function differences(
  { applicant, form }: Matter,
  record: StoredRecord,
  values: JsonObject,
): readonly FieldFault[] {
  return Object.entries(applicant?.same ?? {}).flatMap(([field, source]) => {
    const registered = textOf(record.data[source]);
    if (textOf(values[field]) === registered) return [];
    const label = form.fields.find(({ name }) => name === field)?.label ?? { zh: field, en: field };
    return [
      {
        pointer: `/${field}`,
        message: {
          zh: `“${label.zh}”应与登记一致：${registered}`,
          en: `“${label.en}” must be as registered: ${registered}`,
        },
      },
    ];
  });
}

function refusedAt(field: string, found: Problem): Result<never, Problem> {
  const fields = [{ pointer: `/${field}`, message: { zh: found.message.zh, en: found.message.en } }];
  return err({ ...found, details: { ...found.details, fields } });
}

const textOf = (value: Json | undefined): string => (typeof value === "string" ? value.trim() : "");
