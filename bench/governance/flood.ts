import { performance } from "node:perf_hooks";
import { setTimeout as pause } from "node:timers/promises";
import type {
  BatchAnswer,
  BatchList,
  CaseAnswer,
  ChannelsAnswer,
  FusionAnswer,
  IndicatorRecordsAnswer,
} from "#contract";
import { auditLedger, type Store } from "#store";
import { handleWhole } from "../../test/harness/incidents.ts";
import { signInAs, type Person } from "../../test/harness/person.ts";
import { waits } from "../harness/statistics.ts";
import { newKey, reportBy, toldTo, type Channel, type Desk, type Sent } from "./reporters.ts";

/** So many at most are merged by one batch: a page to read before signing. */
const A_BATCH = 100;
const SENDERS = 6;
/** One network address may send so many reports in an hour (`perAddress` of channels.yaml). */
const AN_ADDRESS = 20;
const REPLY = "垃圾已由街道清运，地面已清扫";
const PATIENCE_MS = 3_600_000;

/** What came of a flood of reports of one event. */
export type Flooded = {
  readonly reports: number;
  readonly reportMs: readonly number[];
  readonly reportSeconds: number;
  readonly proposalMs: readonly number[];
  readonly mergeSeconds: number;
  readonly answerSeconds: number;
  readonly refused: number;
};

/** A server over a store that has no incident but those of the flood. */
export type Flooding = { readonly url: string; readonly store: Store };

/**
 * So many people, systems and devices report one event over HTTP, under the ceilings that stand; a registrar merges
 * them by batches, the event is handled once, and every reporter is answered. Throws where a report is lost, doubled,
 * counted by itself or left without an answer, or the ledger is not sound.
 */
export async function flood({ url, store }: Flooding, many: number): Promise<Flooded> {
  const people = new Map<string, Promise<Person>>();
  const as = (login: string): Promise<Person> => {
    const known = people.get(login) ?? signInAs(url, login);
    people.set(login, known);
    return known;
  };
  const desk: Desk = { url, keys: await keysOf(await as("admin")) };
  const began = performance.now();
  const { sent, refused, proposalMs } = await reportAll(desk, many, () => as("registrar"));
  const reportSeconds = (performance.now() - began) / 1000;
  await mustCount(store, "of one report each", { cases: many });
  const numbers = new Set(sent.map(({ caseNo }) => caseNo));
  if (numbers.size !== many) throw new Error(`${many} reports were told ${numbers.size} cases`);

  const [first, ...others] = [...numbers].toSorted();
  if (first === undefined) throw new Error("nothing was reported");
  await handleWhole(as, first, REPLY, ["register", "dispatch"]);
  const merging = performance.now();
  await mergeAll(await as("registrar"), first, others);
  const mergeSeconds = (performance.now() - merging) / 1000;
  await mustCount(store, "merged into the first", { cases: many, merged: many - 1, into: 1 });
  await mustCountOnce(await as("leader"), first);

  await handleWhole(as, first, REPLY, ["handle", "verify", "close"]);
  const answering = performance.now();
  await untilAnswered(store, first);
  const answerSeconds = (performance.now() - answering) / 1000;
  await mustBeAnswered(desk, sent, first);
  await mustCountOnce(await as("leader"), first);
  const { faults } = await auditLedger(store);
  if (faults.length > 0) throw new Error(`the audit found ${JSON.stringify(faults.slice(0, 3))}`);
  const reportMs = sent.map(({ milliseconds }) => milliseconds);
  return { reports: many, reportMs, reportSeconds, proposalMs, mergeSeconds, answerSeconds, refused };
}

async function keysOf(admin: Person): Promise<Desk["keys"]> {
  const { senders } = await admin.get<ChannelsAnswer>("/api/admin/channels");
  return Object.fromEntries(senders.map(({ id, key }) => [id, key]));
}

/** Of twenty reports three quarters come by 随手拍, the others by the hotline, another application and a camera. */
const channelOf = (number: number): Channel =>
  (["hotline", "open311", "device", "hotline", "open311"] as const)[number % 20] ?? "public";

async function reportAll(desk: Desk, many: number, registrar: () => Promise<Person>) {
  const sent: Sent[] = [];
  const proposalMs: number[] = [];
  let next = 0;
  let refused = 0;
  let addresses = 0;
  const address = (): string => {
    addresses += 1;
    return `127.1.${addresses >> 8}.${addresses & 255}`;
  };
  /** Somebody at an address who, when it has sent as much as it may, goes on from another under the same key. */
  const send = async (): Promise<void> => {
    for (let from = address(); next < many;) {
      const number = next;
      next += 1;
      const channel = channelOf(number);
      const asked = { key: newKey(channel, number), number, twice: number % 7 === 0 };
      let taken = await reportBy(desk, channel, { ...asked, from });
      if (taken === null) {
        refused += 1;
        from = address();
        taken = await reportBy(desk, channel, { ...asked, from });
      }
      if (taken === null) throw new Error(`${from} was refused its first report`);
      sent.push(taken);
      if (number % 50 === 49) proposalMs.push(await lookAt(await registrar(), taken.caseNo));
    }
  };
  await Promise.all(Array.from({ length: SENDERS }, send));
  // The ceilings stood: nobody could have sent so much by 随手拍 from so few addresses otherwise.
  const byPublic = sent.filter(({ channel }) => channel === "public").length;
  if (byPublic > addresses * AN_ADDRESS) throw new Error(`${byPublic} reports from ${addresses} addresses`);
  return { sent, refused, proposalMs };
}

/** Asks what a report may be one event with, in the middle of the flood; answers the milliseconds it took. */
async function lookAt(registrar: Person, caseNo: string): Promise<number> {
  const began = performance.now();
  const { proposals } = await registrar.get<FusionAnswer>(`/api/cases/${caseNo}/fusion`);
  if (proposals.length === 0) throw new Error(`nothing is proposed for ${caseNo}`);
  return performance.now() - began;
}

async function mergeAll(registrar: Person, main: string, others: readonly string[]): Promise<void> {
  for (let from = 0; from < others.length; from += A_BATCH) {
    const part = others.slice(from, from + A_BATCH);
    const page = await registrar.get<CaseAnswer>(`/api/cases/${part[0]}`);
    const task = page.tasks.find(({ element }) => element === "Task_Register")?.id;
    const asked = {
      tasks: part.map((caseNo) => ({ caseNo, task })),
      values: { registerOutcome: "merge", mainCase: main },
    };
    const preview = await mustBatch(registrar, "preview", asked);
    const unready = preview.lines.find(({ status }) => status !== "ready");
    if (unready !== undefined) throw new Error(`not to be merged: ${JSON.stringify(unready).slice(0, 300)}`);
    await mustBatch(registrar, `${preview.id}/run`);
    await untilRun(registrar, preview.id);
    const { lines } = await registrar.get<BatchAnswer>(`/api/desk/batches/${preview.id}`);
    const undone = lines.filter((line) => line.status !== "done");
    if (undone.length > 0) throw new Error(`not merged: ${JSON.stringify(undone[0]).slice(0, 300)}`);
  }
}

/** Looks at the list of batches, as its page does where the news does not come. */
async function untilRun(registrar: Person, id: string): Promise<void> {
  for (const end = performance.now() + PATIENCE_MS; performance.now() < end; await pause(300)) {
    const { items } = await registrar.get<BatchList>("/api/desk/batches");
    if (items.find((each) => each.id === id)?.status === "done") return;
  }
  throw new Error(`batch ${id} did not end`);
}

async function mustBatch(person: Person, path: string, body: object = {}): Promise<BatchAnswer> {
  const answered = await person.try("POST", `/api/desk/batches/${path}`, body);
  if (answered.status !== 200)
    throw new Error(`${path}: ${answered.status} ${JSON.stringify(answered.body).slice(0, 300)}`);
  return answered.body as BatchAnswer;
}

/** So many cases; so many of them merged, and into so many. */
async function mustCount(
  store: Store,
  what: string,
  due: { readonly cases: number; readonly merged?: number; readonly into?: number },
): Promise<void> {
  const [counted] = await store.database.asOwner((owner) =>
    owner.query<{ cases: number; merged: number; into: number }>(
      `select count(*)::integer as cases, count(merged_into)::integer as merged,
              count(distinct merged_into)::integer as into
         from case_file where matter = 'incident'`,
    ),
  );
  const right = { merged: 0, into: 0, ...due };
  if (counted?.cases !== right.cases || counted.merged !== right.merged || counted.into !== right.into)
    throw new Error(`${what}: ${JSON.stringify(counted)}, not ${JSON.stringify(right)}`);
}

/** The figure of reports opens the event alone, once what counts has caught up. */
async function mustCountOnce(leader: Person, main: string): Promise<void> {
  let counted: readonly string[] = [];
  for (const end = performance.now() + PATIENCE_MS; performance.now() < end; await pause(1_000)) {
    const { items } = await leader.get<IndicatorRecordsAnswer>("/api/indicators/incidents-reported/records");
    counted = items.map(({ caseNo }) => caseNo ?? "");
    if (counted.length === 1 && counted[0] === main) return;
  }
  throw new Error(`counted ${counted.length} times, ${counted[0]} first`);
}

/** Waits until everything that was merged is over and every answer that was ordered is sealed. */
async function untilAnswered(store: Store, main: string): Promise<void> {
  let left = { open: -1, unsealed: -1 };
  for (const end = performance.now() + PATIENCE_MS; performance.now() < end; await pause(1_000)) {
    const [row] = await store.database.asOwner((owner) =>
      owner.query<{ open: number; unsealed: number }>(
        `select (select count(*) from case_file where merged_into = $1 and closed_at is null)::integer as open,
                (select count(*) from document where status <> 'ready')::integer as unsealed`,
        [main],
      ),
    );
    left = row ?? left;
    if (left.open === 0 && left.unsealed === 0) return;
  }
  throw new Error(`left: ${JSON.stringify(left)}`);
}

/** Everybody who can be answered has the answer, each by the way that they reported. */
async function mustBeAnswered(desk: Desk, sent: readonly Sent[], main: string): Promise<void> {
  let next = 0;
  const ask = async (_: unknown, client: number): Promise<void> => {
    for (let one = sent[next++]; one !== undefined; one = sent[next++]) {
      const told = await toldTo(desk, one, `127.2.${client}.${next % 250}`);
      const right = told === null || (told.reply === REPLY && (told.over || one.caseNo === main));
      if (!right) throw new Error(`${one.channel} ${one.key} was told ${JSON.stringify(told)}`);
    }
  };
  await Promise.all(Array.from({ length: SENDERS }, ask));
}

/** What a row of the bench tells of a flood. */
export function figuresOf(flooded: Flooded): Readonly<Record<string, number>> {
  const { reports, reportSeconds, reportMs, proposalMs, mergeSeconds, answerSeconds, refused } = flooded;
  const { p50, p95, p99 } = waits(reportMs);
  return {
    reports,
    refused,
    perSecond: reports / reportSeconds,
    p50,
    p95,
    p99,
    proposal: waits(proposalMs).p95,
    merged: (reports - 1) / mergeSeconds,
    answered: reports / answerSeconds,
  };
}
