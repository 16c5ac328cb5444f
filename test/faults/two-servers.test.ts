import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { expectOk } from "#kernel";
import { auditLedger, openStore, type Store } from "#store";
import { startChildServer } from "../harness/child-server.ts";
import { applyForFoodLicence, reviewThrough, verdicts, type Staff } from "../harness/food-licence.ts";
import { mustAct, signInAs, type Person } from "../harness/person.ts";
import { freshServerDatabase } from "../../src/store/fresh-database.ts";
import { freePort, startTestPlatform } from "../harness/test-platform.ts";
import { enter, personOf } from "../harness/visitor.ts";

const CASES = 4;
const TIMED = 12;
const LOGINS = ["shop-owner", "clerk", "reviewer", "inspector", "inspector-second", "approver"] as const;

describe("two servers on one folder (PGlite)", () => {
  it("refuses the second by name of the first, which goes on", async () => {
    const data = await mkdtemp(join(tmpdir(), "yiwang-two-"));
    const first = await startChildServer({ port: await freePort(), data });
    try {
      const second = startChildServer({ port: await freePort(), data });
      await expect(second).rejects.toThrow("STORE_LOCKED");
      expect((await fetch(`${first.url}/readyz`)).status).toBe(200);
    } finally {
      await first.stop();
      await rm(data, { recursive: true, force: true });
    }
  }, 240_000);
});

/** Two processes can share a PostgreSQL database; a folder of PGlite is locked by one. */
const servers = (process.env["YIWANG_TEST_DATABASE_URL"] ?? "") === "" ? [] : ["PostgreSQL"];

describe.each(servers)("two servers on one database (%s)", () => {
  const undo: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const each of undo.splice(0).toReversed()) await each();
  });

  it("start at once on nothing, and seal every document once", async () => {
    const data = await mkdtemp(join(tmpdir(), "yiwang-two-"));
    undo.push(() => rm(data, { recursive: true, force: true }));
    const fresh = await freshServerDatabase({ empty: true });
    undo.push(fresh.drop);
    const children = await Promise.all(
      [await freePort(), await freePort()].map((port) =>
        startChildServer({ port, data, databaseUrl: fresh.url }),
      ),
    );
    undo.push(() => Promise.all(children.map((child) => child.kill())));

    const teams = await Promise.all(children.map(({ url }) => teamAt(url)));
    const granted = await Promise.all(
      Array.from({ length: CASES }, (_, index) =>
        grantOne(teams[index % 2] ?? [], teams[(index + 1) % 2] ?? []),
      ),
    );

    const store = expectOk(await openStore({ kind: "server", url: fresh.url, files: join(data, "files") }));
    undo.push(() => store.close());
    await until(
      async () => (await count(store, "select count(*) from document where status <> 'ready'")) === 0,
    );
    expect(
      await count(
        store,
        "select count(*) from outbox where kind = 'sealDocument' and (attempts <> 1 or status <> 'done')",
      ),
    ).toBe(0);
    expect(await count(store, "select count(*) - count(distinct file_hash) from document")).toBe(0);
    // Sealing twice would leave a second file behind that no row names.
    const kept = (await readdir(join(data, "files"), { recursive: true, withFileTypes: true })).filter(
      (each) => each.isFile(),
    );
    expect(kept).toHaveLength(await count(store, "select count(*) from file"));
    for (const caseNo of granted)
      expect(await count(store, `select count(*) from record where data ->> 'caseNo' = '${caseNo}'`)).toBe(2);

    expect((await auditLedger(store)).faults).toEqual([]);
    for (const child of children) expect(child.said()).not.toMatch(/deadlock|unexpected fault|chore failed/);
  }, 240_000);

  it("takes over at once what the other had taken when that is killed", async () => {
    const data = await mkdtemp(join(tmpdir(), "yiwang-two-"));
    undo.push(() => rm(data, { recursive: true, force: true }));
    const fresh = await freshServerDatabase();
    undo.push(fresh.drop);
    const store = expectOk(await openStore({ kind: "server", url: fresh.url }));
    undo.push(() => store.close());
    const one = await startChildServer({ port: await freePort(), data, databaseUrl: fresh.url });
    undo.push(() => one.kill());
    const first = await count(store, "select id from server");
    const two = await startChildServer({ port: await freePort(), data, databaseUrl: fresh.url });
    undo.push(() => two.kill());
    // What the first has under way, as it stands in the table: for an hour, so that time alone does not free it.
    await store.database.asOwner((sql) =>
      sql.query(
        `insert into outbox (district, id, kind, payload, next_at, attempts, claimed_until, claimed_by)
         values ('210311', 'taken', 'notice', '{}', now(), 1, now() + interval '1 hour', $1)`,
        [first],
      ),
    );
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    const waiting = "select count(*) from outbox where id = 'taken'";
    expect(await count(store, waiting)).toBe(1);
    await one.kill();
    const killed = performance.now();
    await until(async () => (await count(store, waiting)) === 0);
    expect(performance.now() - killed).toBeLessThan(5_000);
    expect(await count(store, "select count(*) from server")).toBe(1);
    expect(two.said()).not.toMatch(/unexpected fault|chore failed/);
  }, 240_000);

  it("fire every timer once, when the time of many comes in one moment", async () => {
    const fresh = await freshServerDatabase();
    undo.push(fresh.drop);
    const begin = { shared: fresh.url, at: "2026-11-16T09:00:00+08:00", faces: false };
    const sites = [await startTestPlatform(begin), await startTestPlatform(begin)];
    undo.push(() => Promise.all(sites.map((site) => site.dispose())));
    const [site] = sites;
    if (site === undefined) throw new Error("no platform was started");
    const owner = personOf(site, await enter(site, "demo-shop-owner"));
    const receipts = await Promise.all(Array.from({ length: TIMED }, () => applyForFoodLicence(owner)));

    // Five working days without an answer: every one of them is deemed accepted now.
    for (const each of sites) each.moveTo("2026-11-24T00:00:30+08:00");
    const fired = "from entry where kind = 'fireTimer'";
    const notices = "select count(*) from document where number like '%许受〔2026〕%'";
    await until(async () => (await count(site.store, notices)) >= TIMED);
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    for (const { caseNo } of receipts)
      expect(await count(site.store, `select count(*) ${fired} and subject = '${caseNo}'`)).toBeGreaterThan(
        0,
      );
    // A case may have several timers that are due by then; none of them fires twice.
    const again = `select count(*) - count(distinct (subject, data #>> '{event,timer}')) ${fired}`;
    expect(await count(site.store, again)).toBe(0);
    expect(await count(site.store, `select count(*) ${fired} and data #>> '{event,timer}' is null`)).toBe(0);
    expect(await count(site.store, notices)).toBe(TIMED);
    expect(await count(site.store, "select count(*) from failure")).toBe(0);
    expect((await auditLedger(site.store)).faults).toEqual([]);
  }, 240_000);
});

async function teamAt(url: string): Promise<readonly Person[]> {
  return Promise.all(LOGINS.map((login) => signInAs(url, login)));
}

function personAt(team: readonly Person[], index: number): Person {
  const person = team[index];
  if (person === undefined) throw new Error(`the team has no ${LOGINS[index]}`);
  return person;
}

/** Applied for at one server and handled at the other. */
async function grantOne(front: readonly Person[], back: readonly Person[]): Promise<string> {
  const { caseNo } = await applyForFoodLicence(personAt(front, 0));
  const staff: Staff = {
    clerk: personAt(back, 1),
    reviewer: personAt(front, 2),
    inspector: personAt(back, 3),
    "inspector-second": personAt(front, 4),
    approver: personAt(back, 5),
  };
  await mustAct(staff.clerk, caseNo, "Task_Intake", {
    intakeOutcome: "accept",
    materialVerdicts: verdicts(true),
  });
  await reviewThrough(staff, caseNo);
  await mustAct(staff.approver, caseNo, "Task_Decision", { decision: "grant", decisionOpinion: "同意。" });
  return caseNo;
}

async function count(store: Store, query: string): Promise<number> {
  const [row] = await store.database.asOwner((sql) => sql.query(query));
  return Number(Object.values(row ?? {})[0]);
}

async function until(met: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + 30_000;
  while (!(await met())) {
    if (performance.now() > end) throw new Error("not met within the time limit");
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
