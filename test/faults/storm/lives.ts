import { randomUUID } from "node:crypto";
import type { JobsAnswer } from "#contract";
import type { Person, ReceiptAnswer } from "../../harness/person.ts";
import { surely, type Crowd, type Told } from "../restless-people.ts";
import type { Book, Entered } from "./book.ts";
import { DISPATCH, ERRAND, JOB_TYPES, PAID, REPORT } from "./district.ts";
import type { Sink } from "./sink.ts";

/** What everybody in the storm shares. */
export type Scene = Pick<Crowd, "gate" | "told"> & {
  readonly book: Book;
  readonly sink: Sink;
  readonly bank: Person;
  readonly chance: () => number;
  /** Opens when there is room for one more open case. */
  readonly room: () => Promise<void>;
};

/** One of so many is never paid. */
const UNPAID_SHARE = 0.02;
const LIFETIME = "P1D";

/** People who apply for errands, one after the other, as long as `more` says so; each is then paid for. */
export async function keepApplying(
  scene: Scene,
  person: Person,
  receipts: Told["receipts"],
  more: () => boolean,
): Promise<void> {
  while (more()) {
    await scene.room();
    const [of, key, paid] = [randomUUID(), randomUUID(), scene.chance() >= UNPAID_SHARE];
    const body = { matter: ERRAND, values: { of }, materials: {} };
    const sent = await surely(scene, () => person.try("POST", "/api/cases", body, key));
    if (sent.status !== 200) {
      scene.told.faults.push(`apply: ${sent.status} ${JSON.stringify(sent.body)}`);
      continue;
    }
    const receipt = sent.body as ReceiptAnswer;
    receipts.push({ ...receipt, key });
    await enter(scene, { of, matter: ERRAND, caseNo: receipt.caseNo, paid });
  }
}

/** Another system, which begins dispatches by messages and pays, before or after the case waits for it. */
export async function keepReporting(scene: Scene, more: () => boolean): Promise<void> {
  while (more()) {
    await scene.room();
    const [of, paid] = [randomUUID(), scene.chance() >= UNPAID_SHARE];
    await say(scene, REPORT, "", { of });
    await enter(scene, { of, matter: DISPATCH, caseNo: null, paid });
  }
}

async function enter(scene: Scene, entered: Entered): Promise<void> {
  scene.book.entered.push(entered);
  if (entered.paid) await say(scene, PAID, entered.of, { amount: 1 });
}

/** Sends a message under one id until it is answered. */
async function say(scene: Scene, name: string, key: string, variables: object): Promise<void> {
  const id = randomUUID();
  const message = { id, name, key, variables, lifetime: LIFETIME };
  const sent = await surely(scene, () => scene.bank.try("POST", "/api/messages", message));
  if (sent.status === 202) scene.book.messages.push(id);
  else scene.told.faults.push(`${name}: ${sent.status} ${JSON.stringify(sent.body)}`);
}

const MOST_JOBS = 8;
const LEASE_SECONDS = 15;
/** Of a hundred jobs so many end in a worker's death after the effect, and so many in a failure before it. */
const DEATH_SHARE = 0.03;
const FAILURE_SHARE = 0.05;

/** A connected system that takes jobs, does them at the sink and says so, until `more` says no. */
export async function keepWorking(scene: Scene, more: () => boolean): Promise<void> {
  while (more()) {
    let any = false;
    for (const type of JOB_TYPES) any = (await workOnce(scene, type)) || any;
    if (!any) await new Promise((resolve) => setTimeout(resolve, 150));
  }
}

type Job = JobsAnswer["jobs"][number];

async function workOnce(scene: Scene, type: string): Promise<boolean> {
  const asked = { type, most: MOST_JOBS, seconds: LEASE_SECONDS };
  const taken = await surely(scene, () => scene.bank.try("POST", "/api/jobs/activate", asked));
  const jobs = (taken.body as JobsAnswer).jobs ?? [];
  await Promise.all(jobs.map((job) => doJob(scene, type, job)));
  return jobs.length > 0;
}

/** The effect first, then the answer: whoever dies between the two leaves it to be brought again under its key. */
async function doJob(scene: Scene, type: string, job: Job): Promise<void> {
  const { caseNo, id, lease, retries, variables } = job;
  const path = `/api/jobs/${caseNo}/${id}`;
  const fate = scene.chance();
  if (fate < FAILURE_SHARE) {
    const held = { type, lease, retries: retries - 1, message: "busy", retryAt: "2020-01-01T00:00:00Z" };
    const failed = await surely(scene, () => scene.bank.try("POST", `${path}/fail`, held));
    if (isAnswer(scene, path, failed)) scene.book.failed += 1;
    return;
  }
  const key = `${caseNo}/${id}`;
  await scene.sink.deliver({ key, of: String(variables["of"]), what: String(variables["what"]) });
  if (fate < FAILURE_SHARE + DEATH_SHARE) {
    scene.book.died += 1;
    return;
  }
  const held = { type, lease, variables: {} };
  const ended = await surely(scene, () => scene.bank.try("POST", `${path}/complete`, held));
  if (isAnswer(scene, path, ended)) scene.book.ended.add(key);
}

/** True where the job was ended by this; a lease that a kill or a slow answer cost is given up. */
function isAnswer(
  scene: Scene,
  path: string,
  sent: { readonly status: number; readonly body: unknown },
): boolean {
  if (sent.status !== 200 && sent.status !== 409)
    scene.told.faults.push(`${path}: ${sent.status} ${JSON.stringify(sent.body)}`);
  return sent.status === 200;
}
