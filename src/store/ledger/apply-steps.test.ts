import * as fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { expectOk, type Instant } from "#kernel";
import {
  applicant,
  knownAs,
  AT,
  commitOf,
  DISTRICT,
  leader,
  sampleCase,
  sampleHead,
  sampleState,
  sampleTask,
  staff,
} from "../samples.ts";
import { eachDatabase, type TestStore } from "../testing.ts";
import { auditLedger } from "./audit.ts";
import { systemContext, withContext } from "./context.ts";

const SYSTEM = systemContext(DISTRICT);

eachDatabase("steps that are kept together", (open) => {
  let fresh: TestStore;
  beforeAll(async () => {
    fresh = await open();
  });
  afterAll(() => fresh.dispose());

  const begin = async (id: string, head: Partial<Parameters<typeof sampleHead>[1]> = {}): Promise<string> => {
    const change = sampleCase(id, 0, { head: sampleHead(id, head) });
    return expectOk(await fresh.store.cases.apply(SYSTEM, commitOf([change]), new Map()))[0]?.hash ?? "";
  };

  test("each is answered for itself: the good are kept, the stale, the unseen and the unstorable are not", async () => {
    const { cases } = fresh.store;
    const hashes = new Map<string, string>();
    for (const id of ["b1", "b2", "b3", "b4", "b5"]) hashes.set(id, await begin(id));
    hashes.set("gone", "0".repeat(64));
    const steps = [
      cases.apply(staff("x"), commitOf([sampleCase("b1", 1)]), hashes),
      cases.apply(staff("x"), commitOf([sampleCase("b2", 7)]), hashes),
      cases.apply(applicant("mallory"), commitOf([sampleCase("b3", 1)]), hashes),
      cases.apply(
        staff("x"),
        commitOf([sampleCase("b4", 1, { state: sampleState({ text: "\u0000" }) })]),
        hashes,
      ),
      cases.apply(staff("x"), commitOf([sampleCase("b5", 1)]), new Map([["b5", "f".repeat(64)]])),
      cases.apply(staff("x"), commitOf([sampleCase("gone", 1)]), hashes),
      cases.apply(SYSTEM, commitOf([sampleCase("b1", 0)]), hashes),
      cases.apply(SYSTEM, commitOf([sampleCase("b6", 0)]), hashes),
    ];
    const answers = (await Promise.all(steps)).map((each) => (each.ok ? "kept" : each.error.code));
    expect(answers).toEqual([
      "kept",
      "STALE_VERSION",
      "SUBJECT_NOT_FOUND",
      "TEXT_NOT_STORABLE",
      "STALE_VERSION",
      "SUBJECT_NOT_FOUND",
      "STALE_VERSION",
      "kept",
    ]);
    const rows = await withContext(fresh.store.database, SYSTEM, (sql) =>
      sql.query<{ id: string; version: number }>(
        "select id, version from case_file where id like 'b_' order by id",
      ),
    );
    expect(rows.map(({ version }) => version)).toEqual([2, 1, 1, 1, 1, 1]);
    expect((await auditLedger(fresh.store)).faults).toEqual([]);
  });

  test("of many who act at once on one version exactly one wins, however they are put together", async () => {
    const hash = await begin("race");
    const others = await Promise.all(["r1", "r2", "r3"].map((id) => begin(id)));
    const answers = await Promise.all([
      ...Array.from({ length: 12 }, (_, number) =>
        fresh.store.cases.apply(
          staff(`s${number}`),
          commitOf([sampleCase("race", 1)]),
          new Map([["race", hash]]),
        ),
      ),
      ...others.map((each, place) =>
        fresh.store.cases.apply(
          staff("x"),
          commitOf([sampleCase(`r${place + 1}`, 1)]),
          new Map([[`r${place + 1}`, each]]),
        ),
      ),
    ]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(4);
  });

  test("when the case moves to another organ or due date, its open tasks move with it, the closed stay", async () => {
    const effects = [
      { kind: "openTask", task: sampleTask("t1") },
      { kind: "openTask", task: sampleTask("t2") },
    ] as const;
    const { cases } = fresh.store;
    const first = expectOk(
      await cases.apply(SYSTEM, commitOf([sampleCase("m1", 0, { effects })]), new Map()),
    );
    const closing = sampleCase("m1", 1, { effects: [{ kind: "closeTask", task: "t1", how: "completed" }] });
    const second = expectOk(
      await cases.apply(staff("x"), commitOf([closing]), new Map([["m1", first[0]?.hash ?? ""]])),
    );
    const dueAt = "2026-11-05T01:00:00.000Z" as Instant;
    const moved = sampleCase("m1", 2, { head: sampleHead("m1", { organ: "other-organ", dueAt }) });
    expectOk(await cases.apply(staff("x"), commitOf([moved]), new Map([["m1", second[0]?.hash ?? ""]])));
    const tasks = await withContext(fresh.store.database, SYSTEM, (sql) =>
      sql.query("select id, status, organ, due_at from task where case_id = 'm1' order by id"),
    );
    expect(tasks).toEqual([
      { id: "t1", status: "completed", organ: sampleHead("m1").organ, due_at: "infinity" },
      { id: "t2", status: "open", organ: "other-organ", due_at: dueAt },
    ]);
  });

  test("who may act together with others is who row security lets see the case alone", async () => {
    const people = [
      SYSTEM,
      applicant("alice"),
      applicant("zoe"),
      knownAs("zed", "enterprise:a"),
      knownAs("zed", "population:1", "enterprise:b,c"),
      staff("x"),
      staff("alice", "other-organ"),
      { ...staff("x"), organs: ["other-organ", "a,b", 'quoted"'] },
      leader("210311"),
      leader("210311101000"),
      { ...leader("210311102200"), roles: ["auditor", "clerk"] },
      { ...leader("210311"), roles: ["clerk"], organs: [] },
    ];
    const cases = fc.record({
      applicant: fc.constantFrom("alice", "zoe"),
      inNameOf: fc.constantFrom(null, "enterprise:a", "enterprise:b,c", "enterprise:b"),
      organ: fc.constantFrom("other-organ", sampleHead("x").organ, 'quoted"'),
      division: fc.constantFrom("210311101200", "210311102200", "210311", "210312101200"),
    });
    let number = 0;
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...people), cases, async (context, head) => {
        const id = `seen-${(number += 1)}`;
        const hash = await begin(id, { ...head, receivedAt: AT });
        const seen = await withContext(fresh.store.database, context, (sql) =>
          sql.query("select from case_file where id = $1", [id]),
        );
        const change = sampleCase(id, 1, { head: sampleHead(id, head) });
        const acted = await fresh.store.cases.apply(context, commitOf([change]), new Map([[id, hash]]));
        expect(acted.ok).toBe(seen.length === 1);
      }),
      { numRuns: 60 },
    );
  });
});
