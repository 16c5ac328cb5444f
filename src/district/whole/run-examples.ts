import { faultFrom, faultOf, type Fault } from "../shape/fault.ts";
import { judgePatrol } from "../answers/judge-patrol.ts";
import { placeOfCase } from "../answers/place-of-case.ts";
import { judgeInstant } from "../answers/judge-instant.ts";
import { limitsOn } from "../answers/limits-on.ts";
import type { DistrictPack, Matter } from "../pack/pack.ts";
import { proceduresOf } from "../answers/procedures-of.ts";
import type { Example, Expectation } from "../parts/example.ts";
import type { InstantRule } from "../parts/matter-instant.ts";
import { dueOf, explain, parseLimit } from "#calendar";
import {
  openTasks,
  parseRehearsalScript,
  rehearse,
  type CaseState,
  type JobAnswers,
  type Rehearsal,
  type StepEntry,
} from "#engine";
import {
  canonicalJson,
  isJsonObject,
  localDateOf,
  ok,
  err,
  parseInstant,
  problem,
  type Instant,
  type Json,
  type JsonObject,
  type Problem,
  type Result,
} from "#kernel";
import type { Plan } from "#process";

export type ExamplesRun = {
  readonly run: number;
  readonly passed: number;
  readonly faults: readonly Fault[];
};

/** Rehearses a matter's examples on its own process, calendar, settings and decisions. */
export function runExamples(pack: DistrictPack, matter: Matter): ExamplesRun {
  const told = matter.examples.map((example) => runExample(pack, matter, example));
  return {
    run: told.length,
    passed: told.filter((faults) => faults.length === 0).length,
    faults: told.flat(),
  };
}

function runExample(pack: DistrictPack, matter: Matter, example: Example): readonly Fault[] {
  const played = playExample(pack, matter, example);
  if (!played.ok) return [played.error];
  const { rehearsal, at } = played.value;
  const faults: Fault[] = [];
  const compare: Compare = (what, expected, found) => {
    if (isWithin(expected, found)) return;
    const parameters = { name: example.name.zh, what, expected: textOf(expected), found: textOf(found) };
    faults.push(faultOf(example.file, example.place, "EXAMPLE_FAILED", parameters));
  };
  compareOutcome(example.expect, rehearsal, compare);
  if (rehearsal.state !== null) compareClocks(pack, example.expect, rehearsal.state, at, compare);
  return faults;
}

type Played = { readonly rehearsal: Rehearsal; readonly at: Instant };
type Compare = (what: string, expected: Json, found: Json) => void;

function playExample(pack: DistrictPack, matter: Matter, example: Example): Result<Played, Fault> {
  const refuse = (step: number | null, cause: Problem): Result<never, Fault> => {
    const parameters = { name: example.name.zh, step: step === null ? 0 : step + 1, why: cause.message.zh };
    const { zh } = problem("EXAMPLE_REFUSED", parameters).message;
    const { en } = problem("EXAMPLE_REFUSED", { ...parameters, why: cause.message.en }).message;
    return err({ code: "EXAMPLE_REFUSED", file: example.file, place: example.place, message: { zh, en } });
  };
  const now = parseInstant(example.receivedAt);
  const plan = pack.processes.get(matter.process)?.plan;
  if (!now.ok) return err(faultFrom(example.file, example.place, now.error));
  if (plan === undefined) throw new Error(`the pack was checked, yet has no process ${matter.process}`);
  const settings = { ...pack.settings, ...matter.settings };
  const variables = startVariables(pack, matter, example, now.value);
  if (!variables.ok) return refuse(null, variables.error);
  const script = parseRehearsalScript({
    process: plan.id,
    now: now.value,
    startAt: eventStartsOf(matter, plan),
    variables: variables.value,
    steps: example.steps,
  });
  if (!script.ok) return refuse(null, script.error);
  const options = {
    calendar: pack.calendar,
    settings,
    decisions: matter.decisions.decide,
    organs: [...pack.organs.keys()],
    now: now.value,
    answers: jobAnswers(matter, example),
  };
  // Its own process comes last, as the latest of its id; the others are there to be called.
  const others = [...pack.processes.values()].map((each) => each.plan).filter((each) => each !== plan);
  const played = rehearse([...others, plan], script.value, options);
  if (!played.ok) return refuse(played.error.step, played.error.problem);
  return ok({ rehearsal: played.value, at: lastMoment(played.value.entries, now.value) });
}

/** Where a case begins that only an event begins: its form is what the event brought. Null at the none start. */
function eventStartsOf({ begins }: Matter, plan: Plan): readonly string[] | null {
  const tops = Object.values(plan.nodes).filter(({ scope }) => scope === null);
  if (begins === null || tops.some(({ kind }) => kind === "noneStart")) return null;
  return tops.filter(({ kind }) => kind === "eventStart").map(({ id }) => id);
}

/** What jobs that `cases` carries out itself give a rehearsal; the example may say otherwise. */
function jobAnswers({ instant, facts }: Matter, { answers }: Example): JobAnswers {
  let count = 0;
  return ({ type, element, variables }, at) => {
    const said = answers[element] ?? answers[type];
    if (said !== undefined) return said;
    count += 1;
    const documentId = `演练-${count}`;
    const issuedOn = localDateOf(at);
    if (type === "document")
      return { number: `演练〔${issuedOn.slice(0, 4)}〕${count}号`, documentId, issuedOn };
    if (type === "certificate")
      return { identifier: documentId, licenceNo: documentId, documentId, validTo: null };
    // A matter that asks nothing is told nothing.
    if (type === "facts" && instant === null && facts.length === 0) return { facts: {}, factsKept: [] };
    // Which cases are drawn is chance; an example says where one is.
    if (type === "draw") return { drawn: false, lot: 9999, below: 0 };
    // What the matter's own rules come to over the facts that the example gives.
    if (type === "verdict" && instant !== null) return verdictOf(instant, variables);
    if (type === "read-records") return { records: [] };
    if (type === "judge-track") return judgePatrol(variables);
    return ["amend-record", "enter-record", "propose-measure"].includes(type) ? {} : undefined;
  };
}

function verdictOf(instant: InstantRule, { facts = null, answers = null }: JsonObject): JsonObject {
  const { holds, conditions } = judgeInstant(instant, isJsonObject(facts) ? facts : {}, answers);
  const failed = conditions.filter(({ result }) => result !== "holds").map(({ id }) => id);
  const checked = instant.conditions.filter(({ id }) => !failed.includes(id)).map(({ name }) => name.zh);
  const verdict = { holds, failed, checked, sampled: false, rules: "演练" };
  return { verdict, decidedBy: holds ? "machine" : "person" };
}

/** What `cases` gives a real case; personal fields of the form are left out there too. */
function startVariables(
  pack: DistrictPack,
  matter: Matter,
  example: Example,
  at: Instant,
): Result<JsonObject, Problem> {
  const open = matter.form.fields.filter(({ personal }) => !personal).map(({ name }) => name);
  const form = Object.fromEntries(Object.entries(example.form).filter(([name]) => open.includes(name)));
  const limits = limitsOn(matter, localDateOf(at));
  const { siteCheck, specialProcedures } = proceduresOf(matter, form);
  const variables = {
    caseNo: "演练",
    receivedAt: at,
    matter: { id: matter.id, version: matter.version, name: matter.name.zh, specialProcedures },
    siteCheck,
    certificates: {},
    deferral: deferralOf(pack, matter, example, at),
    commitment: commitmentOf(matter, example, at),
    limits: {
      statutory: limits?.statutory ?? null,
      promised: limits?.promised ?? null,
      extension: limits?.extension ?? null,
    },
    settings: { ...pack.settings, ...matter.settings },
    applicant: applicantOf(matter, example.form),
    form,
  };
  const place = placeOfCase(pack, matter, { ...variables, form: example.form }, at);
  return place.ok ? ok({ ...variables, ...place.value }) : place;
}

/** What a rehearsal's applicant signs under what the matter tells. */
function commitmentOf({ commitment }: Matter, { committed }: Example, at: Instant): Json {
  if (!committed || commitment === null) return null;
  const { checkWithin, bars } = commitment;
  return { signedBy: "演练申请人", signedAt: at, text: "", checkWithin, bars };
}

/** What a rehearsal's applicant promises for later, due as in a real case. */
function deferralOf(pack: DistrictPack, matter: Matter, { deferred }: Example, at: Instant): Json {
  if (deferred.length === 0) return null;
  const limit = parseLimit(String({ ...pack.settings, ...matter.settings }["deferralLimit"]));
  const due = limit.ok ? dueOf(pack.calendar, at, limit.value) : limit;
  const materials = deferred.map((material) => ({
    material,
    name: matter.materials.find(({ id }) => id === material)?.name.zh ?? material,
  }));
  return { materials, by: due.ok ? due.value.dueOn : null, signedBy: "演练申请人", signedAt: at, text: "" };
}

/** Who applies in a rehearsal, and whether by an agent, as the form says. */
function applicantOf({ applicant, audience }: Matter, form: JsonObject): JsonObject {
  const { register, field, agent } = applicant ?? { register: "", field: "", agent: null };
  return {
    account: "rehearsal",
    name: "演练申请人",
    kind: audience[0] ?? "resident",
    inNameOf: applicant === null ? null : `${register}:${String(form[field])}`,
    byAgent: agent !== null && form[agent.declared] === true,
  };
}

const lastMoment = (entries: readonly StepEntry[], first: Instant): Instant =>
  entries.at(-1)?.event.at ?? first;

function compareOutcome(expect: Expectation, rehearsal: Rehearsal, compare: Compare): void {
  const { state } = rehearsal;
  compare("status", expect.status, rehearsal.status);
  if (expect.state !== null) compare("state", expect.state, state?.state ?? null);
  if (expect.outcome !== null) compare("outcome", expect.outcome, state?.outcome ?? null);
  if (expect.open !== null && state !== null) {
    const open = openTasks(state)
      .filter(({ optional }) => !optional)
      .map(({ element }) => element);
    compare("open", expect.open.toSorted(), open.toSorted());
  }
  for (const [element, expected] of Object.entries(expect.organs))
    compare(`organs.${element}`, expected, state === null ? null : organAsked(state, element));
  for (const [name, expected] of Object.entries(expect.variables))
    compare(name, expected, rehearsal.variables[name] ?? null);
  if (expect.jobs !== null) compare("jobs", [...expect.jobs], jobsOf(rehearsal.entries));
  if (expect.escalated !== null) compare("escalated", [...expect.escalated], escalatedIn(rehearsal.entries));
}

/** The organ of which an open task is asked. */
const organAsked = (state: CaseState, element: string): Json =>
  openTasks(state).find((task) => task.element === element)?.organ ?? state.variables["organ"] ?? null;

/** The rungs climbed, in order. */
function escalatedIn(entries: readonly StepEntry[]): readonly JsonObject[] {
  const climbed = entries.flatMap(({ marks }) => marks.filter(({ kind }) => kind === "escalated"));
  return climbed.map(({ detail = {} }) => {
    const { when = null, of = null, action = null, to = null } = detail;
    return { when, of, action, to };
  });
}

/** Jobs in the order they were completed, by the element's id. */
function jobsOf(entries: readonly StepEntry[]): readonly string[] {
  return entries
    .filter(({ kind }) => kind === "completeJob")
    .map(({ marks }) => marks.find(({ kind }) => kind === "completed")?.element ?? "");
}

function compareClocks(
  { calendar }: DistrictPack,
  expect: Expectation,
  state: CaseState,
  at: Instant,
  compare: Compare,
): void {
  for (const [name, expected] of Object.entries(expect.clocks)) {
    const clock = state.clocks[name];
    const told = clock === undefined ? undefined : explain(clock, at, calendar);
    const found = told?.ok === true ? (told.value as unknown as Json) : null;
    compare(`clocks.${name}`, expected, found);
  }
}

/** Whether all that is expected is found; an object may hold more than was asked of it. */
function isWithin(expected: Json, found: Json): boolean {
  if (!isJsonObject(expected)) return canonicalJson(expected) === canonicalJson(found);
  if (!isJsonObject(found)) return false;
  return Object.entries(expected).every(([key, value]) => isWithin(value, found[key] ?? null));
}

const textOf = (value: Json): string => canonicalJson(value).slice(0, 400);
