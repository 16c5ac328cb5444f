import type { Draft, MatterDraft } from "../pack/draft.ts";
import { faultOf, type FaultSink } from "../shape/fault.ts";
import { PHOTO_JOB } from "../pack/photo-job.ts";
import { HTTP_JOB } from "../pack/http-call.ts";
import type { ProcessSource } from "../pack/pack.ts";
import { isNamedOutcome, isNamedState } from "../answers/case-names.ts";
import { plansCalled } from "../answers/plans-called.ts";
import { childOf, reportAt } from "../shape/node.ts";
import { checkAnswersKept } from "./check-answers-kept.ts";
import { checkHttpJob } from "./check-http-job.ts";
import { mustKnow } from "./check-pack-references.ts";
import {
  CALLER,
  type CallActivity,
  type JobTask,
  type Plan,
  type PlanNode,
  type Rung,
  type UserTask,
} from "#process";

/**
 * Jobs that the cases room does inside the deciding transaction. Others wait for whom `exchange.jobs` admits, save the
 * one that the platform's worker does.
 */
const INNER_JOB_TYPES = [
  "document",
  "certificate",
  "amend-record",
  "enter-record",
  "propose-measure",
  "judge-track",
  "read-records",
  "facts",
  "verdict",
  "draw",
] as const;

export const isInnerJob = (type: unknown): boolean => INNER_JOB_TYPES.some((each) => each === type);

/** What a process names must be in the pack: forms, roles, templates, and a result where it certifies. */
export function checkMatterProcess({ matter }: MatterDraft, draft: Draft, report: FaultSink): void {
  const called = plansCalled(draft.processes, matter.process);
  for (const { file, plan } of called) {
    for (const node of nodesOf(plan)) {
      checkStanding(node, draft, file, report);
      if (node.kind === "userTask") {
        checkTask(node, draft, file, report);
        checkAnswersKept(node, draft, file, report);
      }
      if (node.kind === "jobTask") checkJob(node, draft, file, report);
      if (node.kind === "callActivity") checkCall(node, draft, file, report);
      checkLadder(node.deadline?.ladder ?? [], draft, { file, place: node.id, report });
      if (isCertificate(node) && matter.result === null)
        report(faultOf(file, node.id, "PACK_FIELD_MISSING", { field: `${matter.id} result` }));
      if (isJobOf(node, "verdict") && matter.instant === null)
        report(faultOf(file, node.id, "PACK_FIELD_MISSING", { field: `${matter.id} instant` }));
    }
    const ladders = Object.values(plan.ladders ?? {}).flat();
    checkLadder(ladders, draft, { file, place: plan.id, report });
  }
  checkCallersDuties(called, report);
}

/** What is called must be there. */
function checkCall({ id, process }: CallActivity, draft: Draft, file: string, report: FaultSink): void {
  if (process.kind !== "literal") return;
  mustKnow(draft.processes, String(process.value), { kind: "流程", kindEn: "process" }, file, id, report);
}

/** A duty that stands in the calling process must be one of a process that is run together with it. */
function checkCallersDuties(called: readonly ProcessSource[], report: FaultSink): void {
  const tasks = new Set(called.flatMap(({ plan }) => nodesOf(plan).map(({ id }) => id)));
  for (const { file, plan } of called)
    for (const node of nodesOf(plan).filter(isUserTask))
      for (const name of node.separateFrom.filter((each) => each.startsWith(CALLER)))
        if (!tasks.has(name.slice(CALLER.length))) {
          const parameters = { id: name, kind: "环节", kindEn: "task" };
          report(faultOf(file, node.id, "PACK_REFERENCE_UNKNOWN", parameters));
        }
}

const isUserTask = (node: PlanNode): node is UserTask => node.kind === "userTask";

/** Who is told, or is to go on with it, holds a post. */
function checkLadder(
  ladder: readonly Rung[],
  draft: Draft,
  { file, place, report }: { readonly file: string; readonly place: string; readonly report: FaultSink },
): void {
  for (const { to } of ladder)
    if (to?.kind === "literal") mustKnowRoles(String(to.value), draft, { file, place, report });
}

function mustKnowRoles(
  written: string,
  draft: Draft,
  { file, place, report }: { readonly file: string; readonly place: string; readonly report: FaultSink },
): void {
  for (const role of written.split(",").map((each) => each.trim()))
    mustKnow(draft.roles, role, { kind: "角色", kindEn: "role" }, file, place, report);
}

/** What the platform does itself is no outside worker's to take. */
export function checkAdmittedJobs(draft: Draft, report: FaultSink): void {
  for (const type of Object.keys(draft.district?.exchange.jobs ?? {})) {
    if (type !== HTTP_JOB && type !== PHOTO_JOB && !isInnerJob(type)) continue;
    const parameters = {
      found: type,
      expected: "由外部系统办理的作业类型",
      expectedEn: "a type of job that is done outside",
    };
    report(faultOf("district.yaml", `exchange.jobs.${type}`, "PACK_FIELD_WRONG", parameters));
  }
}

/** A matter that begins by itself needs an event to do so, or a register whose records come due. */
export function checkBeginning({ matter, node }: MatterDraft, draft: Draft): void {
  const process = draft.processes?.get(matter.process);
  if (matter.begins === null || process === undefined) return;
  const has = nodesOf(process.plan).some(({ kind, scope }) => kind === "eventStart" && scope === null);
  const parameters = {
    found: matter.process,
    expected: "有消息、信号或定时开始事件的流程",
    expectedEn: "a process with a message, signal or timer start event",
  };
  const registers = [...(draft.registers?.values() ?? [])];
  const byRecords =
    registers.some(({ dues }) => dues.some(({ begins }) => begins === matter.id || namesItself(begins))) ||
    draft.matterDrafts.some(
      ({ matter: { followUp } }) => followUp?.kind === "check" && followUp.check === matter.id,
    );
  // A measure begins where somebody proposes it on a certificate's page.
  const byProposal = matter.result?.kind === "measure";
  if (!has && !byRecords && !byProposal) reportAt(childOf(node, "begins"), "PACK_FIELD_WRONG", parameters);
}

/** A record says itself which matter its day begins (`=matter`), so any may be meant. */
const namesItself = (begins: string | null): boolean => begins?.startsWith("=") === true;

/** Who may end a case and the notice of it must be in the pack. */
export function checkCancellation({ matter, node }: MatterDraft, draft: Draft, report: FaultSink): void {
  const { by = [], notice = null } = matter.cancellation ?? {};
  const place = `${matter.id} cancellation`;
  for (const role of by)
    mustKnow(draft.roles, role, { kind: "角色", kindEn: "role" }, node.file, place, report);
  if (notice !== null)
    mustKnow(
      draft.templates,
      notice.template,
      { kind: "模板", kindEn: "template" },
      node.file,
      place,
      report,
    );
}

/** A state that cases come to stand in and what they come to have names. */
function checkStanding(node: PlanNode, { caseWords }: Draft, file: string, report: FaultSink): void {
  const unnamed = (id: string, kind: string, kindEn: string): void =>
    report(faultOf(file, node.id, "PACK_REFERENCE_UNKNOWN", { id, kind, kindEn }));
  if (node.state !== null && !isNamedState(caseWords, node.state))
    unnamed(node.state, "状态（states.yaml）", "state (states.yaml)");
  const outcome = "outcome" in node && node.outcome?.kind === "literal" ? String(node.outcome.value) : null;
  if (outcome !== null && !isNamedOutcome(caseWords, outcome))
    unnamed(outcome, "结果（states.yaml）", "outcome (states.yaml)");
}

export const nodesOf = (plan: Plan): readonly PlanNode[] => Object.values(plan.nodes);

const isCertificate = (node: PlanNode): boolean => isJobOf(node, "certificate");

/** A service task of one of these types. */
export function isJobOf(node: PlanNode, ...types: readonly string[]): boolean {
  return (
    node.kind === "jobTask" && node.jobType.kind === "literal" && types.includes(String(node.jobType.value))
  );
}

function checkTask(task: UserTask, draft: Draft, file: string, report: FaultSink): void {
  const form = task.formId;
  if (form !== null) mustKnow(draft.forms, form, { kind: "表单", kindEn: "form" }, file, task.id, report);
  const groups = task.candidateGroups;
  if (groups?.kind === "literal")
    mustKnowRoles(String(groups.value), draft, { file, place: task.id, report });
  if (groups === null && task.assignee === null && task.candidateUsers === null)
    report(faultOf(file, task.id, "PACK_FIELD_MISSING", { field: "candidateGroups" }));
}

function checkJob(task: JobTask, draft: Draft, file: string, report: FaultSink): void {
  const { jobType, headers } = task;
  if (jobType.kind !== "literal") return;
  if (jobType.value === PHOTO_JOB) return;
  if (jobType.value === HTTP_JOB) return checkHttpJob(task, draft, file, report);
  const type = INNER_JOB_TYPES.find((each) => each === jobType.value);
  const admitted = Object.keys(draft.district?.exchange.jobs ?? {});
  // One that nobody is admitted to would wait for ever.
  if (type === undefined && draft.district !== undefined && !admitted.includes(String(jobType.value))) {
    const expected = [...INNER_JOB_TYPES, HTTP_JOB, PHOTO_JOB, ...admitted].join(", ");
    const parameters = { found: String(jobType.value), expected, expectedEn: expected };
    report(faultOf(file, task.id, "PACK_FIELD_WRONG", parameters));
  }
  if (
    type === "amend-record" ||
    type === "enter-record" ||
    type === "propose-measure" ||
    type === "read-records"
  ) {
    const { register = "", by } = headers;
    const lookup = draft.registers?.get(register)?.lookup;
    if (type === "read-records" && by !== undefined && lookup?.includes(by) === false) {
      const expected = lookup.join(", ");
      const parameters = { found: by, expected, expectedEn: expected };
      report(faultOf(file, task.id, "PACK_FIELD_WRONG", parameters));
    }
    return mustKnow(draft.registers, register, { kind: "台账", kindEn: "register" }, file, task.id, report);
  }
  if (type !== "document") return;
  const { template } = headers;
  if (template === undefined) report(faultOf(file, task.id, "PACK_FIELD_MISSING", { field: "template" }));
  else mustKnow(draft.templates, template, { kind: "模板", kindEn: "template" }, file, task.id, report);
}
