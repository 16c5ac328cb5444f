import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import type { BatchAnswer, DeskPage } from "#contract";
import { expectOk } from "#kernel";
import { auditLedger, openStore, type Store } from "#store";
import { mapped, packFolder } from "../exchange/exchange-house.ts";
import { startChildServer } from "../harness/child-server.ts";
import { signInAs, type Person } from "../harness/person.ts";
import { freshServerDatabase } from "../../src/store/fresh-database.ts";
import { freePort, onEachDatabase } from "../harness/test-platform.ts";
import { end, flows, user } from "../support/bpmn.ts";
import { eventsXml, start, startless } from "../support/events.ts";
import { chanceOf, KILLS, SEED } from "./chance.ts";
import { gate, nothingTold, surely, type Crowd } from "./restless-people.ts";

/** Begins by a report and waits for a clerk to hand something over; its form may be filled in once for many. */
const HANDING = startless(
  eventsXml(
    [
      start("m", "message report", mapped("of of")),
      user(
        "hand",
        '<zeebe:formDefinition formId="delivery"/><zeebe:assignmentDefinition candidateGroups="clerk"/>',
      ),
      end(),
    ],
    flows("m hand", "hand e"),
    ["message report"],
    "handing",
  ),
);
const CASES = 200;
const AT_ONCE = 20;
const MOST_KILLS = Math.min(KILLS, 10);

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

onEachDatabase("batches under kills", (database) => {
  const undo: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const each of undo.splice(0).toReversed()) await each();
  });

  it(`go on where they were and do nothing twice after ${MOST_KILLS} kills (seed ${SEED})`, async () => {
    const data = await mkdtemp(join(tmpdir(), "yiwang-kill-"));
    undo.push(() => rm(data, { recursive: true, force: true }));
    const district = await packFolder(
      { handing: { xml: HANDING, begins: {} } },
      { messages: { report: ["connector"] } },
    );
    undo.push(() => rm(district, { recursive: true, force: true }));
    const fresh = database === "PostgreSQL" ? await freshServerDatabase() : undefined;
    if (fresh !== undefined) undo.push(fresh.drop);
    const place = {
      port: await freePort(),
      data,
      district,
      ...(fresh === undefined ? {} : { databaseUrl: fresh.url }),
    };
    let server = await startChildServer(place);
    undo.push(() => server.kill());
    const line = { gate: gate(), told: nothingTold() };
    const clerk = await signInAs(server.url, "clerk");
    await beginCases(await signInAs(server.url, "bank"));
    const tasks = await waitingTasks(clerk);
    const ids: string[] = [];
    const deliveredOn = Temporal.Now.plainDateISO("Asia/Shanghai").toString();
    for (let from = 0; from < CASES; from += AT_ONCE) {
      const values = { deliveredTo: "何志军", deliveredOn };
      const asked = { tasks: tasks.slice(from, from + AT_ONCE), values };
      const preview = await clerk.try("POST", "/api/desk/batches/preview", asked);
      expect([preview.status, preview.body]).toEqual([200, expect.anything()]);
      const { id, lines } = preview.body as BatchAnswer;
      expect(lines.filter(({ status }) => status === "ready").length).toBe(AT_ONCE);
      ids.push(id);
    }

    const chance = chanceOf(SEED);
    let underWay = 0;
    for (const [count, id] of ids.entries()) {
      const ran = await surely(line, () => clerk.try("POST", `/api/desk/batches/${id}/run`));
      expect(ran.status).toBe(200);
      if (count >= MOST_KILLS) continue;
      if ((ran.body as BatchAnswer).lines.some(({ status }) => status === "ready")) underWay += 1;
      await wait(chance() * 60);
      await server.kill();
      line.gate.shut();
      server = await startChildServer(place);
      line.gate.up();
    }
    const limit = performance.now() + 120_000;
    while ((await standing(line, clerk, ids)).ended < ids.length && performance.now() < limit)
      await wait(200);
    const came = await standing(line, clerk, ids);
    expect(await server.stop()).toBe(0);

    const store = expectOk(
      await openStore(
        fresh === undefined ? { kind: "embedded", folder: data } : { kind: "server", url: fresh.url },
      ),
    );
    undo.push(() => store.close());
    process.stderr.write(
      `${database}, seed ${SEED}: ${underWay} of ${MOST_KILLS} kills met a batch under way\n`,
    );
    expect(line.told.faults).toEqual([]);
    expect(came, `seed ${SEED}`).toEqual({ done: CASES, ended: ids.length });
    expect(await wrongs(store, ids), `seed ${SEED}`).toEqual([]);
    expect(underWay, `seed ${SEED}: no kill met a batch`).toBeGreaterThan(0);
  }, 600_000);
});

async function beginCases(bank: Person): Promise<void> {
  for (let sent = 0; sent < CASES; sent += 1) {
    const message = { id: randomUUID(), name: "report", key: "", variables: { of: sent } };
    expect((await bank.try("POST", "/api/messages", message)).status).toBe(202);
  }
}

/** The tasks on the clerk's desk, once all the cases have begun. */
async function waitingTasks(clerk: Person): Promise<readonly { caseNo: string; task: string }[]> {
  const limit = performance.now() + 120_000;
  for (;;) {
    const tasks: { caseNo: string; task: string }[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const page: DeskPage = await clerk.get(`/api/desk/tasks?view=mine&cursor=${cursor}`);
      tasks.push(...page.items.map(({ case: one, task }) => ({ caseNo: one.caseNo, task })));
      cursor = page.next;
    }
    if (tasks.length === CASES) return tasks;
    if (performance.now() > limit) throw new Error(`${tasks.length} cases have begun`);
    await wait(200);
  }
}

async function standing(line: Pick<Crowd, "gate" | "told">, clerk: Person, ids: readonly string[]) {
  let [done, ended] = [0, 0];
  for (const id of ids) {
    const asked = await surely(line, () => clerk.try("GET", `/api/desk/batches/${id}`));
    const { status, lines } = asked.body as BatchAnswer;
    done += lines.filter((each) => each.status === "done").length;
    if (status === "done") ended += 1;
  }
  return { done, ended };
}

/** Every case must have been handed over once, by the clerk and in one of the batches, and have ended. */
async function wrongs(store: Store, ids: readonly string[]): Promise<readonly string[]> {
  const cases = await store.database.asOwner((owner) =>
    owner.query<{ id: string; status: string; batches: readonly string[]; personal: number }>(
      `select id, status,
              (select array_agg(e.actor ->> 'batch') from entry e
                where e.subject = c.id and e.kind = 'completeTask') as batches,
              (select count(*)::integer from personal p where p.subject = c.id) as personal
         from case_file c`,
    ),
  );
  return [
    ...(cases.length === CASES ? [] : [`${cases.length} cases`]),
    ...cases.flatMap(({ id, status, batches, personal }) => {
      const right = batches?.length === 1 && ids.includes(batches[0] ?? "") && personal === 1;
      return right && status === "completed" ? [] : [`${id} is ${status}, ${batches?.join()}, ${personal}`];
    }),
    ...(await auditLedger(store)).faults.map((fault) => `audit: ${JSON.stringify(fault)}`),
  ];
}
