import { randomUUID } from "node:crypto";
import { endJob, type CaseWork, type JobEnd } from "#cases";
import { instantFromMillis, millisOf, type JsonObject, type Problem, type Result } from "#kernel";
import { DatabaseAway, systemContext, takeJobs, type Store, type TakenJob } from "#store";

/**
 * What the platform itself does as a job: from the job to its variables. Errors: why it could not, which counts as
 * one failed try. It must be idempotent by case and job: a worker that died leaves it to be done again.
 */
export type JobWorker = (job: TakenJob) => Promise<Result<JsonObject, Problem>>;

/** Job workers in this process by the type of job they do. */
export type JobWorkers = Readonly<Record<string, JobWorker>>;

const AT_ONCE = 10;
const LEASE_MS = 60_000;

/** Does the jobs that wait for a worker of this process; answers whether more may be waiting. */
export async function workJobs(
  store: Store,
  work: CaseWork,
  workers: JobWorkers,
  refused: (job: TakenJob, problem: Problem) => void,
): Promise<boolean> {
  let more = false;
  for (const [type, worker] of Object.entries(workers)) {
    const now = work.now();
    const until = instantFromMillis(millisOf(now) + LEASE_MS);
    const claim = { type, most: AT_ONCE, lease: randomUUID(), now, until, inside: true };
    const jobs = await takeJobs(store, systemContext(work.pack.code), claim);
    more ||= jobs.length === AT_ONCE;
    for (const job of jobs) {
      const end = await endOf(worker, job);
      const { caseNo, id, lease } = job;
      const ended = await endJob(work, { caseNo, job: id, lease, worker: type }, end);
      if (!ended.ok) refused(job, ended.error);
    }
  }
  return more;
}

async function endOf(worker: JobWorker, job: TakenJob): Promise<JobEnd> {
  const retries = job.retries - 1;
  try {
    const done = await worker(job);
    if (done.ok) return { how: "complete", variables: done.value };
    return { how: "fail", retries, message: done.error.message.zh };
  } catch (fault) {
    // That is no failed try: the job comes back when its lease ends.
    if (fault instanceof DatabaseAway) throw fault;
    return { how: "fail", retries, message: fault instanceof Error ? fault.message : String(fault) };
  }
}
