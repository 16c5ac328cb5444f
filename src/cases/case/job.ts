import type { CaseEvent, CaseState, LinkedPlan, OpenJob } from "#engine";
import type { Matter } from "#district";
import type { JsonObject, Problem, Result } from "#kernel";
import type { PersonalRow, RecordChange } from "#registers";
import type { CaseIdentity } from "./case-head.ts";
import type { CaseWork } from "./case-work.ts";
import type { OutsideAnswers } from "./facts-ports.ts";
import type { CaseTransaction, NewDocument, OutboxItem, StoredCase } from "./ports.ts";

/** One event on one case, with what its jobs may need. */
export type EventRun = {
  readonly matter: Matter;
  readonly plan: LinkedPlan;
  readonly identity: CaseIdentity;
  readonly before: StoredCase | null;
  readonly event: CaseEvent;
  /** The form with its personal fields, for the certificate and the notices that print them. */
  readonly personal: JsonObject;
  /** What systems outside answered before the transaction, for the facts of a rule. */
  readonly outside?: OutsideAnswers;
  /** A notice that the event itself calls for, where no element of the process does. */
  readonly document?: Pick<OpenJob, "headers" | "variables">;
};

/** What a job carried out inside the transaction brings forth. */
export type JobResult = {
  readonly variables: JsonObject;
  readonly documents: readonly NewDocument[];
  readonly outbox: readonly OutboxItem[];
  readonly records: readonly RecordChange[];
  /** Personal fields of these records. */
  readonly personal: readonly PersonalRow[];
};

/** A job as it is carried out: the case's state at that moment, and the event's time. */
export type JobCall = Omit<EventRun, "event" | "before" | "document"> & {
  readonly job: OpenJob;
  readonly state: CaseState;
} & Pick<CaseEvent, "at" | "actor">;

/** A service task carried out inside the deciding transaction (ADR 4). */
export type JobWork = (
  work: CaseWork,
  transaction: CaseTransaction,
  call: JobCall,
) => Promise<Result<JobResult, Problem>>;
