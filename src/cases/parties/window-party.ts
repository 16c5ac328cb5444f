import type { AccountKind } from "#access";
import { letterOf, type Matter, type Register } from "#district";
import {
  err,
  localDateOf,
  ok,
  parseCreditCode,
  parseIdentityNumber,
  problem,
  type JsonObject,
  type LocalDate,
  type Problem,
  type Result,
} from "#kernel";
import type { StoredRecord } from "#registers";
import type { CaseWork } from "../case/case-work.ts";
import { differences, refusedAt, textOf, type Party } from "./check-applicant.ts";
import { endedStatus } from "../case/ended-status.ts";
import type { MaterialFiles } from "../case/materials.ts";
import { registersOfParties } from "./recognise-account.ts";

/** How a number came to be known: read from the card, or typed by the clerk from the original. */
export type NumberRead = "card" | "typed";

/** Who stands at the counter. */
export type Visitor = { readonly name: string; readonly idNo: string; readonly read: NumberRead };

/** What a clerk says of an intake at the window, beside the form itself. */
export type AtWindow = {
  readonly hall: string;
  readonly counter: string | null;
  /** The queue's ticket that is being served, where there is one. */
  readonly ticket: string | null;
  /** Whose the case is: a record of the register of persons or of firms, by its key and its name. */
  readonly applicant: { readonly register: string; readonly key: string; readonly name: string };
  /** Who came: the applicant, who represents it by law, or an agent with a letter. */
  readonly visitor: Visitor;
  /** The last day of the letter of authority, where an agent came. */
  readonly letterUntil: LocalDate | null;
  /** Material id → how much of it is paper. */
  readonly paper: Readonly<Record<string, { readonly originals: number; readonly copies: number }>>;
  /** Why the same applicant's matter is taken in once more while one is under way. */
  readonly again: string | null;
};

/** Whose a case of the window is, in what name, and what the form then says. */
export type WindowParty = Party & {
  readonly kind: AccountKind;
  readonly values: JsonObject;
  /** Who came and with what proof; kept beside the ledger. */
  readonly atWindow: JsonObject;
};

type Asked = {
  readonly matter: Matter;
  readonly values: JsonObject;
  readonly materials: MaterialFiles;
  readonly window: AtWindow;
};

/**
 * Whom an application at the window is for. The number is held to its check digit, the name to what the register says,
 * the visitor to be the applicant, who represents it by law, or an agent whose letter has not run out
 * (民法典第一百六十五条、行政许可法第二十九条). Errors, each with its place under /window: WINDOW_APPLICANT_KIND,
 * CODE_CHECK_WRONG (the number), APPLICANT_RECORD_UNKNOWN, APPLICANT_RECORD_ENDED, WINDOW_NAME_DIFFERS,
 * WINDOW_AGENT_NOT_ADMITTED, WINDOW_LETTER_MISSING, WINDOW_LETTER_EXPIRED, APPLICANT_DIFFERS.
 */
export async function checkWindowParty(work: CaseWork, asked: Asked): Promise<Result<WindowParty, Problem>> {
  const { matter, window } = asked;
  const today = localDateOf(work.now());
  const found = await findApplicant(work, matter, window, today);
  if (!found.ok) return found;
  const { register, record, name } = found.value;
  const visitor = await checkVisitor(work, window, today);
  if (!visitor.ok) return visitor;
  const byAgent = !isApplicant(work, register, record, window);
  if (byAgent) {
    const refused = letterFault(asked, today);
    if (refused !== null) return err(refused);
  }
  const values = valuesAtWindow(asked, byAgent);
  const faults = matter.applicant?.register === register.id ? differences(matter, record, values) : [];
  if (faults.length > 0)
    return err(
      problem(
        "APPLICANT_DIFFERS",
        { register: register.name.zh, registerEn: register.name.en, count: faults.length },
        { fields: faults as unknown as JsonObject[] },
      ),
    );
  const { visitor: came, letterUntil } = window;
  return ok({
    name,
    inNameOf: `${register.id}:${record.id}`,
    agent: byAgent ? came.name : null,
    kind: isPersons(register) ? "resident" : "enterprise",
    values,
    atWindow: {
      visitor: { name: came.name, idNo: came.idNo, read: came.read, inRegister: visitor.value },
      ...(byAgent ? { letterUntil } : {}),
    },
  });
}

/**
 * The record that a number and a name are of. Errors: WINDOW_APPLICANT_KIND, those of the number,
 * APPLICANT_RECORD_UNKNOWN, APPLICANT_RECORD_ENDED, WINDOW_NAME_DIFFERS.
 */
export async function findApplicant(
  work: CaseWork,
  matter: Pick<Matter, "applicant">,
  { applicant }: Pick<AtWindow, "applicant">,
  today: LocalDate,
): Promise<
  Result<{ readonly register: Register; readonly record: StoredRecord; readonly name: string }, Problem>
> {
  const register = registersOfParties(work.pack).find(({ id }) => id === applicant.register);
  const rule = matter.applicant;
  const wanted = work.pack.registers.get(rule?.register ?? applicant.register);
  if (register === undefined || wanted !== register)
    return refusedAt(
      "window/applicant/register",
      problem("WINDOW_APPLICANT_KIND", {
        register: wanted?.name.zh ?? applicant.register,
        registerEn: wanted?.name.en ?? applicant.register,
      }),
    );
  const key = numberOf(applicant.key);
  const parsed = isPersons(register) ? parseIdentityNumber(key, today) : parseCreditCode(key);
  if (!parsed.ok) return refusedAt("window/applicant/key", parsed.error);
  const words = { register: register.name.zh, registerEn: register.name.en };
  const record = await work.findRecord(register.id, work.recordId(register.id, key));
  if (record === undefined)
    return refusedAt("window/applicant/key", problem("APPLICANT_RECORD_UNKNOWN", { ...words, key }));
  const name = textOf(record.data[rule?.name ?? "name"]);
  if (name !== applicant.name.trim())
    return refusedAt("window/applicant/name", problem("WINDOW_NAME_DIFFERS", words));
  const ended = endedStatus(register, record);
  if (ended !== null)
    return refusedAt("window/applicant/key", problem("APPLICANT_RECORD_ENDED", { ...words, ...ended, name }));
  return ok({ register, record, name });
}

/** Whether the register of persons knows who came; their name must then be the registered one. */
async function checkVisitor(
  work: CaseWork,
  { visitor }: AtWindow,
  today: LocalDate,
): Promise<Result<boolean, Problem>> {
  // Other registers are kept by identity numbers too; persons stand where applicants do.
  const persons = registersOfParties(work.pack).find(isPersons);
  const idNo = numberOf(visitor.idNo);
  const parsed = parseIdentityNumber(idNo, today);
  if (!parsed.ok) return refusedAt("window/visitor/idNo", parsed.error);
  if (persons === undefined) return ok(false);
  const record = await work.findRecord(persons.id, work.recordId(persons.id, idNo));
  // Who lives elsewhere is in no register of ours: the card is the proof.
  if (record === undefined) return ok(false);
  if (textOf(record.data["name"]) === visitor.name.trim()) return ok(true);
  const words = { register: persons.name.zh, registerEn: persons.name.en };
  return refusedAt("window/visitor/name", problem("WINDOW_NAME_DIFFERS", words));
}

/** Whether the visitor is the applicant, or who represents it by law, as the registers know them. */
function isApplicant(
  work: CaseWork,
  register: Register,
  record: StoredRecord,
  { applicant, visitor }: AtWindow,
): boolean {
  const came = numberOf(visitor.idNo);
  if (isPersons(register)) return came === numberOf(applicant.key);
  const representative = register.fields.find(({ type }) => type === "citizenId");
  return representative !== undefined && numberOf(textOf(record.data[representative.id])) === came;
}

function letterFault({ matter, materials, window }: Asked, today: LocalDate): Problem | null {
  if (!matter.supports.agent) return atField("window/visitor/idNo", problem("WINDOW_AGENT_NOT_ADMITTED"));
  const letter = letterOf(matter);
  if ((materials[letter.id] ?? []).length === 0)
    return atField(`materials/${letter.id}`, problem("WINDOW_LETTER_MISSING"));
  if (window.letterUntil === null) return atField("window/letterUntil", problem("WINDOW_LETTER_MISSING"));
  if (window.letterUntil < today)
    return atField("window/letterUntil", problem("WINDOW_LETTER_EXPIRED", { until: window.letterUntil }));
  return null;
}

/** What the window knows by itself stands in the form as the matter asks for it. */
function valuesAtWindow({ matter, values, window }: Asked, byAgent: boolean): JsonObject {
  const rule = matter.applicant;
  if (rule === null) return values;
  const { applicant, visitor } = window;
  const known = { ...values, [rule.field]: numberOf(applicant.key) };
  if (rule.agent === null) return known;
  const { declared, name, idNo } = rule.agent;
  const { [name]: _name, [idNo]: _idNo, ...others } = known as Record<string, JsonObject[string]>;
  return byAgent
    ? { ...others, [declared]: true, [name]: visitor.name.trim(), [idNo]: numberOf(visitor.idNo) }
    : { ...others, [declared]: false };
}

const keyTypeOf = (register: Register): string =>
  register.fields.find(({ id }) => id === register.key)?.type ?? "";

const isPersons = (register: Register): boolean => keyTypeOf(register) === "citizenId";

/** A number as registers keep it. */
export const numberOf = (text: string): string => text.replaceAll(/\s/g, "").toUpperCase();

function atField(field: string, found: Problem): Problem {
  const refused = refusedAt(field, found);
  return refused.ok ? found : refused.error;
}
