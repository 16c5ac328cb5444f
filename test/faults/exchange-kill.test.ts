import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import { afterEach, expect, it } from "vitest";
import type { JobsAnswer, MessageAnswer } from "#contract";
import { auditLedger, type Store } from "#store";
import { mapped, packFolder } from "../exchange/exchange-house.ts";
import { signInAs, type Person } from "../harness/person.ts";
import { onEachDatabase } from "../harness/test-platform.ts";
import { element, end, flows } from "../support/bpmn.ts";
import { catching, eventsXml, start, startless, throwing } from "../support/events.ts";
import { chanceOf, KILLS, SEED } from "./chance.ts";
import { startMortalServer } from "./mortal-server.ts";
import { gate, nothingTold, surely, type Crowd } from "./restless-people.ts";

/** Begins by a report, looks something up, waits to be paid, and tells another matter. */
const TRADE = startless(
  eventsXml(
    [
      start("m", "message report", mapped("of of")),
      element("serviceTask", "j", {
        extensions: `<zeebe:taskDefinition type="lookup" retries="50"/>${mapped("credit credit")}`,
      }),
      catching("c", "message paid", mapped("amount amount")),
      throwing("th", "message echo"),
      end(),
    ],
    flows("m j", "j c", "c th", "th e"),
    ["message report", "message paid =of", "message echo =of"],
    "trade",
  ),
);
const ECHO = startless(
  eventsXml([start("m", "message echo"), end()], flows("m e"), ["message echo"], "echo"),
);

/** The server's own kills are many (kill.test.ts); here it is what they meet that differs. */
const MOST_KILLS = Math.min(KILLS, 10);

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

onEachDatabase("messages and jobs under kills", (database) => {
  const undo: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const each of undo.splice(0).toReversed()) await each();
  });

  it(`are neither lost nor doubled after ${MOST_KILLS} kills (seed ${SEED})`, async () => {
    const trades = { trade: { xml: TRADE, begins: {} }, echo: { xml: ECHO, begins: {} } };
    const admitted = { report: ["connector"], paid: ["connector"] };
    const district = await packFolder(trades, { messages: admitted, jobs: { lookup: ["connector"] } });
    undo.push(() => rm(district, { recursive: true, force: true }));
    const server = await startMortalServer(database, undo, { district });
    const bank = await signInAs(server.url, "bank");
    const line = gate();
    const crowd = { gate: line, told: nothingTold() };
    const life: Life = { goingOn: true, paid: [] };
    const living = Promise.all([
      ...[1, 2].map(() => keepSending(crowd, bank, life)),
      ...[1, 2].map(() => keepWorking(crowd, bank, life)),
    ]);
    living.catch(() => undefined); // Told when it is waited for; until then the server is killed.
    const chance = chanceOf(SEED);
    for (let count = 0; count < MOST_KILLS; count += 1) {
      const enough = crowd.told.answered + 1 + Math.floor(chance() * 12);
      const limit = performance.now() + 10_000;
      while (crowd.told.answered < enough && performance.now() < limit) await wait(10);
      await wait(chance() * 120);
      const restart = await server.kill();
      line.shut();
      await restart();
      line.up();
    }
    life.goingOn = false;
    await living;
    await untilAllPaid(crowd, bank, life);
    const store = await server.stopAndOpen();
    const { unanswered, faults } = crowd.told;
    process.stderr.write(
      `${database}, seed ${SEED}, ${MOST_KILLS} kills: ${life.paid.length} traded, ${unanswered} requests unanswered and sent again\n`,
    );
    expect(faults, `seed ${SEED}`).toEqual([]);
    expect(await wrongs(store, life.paid.length), `seed ${SEED}`).toEqual([]);
    expect(unanswered, `seed ${SEED}: no kill met a request`).toBeGreaterThan(0);
    expect(life.paid.length).toBeGreaterThan(0);
    // Twenty starts of a server, each of which may take half a minute on a busy machine.
  }, 1_200_000);
});

type Line = Pick<Crowd, "gate" | "told">;
type Life = { goingOn: boolean; readonly paid: string[] };

/** Sends a report and, before or after the case waits for it, the payment: each under its own id until answered. */
async function keepSending(line: Line, bank: Person, life: Life): Promise<void> {
  while (life.goingOn) {
    const of = randomUUID();
    for (const [name, key, variables] of [
      ["report", "", { of }],
      ["paid", of, { amount: 1 }],
    ] as const) {
      const id = randomUUID();
      const message = { id, name, key, variables, lifetime: "P1D" };
      const sent = await surely(line, () => bank.try("POST", "/api/messages", message));
      if (sent.status !== 202) line.told.faults.push(`${name}: ${sent.status} ${JSON.stringify(sent.body)}`);
      if (name === "paid") life.paid.push(id);
    }
    await wait(20);
  }
}

/** Takes jobs and ends them; every third fails first. A lease that a kill or a slow answer cost is given up. */
async function keepWorking(line: Line, bank: Person, life: Life): Promise<void> {
  for (let count = 0; life.goingOn; count += 1)
    if (!(await workOnce(line, bank, count % 3 === 2))) await wait(100);
}

/** Answers whether there was anything to do. */
async function workOnce(line: Line, bank: Person, fails: boolean): Promise<boolean> {
  const asked = { type: "lookup", most: 3, seconds: 5 };
  const taken = await surely(line, () => bank.try("POST", "/api/jobs/activate", asked));
  const jobs = (taken.body as JobsAnswer).jobs ?? [];
  for (const { caseNo, id, lease, retries } of jobs) {
    const held = { type: "lookup", lease, variables: { credit: "A" } };
    const failing = { ...held, retries: retries - 1, message: "busy", retryAt: "2020-01-01T00:00:00Z" };
    const path = `/api/jobs/${caseNo}/${id}/${fails ? "fail" : "complete"}`;
    const ended = await surely(line, () => bank.try("POST", path, fails ? failing : held));
    if (ended.status !== 200 && ended.status !== 409)
      line.told.faults.push(`${path}: ${ended.status} ${JSON.stringify(ended.body)}`);
  }
  return jobs.length > 0;
}

/** What the kills interrupted is taken again: leases run out, orders are claimed anew. */
async function untilAllPaid(line: Line, bank: Person, { paid }: Life): Promise<void> {
  const waiting = new Set(paid);
  const limit = performance.now() + 240_000;
  while (waiting.size > 0 && performance.now() < limit) {
    await workOnce(line, bank, false);
    for (const id of waiting) {
      const { status } = await bank.get<MessageAnswer>(`/api/messages/${id}`);
      if (status === "delivered") waiting.delete(id);
    }
    if (waiting.size > 0) await wait(300);
  }
  // What the last of them throw is on its way.
  await wait(2000);
}

const ask = <Row extends Record<string, unknown>>(store: Store, sql: string): Promise<readonly Row[]> =>
  store.database.asOwner((owner) => owner.query<Row>(sql));

/** Every trade must have begun once, been looked up, paid and echoed once, and have ended. */
async function wrongs(store: Store, sent: number): Promise<readonly string[]> {
  const cases = await ask<{ id: string; matter: string; status: string; kinds: readonly string[] }>(
    store,
    `select id, matter, status, (select array_agg(kind order by seq) from entry e
        where e.subject = c.id and e.kind <> 'failJob') as kinds from case_file c`,
  );
  const whole = { trade: "start,completeJob,correlateMessage", echo: "start" } as const;
  const of = (matter: string) => cases.filter((each) => each.matter === matter);
  const left = await ask<{ id: string; kind: string }>(
    store,
    "select id, kind from outbox where kind not in ('sealDocument')",
  );
  const undelivered = await ask<{ id: string }>(store, "select id from message where status <> 'delivered'");
  return [
    ...(["trade", "echo"] as const).flatMap((matter) =>
      of(matter).length === sent ? [] : [`${of(matter).length} cases of ${matter} for ${sent} reports`],
    ),
    ...cases.flatMap(({ id, matter, status, kinds }) =>
      status === "completed" && kinds.join() === whole[matter as "trade" | "echo"]
        ? []
        : [`${id} (${matter}) is ${status} after ${kinds.join()}`],
    ),
    ...left.map(({ id, kind }) => `the order ${id} (${kind}) was not carried out`),
    ...undelivered.map(({ id }) => `the message ${id} reached nobody`),
    ...(await auditLedger(store)).faults.map((fault) => `audit: ${JSON.stringify(fault)}`),
  ];
}
