import { randomUUID } from "node:crypto";
import { endJob, type CaseWork, type HeldJob, type JobEnd } from "#cases";
import { instantFromMillis, millisOf, type Problem } from "#kernel";
import { DatabaseAway, systemContext, takeJobs, type HeaderShare, type Store, type TakenJob } from "#store";
import { inLanes } from "./in-lanes.ts";

/**
 * What the platform itself does as a job: from the job to how it ended; null leaves it undone, to come back with its
 * lease. What it throws counts as one failed try. It must be idempotent by case and job: a worker that died leaves it
 * to be done again.
 */
export type JobWorker = (job: TakenJob) => Promise<JobEnd | null>;

/** Job workers in this process by the type of job they do. */
export type JobWorkers = Readonly<Record<string, JobWorker>>;

/** Done side by side, as most of a job's time is waiting for somebody's answer. */
const AT_ONCE = 10;
const LEASE_MS = 60_000;
/** The job is another's now, or somebody was faster: it is told, and looked at again. */
const OVERTAKEN = new Set(["JOB_LEASE_LOST", "STALE_VERSION"]);

/** What jobs are told to when their case refuses how they ended. */
type Refused = (job: TakenJob, problem: Problem) => void;

/** Does jobs of a type, or a share of them, that wait for a worker of this process; answers whether more may wait. */
export async function workJobs(
  store: Store,
  work: CaseWork,
  [type, worker]: readonly [string, JobWorker],
  refused: Refused,
  header?: HeaderShare,
): Promise<boolean> {
  const now = work.now();
  const until = instantFromMillis(millisOf(now) + LEASE_MS);
  const claim = {
    type,
    most: AT_ONCE,
    lease: randomUUID(),
    now,
    until,
    inside: true,
    ...(header === undefined ? {} : { header }),
  };
  const jobs = await takeJobs(store, systemContext(work.pack.code), claim);
  await inLanes(jobs, AT_ONCE, async (job) => {
    const end = await endOf(worker, job);
    if (end !== null) await settle(work, job, end, refused);
  });
  return jobs.length === AT_ONCE;
}

async function endOf(worker: JobWorker, job: TakenJob): Promise<JobEnd | null> {
  try {
    return await worker(job);
  } catch (fault) {
    // That is no failed try: the job comes back when its lease ends.
    if (fault instanceof DatabaseAway) throw fault;
    const message = fault instanceof Error ? fault.message : String(fault);
    return { how: "fail", retries: job.retries - 1, message };
  }
}

/** What the case cannot take is a failure of the job: done again it would be answered the same. */
async function settle(work: CaseWork, job: TakenJob, end: JobEnd, refused: Refused): Promise<void> {
  const held: HeldJob = { caseNo: job.caseNo, job: job.id, lease: job.lease, worker: job.type };
  const ended = await endJob(work, held, end);
  if (ended.ok) return;
  refused(job, ended.error);
  if (OVERTAKEN.has(ended.error.code) || end.how === "fail") return;
  const failed = await endJob(work, held, { how: "fail", retries: 0, message: ended.error.message.zh });
  if (!failed.ok) refused(job, failed.error);
}
