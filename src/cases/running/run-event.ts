import { factsOfCase } from "#district";
import { step, type CaseEvent, type Effect, type Mark, type OpenJob } from "#engine";
import { ok, type JsonObject, type Problem, type Result } from "#kernel";
import type { NewEntry, PersonalRow, RecordChange } from "#registers";
import { askedOrgans, withAsked } from "../case/asked-organs.ts";
import { AMEND_RECORD, amendRecord } from "../results/amend-record-job.ts";
import { caseHead } from "../case/case-head.ts";
import type { CaseWork } from "../case/case-work.ts";
import { isRefusedResult, issueCertificate } from "../results/certificate-job.ts";
import { issueDocument } from "../printing/document-job.ts";
import { askFacts } from "../instant/facts-job.ts";
import { exchangeOrders } from "../case/exchange-orders.ts";
import type { EventRun, JobResult, JobWork } from "../case/job.ts";
import { DRAW, drawByLot } from "../results/draw-job.ts";
import { ENTER_RECORD, enterRecord } from "../results/enter-record-job.ts";
import { stateNotices } from "../case/holder-notices.ts";
import { addRecords, withPending } from "./pending-records.ts";
import { netEffects } from "./net-effects.ts";
import { toldOfActs } from "./told-of-acts.ts";
import { keepVerdict } from "../instant/verdict-job.ts";
import { JUDGE_TRACK, judgeTrackJob } from "../results/judge-track-job.ts";
import { PROPOSE_MEASURE, proposeMeasureByJob } from "../results/propose-measure-job.ts";
import { READ_RECORDS, readRecords } from "../results/read-records-job.ts";
import type { CaseTransaction, Commit, NewDocument, OutboxItem } from "../case/ports.ts";

/** Service tasks whose answer is a part of the decision itself (ADR 4); any other type goes to a worker. */
const INNER_JOBS: Readonly<Record<string, JobWork>> = {
  document: issueDocument,
  certificate: issueCertificate,
  facts: askFacts,
  verdict: keepVerdict,
  [DRAW]: drawByLot,
  [AMEND_RECORD]: amendRecord,
  [ENTER_RECORD]: enterRecord,
  [PROPOSE_MEASURE]: proposeMeasureByJob,
  [JUDGE_TRACK]: judgeTrackJob,
  [READ_RECORDS]: readRecords,
};

/** Whether what a step calls is a part of the decision itself: such a step needs a transaction around it. */
export const callsInnerJob = (effects: readonly Effect[]): boolean =>
  effects.some((effect) => effect.kind === "callJob" && Object.hasOwn(INNER_JOBS, effect.job.type));

/** What jobs have brought forth so far. */
type Made = {
  readonly documents: NewDocument[];
  readonly outbox: OutboxItem[];
  records: readonly RecordChange[];
  readonly personal: PersonalRow[];
};

/**
 * Runs an event and every inner job that it calls, until the case waits again. Nothing is kept yet: the
 * answer is the commit to make. Errors: those of the engine; what stands against a result that a person decides
 * (isRefusedResult); any other job that cannot be done becomes a failure of the case for a person to resolve, not an
 * error. `transaction` may be null where the caller has seen that the
 * event calls no inner job.
 */
export async function runEvent(
  work: CaseWork,
  transaction: CaseTransaction | null,
  run: EventRun,
): Promise<Result<Commit, Problem>> {
  const { at } = run.event;
  const events: CaseEvent[] = [run.event];
  const entries: NewEntry[] = [];
  const marks: Mark[] = [];
  const effects: Effect[] = [];
  const made: Made = { documents: [], outbox: [], records: [], personal: [] };
  let state = run.before?.state ?? null;
  for (let event = events.shift(); event !== undefined; event = events.shift()) {
    const stepped = step(run.plan, state, event);
    if (!stepped.ok) return stepped;
    state = stepped.value.state;
    for (const entry of stepped.value.entries) {
      marks.push(...entry.marks);
      entries.push({
        at: event.at,
        actor: event.actor,
        kind: entry.kind,
        data: entry as unknown as JsonObject,
      });
    }
    for (const effect of stepped.value.effects) {
      effects.push(effect);
      const inner = effect.kind === "callJob" ? INNER_JOBS[effect.job.type] : undefined;
      if (effect.kind !== "callJob" || inner === undefined) continue;
      if (transaction === null) throw new Error(`${effect.job.type} needs a transaction`);
      const call = { ...run, job: effect.job, state, at, actor: event.actor };
      const done = await inner(work, withPending(transaction, made.records), call);
      // Who decides by hand is told what stands against it and decides otherwise; nothing of the decision is kept.
      if (!done.ok && run.event.actor.kind === "person" && isRefusedResult(done.error)) return done;
      events.push(jobAnswer(effect.job, at, done));
      effects.push({ kind: "cancelJob", job: effect.job.id });
      if (!done.ok) continue;
      made.documents.push(...done.value.documents);
      made.outbox.push(...done.value.outbox);
      made.records = addRecords(made.records, done.value.records);
      made.personal.push(...done.value.personal);
    }
  }
  if (state === null) throw new Error("an event left no state");
  if (run.document !== undefined && transaction !== null) {
    const { actor, kind } = run.event;
    const job: OpenJob = { id: kind, element: kind, type: "document", retries: 0, ...run.document };
    const issued = await issueDocument(work, transaction, { ...run, job, state, at, actor });
    if (!issued.ok) return issued;
    made.documents.push(...issued.value.documents);
    made.outbox.push(...issued.value.outbox);
  }
  const { identity, matter } = run;
  const net = netEffects(effects);
  const expectedVersion = run.before?.version ?? 0;
  const asked = askedOrgans(work.pack, identity, net);
  const change = {
    kind: "case" as const,
    id: identity.caseNo,
    expectedVersion,
    entries,
    state,
    head: caseHead(
      identity,
      state,
      work.pack.calendar,
      at,
      withAsked(run.before?.head.otherOrgans ?? [], asked),
      factsOfCase(matter, state.variables, at),
    ),
    effects: net,
    asked,
  };
  const ordering = { matter, identity, step: expectedVersion + entries.length, at };
  const { records, outbox, documents, personal } = made;
  return ok({
    changes: [change, ...records],
    documents,
    outbox: [
      ...outbox,
      ...records.flatMap((each) => stateNotices(work.pack, each, at)),
      ...exchangeOrders(ordering, net, documents, toldOfActs(marks, state, identity, documents)),
    ],
    personal,
    files: [],
  });
}

function jobAnswer(job: OpenJob, at: CaseEvent["at"], done: Result<JobResult, Problem>): CaseEvent {
  const actor = { kind: "system", name: job.type } as const;
  return done.ok
    ? { kind: "completeJob", job: job.id, variables: done.value.variables, at, actor }
    : { kind: "failJob", job: job.id, retries: 0, message: done.error.message.zh, at, actor };
}
