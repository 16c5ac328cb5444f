import { CARD_FACTS } from "../parts/supervision.ts";
import type { Draft, MatterDraft } from "../pack/draft.ts";
import { faultFrom, faultOf, type FaultSink } from "../shape/fault.ts";
import type { Matter, ProcessSource } from "../pack/pack.ts";
import type { FormField } from "../parts/form.ts";
import { FACTS_OF_EVERY_CASE } from "../answers/facts-of-case.ts";
import { plansCalled } from "../answers/plans-called.ts";
import { childOf, placeOf } from "../shape/node.ts";
import { RESULT_NAMES } from "../parts/matter-result.ts";
import { mustKnow } from "./check-pack-references.ts";
import { isInnerJob, nodesOf } from "./check-matter-process.ts";
import { checkResultFeel } from "./check-result-feel.ts";
import { compileFeel } from "#rules";
import type { Loop, Plan, PlanNode } from "#process";

/** Variables every case begins with. */
const START_NAMES = [
  "caseNo",
  "receivedAt",
  "matter",
  "limits",
  "settings",
  "applicant",
  "form",
  "organ",
  "division",
  "town",
  "point",
  "cell",
  "siteCheck",
  "certificates",
  "deferral",
  "commitment",
] as const;

/** What inner jobs answer: a document its number, a certificate its identifier, a rule its facts and its verdict. */
const JOB_ANSWERS = [
  "number",
  "recordId",
  "documentId",
  "issuedOn",
  "identifier",
  "licenceNo",
  "validTo",
  "facts",
  "factsKept",
  "verdict",
  "decidedBy",
  "drawn",
  "lot",
  "below",
];

/** What of a certificate's holder may stand in the open: of a person the name with stars. */
const OPEN_OF_HOLDER = ["shown", "person"];

/** What may be read inside a variable of the platform's own making. */
type Members = Readonly<Record<string, readonly string[]>>;

/** Where an expression stands, and what it may read; null where what it reads comes from outside. */
type Reading = {
  readonly file: string;
  readonly place: string;
  readonly names: readonly string[] | null;
  readonly members: Members;
  readonly report: FaultSink;
};

/** The same for many places. */
type Running = Omit<Reading, "place" | "names"> & { readonly names: readonly string[] };

/** Every FEEL of a matter and of its process must read only what is there when it is evaluated. */
export function checkExpressions({ matter, node }: MatterDraft, draft: Draft, report: FaultSink): void {
  const fields = matter.form.fields.map(({ name }) => name);
  const open = openNames(matter.form.fields);
  const settings = { ...draft.district?.settings, ...matter.settings };
  const members = {
    form: open,
    limits: ["statutory", "promised", "extension"],
    settings: Object.keys(settings),
  };
  const own = { file: node.file, report };
  const at = (...keys: readonly (string | number)[]): string => placeOf(keys.reduce(childOf, node));
  for (const key of ["caseTitle", "caseDivision", "casePlace"] as const) {
    const text = matter[key];
    const names = key === "caseTitle" ? [...START_NAMES, "names"] : START_NAMES;
    const named = { ...members, names: [...Object.keys(matter.titleNames), "place", "zone"] };
    if (text !== null) checkFeel(text, { ...own, place: at(key), names, members: named });
  }
  for (const [name, { register, key, field }] of Object.entries(matter.titleNames)) {
    const known = draft.registers?.get(register);
    const place = at("titleNames", name);
    if (known !== undefined && (known.mirrors !== "rows" || !known.fields.some(({ id }) => id === field)))
      report(faultOf(node.file, place, "FORM_FIELD_UNKNOWN", { form: register, field }));
    mustKnow(draft.registers, register, { kind: "台账", kindEn: "register" }, node.file, place, report);
    checkFeel(key, { ...own, place, names: START_NAMES, members });
  }
  const { begins } = matter;
  for (const key of ["form", "organ", "party"] as const) {
    const text = begins?.[key] ?? null;
    if (text !== null) checkFeel(text, { ...own, place: at("begins", key), names: ["message"], members: {} });
  }
  const onForm = { names: [...fields, "form"], members: { form: fields } };
  for (const [index, { condition }] of matter.materials.entries())
    if (condition !== null)
      checkFeel(condition, { ...own, place: at("materials", index, "condition"), ...onForm });
  checkFieldFeel(matter.form.fields, { file: matter.form.file, report, ...onForm });
  for (const [index, { holds }] of matter.form.checks.entries())
    checkFeel(holds, { file: matter.form.file, place: `x-checks[${index}].holds`, report, ...onForm });
  const onOpenForm = { names: [...open, "form"], members: { form: open } };
  if (matter.followUp?.kind === "check" && matter.followUp.place !== null)
    checkFeel(matter.followUp.place, { ...own, place: at("followUp", "place"), ...onOpenForm });
  if (matter.siteCheck !== null) {
    checkFeel(matter.siteCheck.place, { ...own, place: at("siteCheck", "place"), ...onOpenForm });
  }
  const called = plansCalled(draft.processes, matter.process);
  if (called.length === 0 || draft.forms === undefined) return;
  const names = processNames(matter, draft);
  const running = { names, members, report };
  for (const { plan, file } of called) checkPlan(plan, { ...running, file });
  for (const [name, text] of Object.entries(matter.caseFacts)) {
    const place = at("caseFacts", name);
    if (FACTS_OF_EVERY_CASE.includes(name)) report(faultOf(node.file, place, "CASE_FACT_TAKEN", { name }));
    checkFeel(text, { ...running, file: node.file, place });
  }
  const never = matter.fusion?.never ?? null;
  if (never !== null)
    checkFeel(never.holds, { ...running, file: node.file, place: at("fusion", "never", "holds") });
  checkResultFeel({ matter, node }, draft, (text, place, personal) => {
    const all = { ...members, form: fields };
    const seen = { ...running, file: node.file, names: [...names, ...RESULT_NAMES] };
    checkFeel(text, { ...seen, place, members: personal ? all : { ...members, holder: OPEN_OF_HOLDER } });
  });
}

/** What the checks of a task's form see beside its fields and the case: the name of the account that completes it. */
const SIGNER = "signer";

/** What a case says of its applicant (startVariables in src/cases/applying/case-opening.ts). */
const APPLICANT_NAMES = ["account", "kind", "name", "inNameOf", "byAgent"];

/** What the rules of cards ask of an open task. */
export function checkCardRules({ supervision }: Draft, report: FaultSink): void {
  for (const { id, when } of supervision.cards)
    checkFeel(when, {
      file: "supervision.yaml",
      place: `cards.${id}.when`,
      names: CARD_FACTS,
      members: {},
      report,
    });
}

/**
 * The forms of tasks see their own fields; their checks also see the cases they stand in, and which fields are there
 * follows from the case's applicant.
 */
export function checkTaskForms(draft: Draft, report: FaultSink): void {
  for (const { id, file, fields, checks, days } of draft.forms?.values() ?? []) {
    const names = fields.map(({ name }) => name);
    // Where no process could be read, what its cases know is not known either, and its own fault says so.
    const inCase =
      draft.processes === undefined
        ? null
        : [...names, SIGNER, ...Object.keys(days), ...START_NAMES, ...variablesAround(id, draft)];
    for (const [name, { limit, from }] of Object.entries(days))
      for (const text of [limit, from].filter((each) => each !== null))
        checkFeel(text, { file, place: `x-days.${name}`, names: inCase, members: {}, report });
    for (const [index, { holds }] of checks.entries())
      checkFeel(holds, { file, place: `x-checks[${index}].holds`, names: inCase, members: {}, report });
    checkFieldFeel(fields, { file, names, members: {}, report });
    const ofCase = { names: ["applicant"], members: { applicant: APPLICANT_NAMES } };
    for (const { name, caseWhen } of fields)
      if (caseWhen !== null)
        checkFeel(caseWhen, { file, place: `properties.${name}.x-case`, ...ofCase, report });
  }
}

/** When a field is shown, and between which moments it is asked. */
function checkFieldFeel(fields: readonly FormField[], reading: Omit<Reading, "place">): void {
  for (const { name, when, corrects, schema } of fields)
    for (const [keyword, text] of [
      ["x-when", when],
      ["x-min", schema["x-min"]],
      ["x-max", schema["x-max"]],
      ...corrects.map(({ value }) => ["x-corrects", value] as const),
    ] as const)
      if (typeof text === "string") checkFeel(text, { ...reading, place: `properties.${name}.${keyword}` });
}

/** Variables of every process that asks a form, itself or by one that it calls. */
function variablesAround(form: string, draft: Draft): readonly string[] {
  const asks = ({ plan }: ProcessSource): boolean =>
    nodesOf(plan).some((node) => node.kind === "userTask" && node.formId === form);
  return [...(draft.processes?.keys() ?? [])]
    .map((id) => plansCalled(draft.processes, id))
    .filter((called) => called.some(asks))
    .flatMap((called) => called.flatMap(({ plan }) => variablesOf(plan, draft)));
}

/** Every variable that a matter's cases may have. */
export function processNames({ process }: Pick<Matter, "process">, draft: Draft): readonly string[] {
  const called = plansCalled(draft.processes, process);
  return [...START_NAMES, ...called.flatMap(({ plan }) => variablesOf(plan, draft))];
}

/** Variables that some element of the process makes, beside those it starts with. */
function variablesOf(plan: Plan, draft: Draft): readonly string[] {
  return nodesOf(plan).flatMap((node) => [
    ...node.outputs.map(({ target }) => target[0] ?? ""),
    // What a call is given is read inside the process that it calls, what a task is given by its form's checks.
    ...(node.kind === "callActivity" || node.kind === "userTask"
      ? node.inputs.map(({ target }) => target[0] ?? "")
      : []),
    ...(node.kind === "userTask" && node.formId !== null
      ? openNames(draft.forms?.get(node.formId)?.fields ?? [])
      : []),
    ...(node.kind === "decisionTask" || node.kind === "scriptTask" ? [node.resultVariable] : []),
    ...(node.kind === "jobTask" ? JOB_ANSWERS : []),
    ...(node.kind === "adHocSubProcess" && node.output !== null ? [node.output.collection] : []),
    ...(node.loop === undefined ? [] : loopNames(node.loop)),
  ]);
}

/** What a completion condition may ask besides variables (Camunda 8). */
const COUNTS = [
  "numberOfInstances",
  "numberOfActiveInstances",
  "numberOfCompletedInstances",
  "numberOfTerminatedInstances",
];

/** Variables that several runs of an activity make, in each run and around them. */
const loopNames = ({ inputElement, output, review }: Loop): readonly string[] => [
  "loopCounter",
  ...COUNTS,
  ...[inputElement, output?.collection, review?.result].filter((name) => typeof name === "string"),
];

function checkPlan(plan: Plan, running: Running): void {
  for (const node of nodesOf(plan)) {
    const inputs = node.inputs.map(({ target }) => target[0] ?? "");
    const reading = { ...running, place: node.id, names: [...running.names, ...inputs] };
    // What a message, a signal or a worker brings is its sender's to say; the mapping gives it a name here.
    const { outputs } = node;
    const own = isFromOutside(node) ? { ...node, outputs: [] } : node;
    for (const text of textsOf(own)) checkFeel(text, reading);
    if (own !== node) for (const text of textsOf(outputs)) checkFeel(text, { ...reading, names: null });
  }
  for (const text of textsOf(plan.ladders ?? {})) checkFeel(text, { ...running, place: plan.id });
  for (const { id, condition } of Object.values(plan.flows))
    if (condition !== null) checkFeel(condition, { ...running, place: id });
}

/** True of what a message or signal comes to, and of jobs that are done outside. */
function isFromOutside(node: PlanNode): boolean {
  if ("trigger" in node) return node.trigger.kind === "message" || node.trigger.kind === "signal";
  return node.kind === "jobTask" && node.jobType.kind === "literal" && !isInnerJob(node.jobType.value);
}

/** Every `{kind: "feel", text}` of a node, wherever it stands, and a script's expression. */
function textsOf(node: PlanNode | PlanNode["outputs"] | NonNullable<Plan["ladders"]>): readonly string[] {
  const isScript = "kind" in node && node.kind === "scriptTask";
  const texts = new Set<string>(isScript ? [node.expression] : []);
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    else if (typeof value === "object" && value !== null) {
      if ("kind" in value && value.kind === "feel" && "text" in value && typeof value.text === "string")
        texts.add(value.text);
      else Object.values(value).forEach(visit);
    }
  };
  visit(node);
  return [...texts];
}

/** Reports what is wrong with an expression at its place: how it is written, and what it reads that is not there. */
export function checkFeel(written: string, { file, place, names, members, report }: Reading): void {
  const expression = written.replace(/^=\s*/, "");
  const compiled = compileFeel(expression, names === null ? {} : { names });
  if (!compiled.ok) return report(faultFrom(file, place, compiled.error));
  for (const [variable, known] of Object.entries(members)) {
    const unknown = membersRead(expression, variable).filter((member) => !known.includes(member));
    for (const member of unknown)
      report(faultOf(file, place, "FORM_FIELD_UNKNOWN", { form: variable, field: member }));
  }
}

/** `form.area` → area. Text inside quotes is no path. */
export function membersRead(expression: string, variable: string): readonly string[] {
  const bare = expression.replaceAll(/"(?:[^"\\]|\\.)*"/g, '""');
  const paths = new RegExp(String.raw`(?<![\w.])${variable}\s*\.\s*([A-Za-z_]\w*)`, "g");
  return [...new Set([...bare.matchAll(paths)].map(([, member = ""]) => member))];
}

const openNames = (fields: readonly FormField[]): readonly string[] =>
  fields.filter(({ personal }) => !personal).map(({ name }) => name);
