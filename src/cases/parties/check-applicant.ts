import { mandateFor, type HeldMandate, type Principal } from "#access";
import type { Matter } from "#district";
import {
  err,
  localDateOf,
  maskIdentityNumber,
  ok,
  parseIdentityNumber,
  problem,
  type Json,
  type JsonObject,
  type Problem,
  type Result,
} from "#kernel";
import type { StoredRecord } from "#registers";
import type { CaseWork, FieldFault } from "../case/case-work.ts";
import { endedStatus } from "../case/ended-status.ts";

/** Whom a case is for, as notices and lists name it, and who acts for it where somebody does (代办人). */
export type Party = {
  readonly name: string;
  /** The record (`register:key`) that it is, or null where it is the account alone. */
  readonly inNameOf: string | null;
  readonly agent: string | null;
  /** The mandate (经办授权) under which the agent acts, where one stands in the place of a letter. */
  readonly mandate?: string | null;
  /** What the form says then, where it is filled in from the mandate. */
  readonly filled?: JsonObject;
};

type Rule = NonNullable<Matter["applicant"]>;

/** An application as the rule looks at it: who sends it, and the record that it names. */
type Asked = {
  readonly principal: Principal;
  readonly values: JsonObject;
  readonly record: StoredRecord;
  /** What the notices call the applicant. */
  readonly name: string;
};

/**
 * Whom an application is for. Where the matter names a register, that is the record the form names: what the account
 * is known as, what its holder represents by law, or another's whose agent it declares to be (行政许可法第二十九条);
 * the letter of authority is asked as a material. Errors, each with the field: APPLICANT_RECORD_UNKNOWN,
 * APPLICANT_RECORD_ENDED, APPLICANT_NOT_OPERATOR, APPLICANT_DIFFERS, those of an agent (checkAgent).
 */
export async function checkApplicant(
  work: CaseWork,
  principal: Principal,
  application: { readonly matter: string; readonly values: JsonObject },
): Promise<Result<Party, Problem>> {
  const { values } = application;
  const matter = work.pack.matters.get(application.matter);
  const rule = matter?.applicant ?? null;
  const register = rule === null ? undefined : work.pack.registers.get(rule.register);
  if (matter === undefined || rule === null || register === undefined)
    return ok({ name: principal.account.name, inNameOf: null, agent: null });
  const key = textOf(values[rule.field]);
  const words = { register: register.name.zh, registerEn: register.name.en };
  // A person's number stands nowhere in the open: neither in the record's id nor in a refusal.
  const id = work.recordId(rule.register, key);
  const record = await work.findRecord(rule.register, id);
  const isPersonal = register.fields.some((field) => field.id === register.key && field.personal);
  const told = isPersonal ? maskIdentityNumber(key) : key;
  if (record === undefined)
    return refusedAt(rule.field, problem("APPLICANT_RECORD_UNKNOWN", { ...words, key: told }));
  const name = textOf(record.data[rule.name]);
  const ended = endedStatus(register, record);
  if (ended !== null)
    return refusedAt(rule.field, problem("APPLICANT_RECORD_ENDED", { ...words, ...ended, name }));
  const held = mandateFor(principal, `${rule.register}:${record.id}`, matter.id);
  const agent = await agentOf(work, rule, { principal, values, record, name }, held);
  if (!agent.ok) return agent;
  const faults = differences(matter, record, values);
  if (faults.length > 0)
    return err(
      problem("APPLICANT_DIFFERS", { ...words, count: faults.length }, { fields: faults as unknown as Json }),
    );
  const under = held === undefined || agent.value === null ? {} : await filledIn(work, rule, principal, held);
  return ok({ name, inNameOf: `${rule.register}:${id}`, agent: agent.value, ...under });
}

/**
 * The record (`register:key`) that a key in a matter's form names, where the account may act in its name without a
 * letter: known as it, its representative by law, or under a mandate; null else.
 */
export async function mayActAs(
  work: CaseWork,
  principal: Principal,
  matter: Matter,
  key: string,
): Promise<string | null> {
  const rule = matter.applicant;
  if (rule === null || key === "") return null;
  const record = await work.findRecord(rule.register, work.recordId(rule.register, key));
  if (record === undefined) return null;
  const holder = `${rule.register}:${record.id}`;
  const own = principal.knownAs.includes(holder) || represents(work, rule, { principal, record });
  return own || mandateFor(principal, holder, matter.id) !== undefined ? holder : null;
}

/** What a mandate says of the agent stands in the form as if it had been typed: it was proven when it was granted. */
async function filledIn(
  work: CaseWork,
  { agent, person }: Rule,
  principal: Principal,
  held: HeldMandate,
): Promise<Pick<Party, "mandate" | "filled">> {
  if (agent === null || person === null) return { mandate: held.id };
  const known = await work.findRecord(person.register, personOf(principal, person.register) ?? "");
  const number = work.pack.registers.get(person.register)?.key ?? "";
  return {
    mandate: held.id,
    filled: {
      [agent.declared]: true,
      [agent.name]: held.agentName,
      [agent.idNo]: known?.data[number] ?? null,
    },
  };
}

/**
 * Who acts for the applicant: nobody, where it applies itself; the holder of a mandate, who need not declare it.
 * Errors: APPLICANT_NOT_OPERATOR, those of checkAgent.
 */
async function agentOf(
  work: CaseWork,
  rule: Rule,
  asked: Asked,
  held: HeldMandate | undefined,
): Promise<Result<string | null, Problem>> {
  const { principal, values, record, name } = asked;
  const own = principal.knownAs.includes(`${rule.register}:${record.id}`) || represents(work, rule, asked);
  const declared = rule.agent !== null && values[rule.agent.declared] === true;
  if (held !== undefined && !own) return ok(held.agentName);
  if (declared) return checkAgent(work, rule, { ...asked, own });
  return own ? ok(null) : refusedAt(rule.field, problem("APPLICANT_NOT_OPERATOR", { name }));
}

/**
 * A firm's account may name any person as who handles it (经办人), by name and identity number; on a personal account
 * the agent is its holder, as the register of persons knows them, and never who the applicant is anyway.
 * Errors: APPLICANT_IS_OPERATOR, APPLICANT_AGENT_UNNAMED, APPLICANT_AGENT_UNVERIFIED, APPLICANT_AGENT_NUMBER,
 * APPLICANT_NOT_AGENT.
 */
async function checkAgent(
  work: CaseWork,
  rule: Rule,
  { principal, values, name, own }: Asked & { readonly own: boolean },
): Promise<Result<string, Problem>> {
  const fields = rule.agent;
  if (fields === null) throw new Error("a matter without a rule of agents declares none");
  const { account } = principal;
  const agent = textOf(values[fields.name]);
  const number = textOf(values[fields.idNo]).toUpperCase();
  if (own && account.kind === "resident")
    return refusedAt(fields.declared, problem("APPLICANT_IS_OPERATOR", { name }));
  if (agent === "") return refusedAt(fields.name, problem("APPLICANT_AGENT_UNNAMED"));
  const parsed = parseIdentityNumber(number, localDateOf(work.now()));
  if (!parsed.ok) return refusedAt(fields.idNo, problem("APPLICANT_AGENT_UNNAMED"));
  if (account.kind !== "resident") return ok(agent);
  if (rule.person === null)
    return agent === account.name
      ? ok(agent)
      : refusedAt(fields.name, problem("APPLICANT_NOT_AGENT", { name: account.name }));
  const id = personOf(principal, rule.person.register);
  const person = id === undefined ? undefined : await work.findRecord(rule.person.register, id);
  if (person === undefined) return refusedAt(fields.idNo, problem("APPLICANT_AGENT_UNVERIFIED"));
  if (work.recordId(rule.person.register, number) !== person.id)
    return refusedAt(fields.idNo, problem("APPLICANT_AGENT_NUMBER"));
  const holder = textOf(person.data[rule.person.name]);
  return agent === holder
    ? ok(agent)
    : refusedAt(fields.name, problem("APPLICANT_NOT_AGENT", { name: holder }));
}

/** Whether the holder of a personal account is who represents the record by law, as both registers know them. */
function represents(
  work: CaseWork,
  { person }: Rule,
  { principal, record }: Pick<Asked, "principal" | "record">,
): boolean {
  if (person === null || person.representative === null || principal.account.kind !== "resident")
    return false;
  const number = textOf(record.data[person.representative]).toUpperCase();
  return number !== "" && personOf(principal, person.register) === work.recordId(person.register, number);
}

/** The id of the record that a principal is known as in a register. */
function personOf({ knownAs }: Principal, register: string): string | undefined {
  return knownAs.find((record) => record.startsWith(`${register}:`))?.slice(register.length + 1);
}

/** Fields of the form that must read as registered and do not. */
export function differences(
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

/** A refusal that points into what was sent. */
export function refusedAt(field: string, found: Problem): Result<never, Problem> {
  const fields = [{ pointer: `/${field}`, message: { zh: found.message.zh, en: found.message.en } }];
  return err({ ...found, details: { ...found.details, fields } });
}

export const textOf = (value: Json | undefined): string => (typeof value === "string" ? value.trim() : "");
