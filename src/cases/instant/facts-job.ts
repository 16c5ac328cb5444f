import type { FactRule, FactSource, Register } from "#district";
import {
  isJsonObject,
  localDateOf,
  ok,
  type Bilingual,
  type Json,
  type JsonObject,
  type Problem,
  type Result,
} from "#kernel";
import type { CaseWork } from "../case/case-work.ts";
import { comparisons, feelOf, textsOf } from "./fact-values.ts";
import type { KeptFact, RegisterQuestion } from "../case/facts-ports.ts";
import { takenInBy } from "../case/intake.ts";
import type { JobCall, JobResult } from "../case/job.ts";
import type { CaseTransaction } from "../case/ports.ts";

/** What a fact came to: its value, or why there is none. */
type Found = { readonly value: Json; readonly missing: Bilingual | null };

type Asking = {
  readonly work: CaseWork;
  readonly call: JobCall;
  /** What FEEL sees: the case's variables and the form with its personal fields. */
  readonly seen: JsonObject;
};

/**
 * Asks the facts of a matter's rule (`instant.facts`, or `facts` where people decide), in the deciding transaction and in their order. What was asked
 * outside stands in `call.outside`. Answers `facts` by id (null where one is missing) and `factsKept`, each with source
 * and time; both hold no personal value.
 */
export async function askFacts(
  work: CaseWork,
  transaction: CaseTransaction,
  call: JobCall,
): Promise<Result<JobResult, Problem>> {
  const { matter, identity, at } = call;
  const rules = matter.instant?.facts ?? matter.facts;
  const asking = { work, call, seen: { ...call.state.variables, form: call.personal } };
  const asked = rules.map((fact) => ({ fact, question: questionOf(asking, fact.source) }));
  const questions = asked.flatMap(({ question }) => question ?? []);
  const answers = await transaction.askRegisters(identity.caseNo, at, questions);
  let place = 0;
  const kept: KeptFact[] = asked.map(({ fact, question }) => {
    const answer = question === undefined ? null : (answers[place] ?? null);
    if (question !== undefined) place += 1;
    const found = valueOf(asking, fact, question === undefined ? undefined : answer);
    const { id, name, source } = fact;
    const asOf = source.kind === "http" ? (call.outside?.[id]?.at ?? at) : at;
    return { id, name, source: sourceInWords(work, source), at: asOf, ...found };
  });
  const facts = Object.fromEntries(kept.map(({ id, value }) => [id, value]));
  return ok({
    variables: { facts, factsKept: kept as unknown as Json },
    documents: [],
    outbox: [],
    records: [],
    personal: [],
  });
}

/** What the registers are asked for a source; undefined where they are not, or there is nothing to ask about. */
function questionOf({ work, call, seen }: Asking, source: FactSource): RegisterQuestion | undefined {
  const value = (text: string): Json => feelOf(text, seen, call.at);
  switch (source.kind) {
    case "record": {
      const [key] = textsOf(value(source.key));
      const { register } = source;
      return key === undefined ? undefined : { kind: "record", register, id: work.recordId(register, key) };
    }
    case "count": {
      const where = Object.entries(source.where).map(([field, text]) => [field, value(text)] as const);
      if (where.some(([, each]) => each === null || each === "")) return undefined;
      const { register } = source;
      return { kind: "count", register, where: Object.fromEntries(where), live: liveStates(work, register) };
    }
    case "inOffice": {
      const [wanted] = textsOf(value(source.value));
      const { register, by: field } = source;
      if (wanted === undefined) return undefined;
      const where = Object.fromEntries(
        Object.entries(source.where).map(([name, text]) => [name, value(text)]),
      );
      const on = localDateOf(call.at);
      return {
        kind: "inOffice",
        register,
        field,
        value: wanted,
        where,
        live: liveStates(work, register),
        on,
      };
    }
    case "claim": {
      const [wanted] = textsOf(value(source.value));
      const { of, register, field } = source;
      if (wanted === undefined) return undefined;
      return { kind: "claim", of, value: wanted, register, field, live: liveStates(work, register) };
    }
    case "applicant":
      return { kind: "knownAs", register: source.register, account: call.identity.applicant };
    case "list":
    case "http":
      return undefined;
  }
}

/** `answer`: what the register said, null where it knows nothing; undefined where it was not asked. */
function valueOf(asking: Asking, fact: FactRule, answer: JsonObject | null | undefined): Found {
  const { source } = fact;
  switch (source.kind) {
    case "record":
      return answer === undefined ? missing(NO_KEY) : has(recordValue(asking, source, answer));
    case "inOffice":
      return answer === undefined ? missing(NO_KEY) : has(officeValue(asking, source, answer));
    case "count":
      return answer === undefined ? missing(NO_KEY) : has(answer);
    case "claim":
      return has(answer ?? { taken: false });
    case "applicant":
      return has(applicantValue(asking, source, answer ?? null));
    case "list":
      return listValue(asking, source);
    case "http":
      return asking.call.outside?.[fact.id] === undefined
        ? missing(NOT_ASKED)
        : {
            value: asking.call.outside[fact.id]?.value ?? null,
            missing: asking.call.outside[fact.id]?.missing ?? null,
          };
  }
}

const has = (value: Json): Found => ({ value, missing: null });
const missing = (why: Bilingual): Found => ({ value: null, missing: why });

const NO_KEY: Bilingual = { zh: "申请表中没有可供核验的内容", en: "the form holds nothing to ask about" };
const NOT_ASKED: Bilingual = {
  zh: "此时没有询问外部系统",
  en: "the system outside was not asked at this step",
};

type Of<Kind extends FactSource["kind"]> = Extract<FactSource, { kind: Kind }>;

function recordValue(
  { work, call, seen }: Asking,
  source: Of<"record">,
  answer: JsonObject | null,
): JsonObject {
  const register = work.pack.registers.get(source.register);
  const personal = answer?.["personal"];
  const rows = Array.isArray(personal) ? personal : [];
  const status = answer?.["status"] ?? null;
  const data: JsonObject = Object.assign({}, answer?.["data"], ...rows);
  const record = answer === null ? null : { ...data, status };
  const open = (field: string): boolean =>
    register?.fields.find(({ id }) => id === field)?.personal === false;
  const given = source.give.filter(open).map((field) => [field, data[field] ?? null] as const);
  return {
    found: answer !== null,
    live: liveStates(work, source.register).some((each) => each === status),
    status,
    ...Object.fromEntries(given),
    ...comparisons(source.answers, { ...seen, record }, call.at),
  };
}

/** Who is in office: the open fields that are given, null where nobody is. */
function officeValue({ work }: Asking, source: Of<"inOffice">, answer: JsonObject | null): JsonObject {
  const fields = work.pack.registers.get(source.register)?.fields ?? [];
  const data = isJsonObject(answer?.["data"] ?? null) ? (answer?.["data"] as JsonObject) : {};
  const given = source.give
    .filter((name) => fields.find(({ id }) => id === name)?.personal === false)
    .map((name) => [name, data[name] ?? null] as const);
  return { found: answer !== null, count: answer?.["count"] ?? 0, ...Object.fromEntries(given) };
}

function applicantValue(
  { work, call, seen }: Asking,
  source: Of<"applicant">,
  answer: JsonObject | null,
): JsonObject {
  const [key] = textsOf(feelOf(source.key, seen, call.at));
  const known = answer?.["id"] ?? null;
  const recognised = key !== undefined && known !== null && known === work.recordId(source.register, key);
  const { applicant } = call.state.variables;
  const byAgent = isJsonObject(applicant) && applicant["byAgent"] === true;
  // Whoever stands at a window has shown the clerk who they are.
  return { recognised, byAgent, atWindow: takenInBy(call.state.variables) !== null };
}

function listValue({ work, call, seen }: Asking, source: Of<"list">): Found {
  const list = work.pack.lists.get(source.list);
  if (list === undefined) return missing({ zh: "没有这份目录", en: "there is no such list" });
  const values = list.map(({ value }) => value);
  const texts = textsOf(feelOf(source.value, seen, call.at));
  const which =
    source.how === "among"
      ? texts.filter((text) => !values.includes(text))
      : values.filter((word) => texts.some((text) => text.includes(word)));
  return has({
    holds: which.length === 0 && (source.how === "without" || texts.length > 0),
    which: [...which],
  });
}

function liveStates(work: CaseWork, register: string): readonly string[] {
  const states: Register["statuses"] = work.pack.registers.get(register)?.statuses ?? [];
  return states.filter(({ live }) => live).map(({ id }) => id);
}

function sourceInWords(work: CaseWork, source: FactSource): Bilingual {
  switch (source.kind) {
    case "list":
      return { zh: "本区公布的目录", en: "the district's published list" };
    case "http":
      return { zh: `外部系统“${source.address}”`, en: `system outside ${source.address}` };
    case "applicant":
      return { zh: "账号的主体认定", en: "what the account is recognised as" };
    default:
      return work.pack.registers.get(source.register)?.name ?? { zh: source.register, en: source.register };
  }
}
