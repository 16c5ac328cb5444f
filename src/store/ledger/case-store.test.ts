import { afterAll, beforeAll, expect, test } from "vitest";
import { err, expectOk, ok, problem, type Instant } from "#kernel";
import { withContext, systemContext } from "./context.ts";
import { eachDatabase, type TestStore } from "../testing.ts";
import {
  applicant,
  commitOf,
  DISTRICT,
  sampleCase,
  sampleHead,
  sampleRecord,
  sampleState,
  sampleTask,
  staff,
} from "../samples.ts";

eachDatabase("the ledger's door for commands", (open) => {
  let fresh: TestStore;
  beforeAll(async () => {
    fresh = await open();
  });
  afterAll(() => fresh.dispose());

  test("a commit keeps a case, its record and its task, and reads them back as written", async () => {
    const { cases } = fresh.store;
    const due = "2026-11-09T09:00:00.000Z" as Instant;
    const change = sampleCase("c1", 0, {
      head: sampleHead("c1", { dueAt: due, facts: { ourDays: 2 } }),
      effects: [{ kind: "openTask", task: sampleTask("e1") }],
    });
    const entries = expectOk(
      await cases.transact(applicant("alice"), (transaction) =>
        transaction.commit(commitOf([change, sampleRecord("r1", 0)])),
      ),
    );
    expect(entries.map(({ subject, seq }) => [subject, seq])).toEqual([
      ["c1", 1],
      ["record:certificates:r1", 1],
    ]);
    const found = await cases.transact(staff("bob"), async (transaction) =>
      ok({
        file: await transaction.findCase("c1"),
        record: await transaction.findRecord("certificates", "r1"),
      }),
    );
    expect(expectOk(found)).toEqual({
      file: { id: "c1", version: 1, head: change.head, state: { n: 1 }, hash: entries[0]?.hash },
      record: { ...sampleRecord("r1", 0).record, version: 1 },
    });
    const tasks = await withContext(fresh.store.database, systemContext(DISTRICT), (sql) =>
      sql.query("select id, due_at, candidate_groups from task where case_id = 'c1'"),
    );
    expect(tasks).toEqual([{ id: "e1", due_at: due, candidate_groups: ["reviewer"] }]);
  });

  test("of two who act on the same version exactly one wins, and the other is told so", async () => {
    const { cases } = fresh.store;
    expectOk(
      await cases.transact(applicant("alice"), (each) => each.commit(commitOf([sampleCase("c2", 0)]))),
    );
    const act = (name: string) =>
      cases.transact(staff(name), async (transaction) => {
        const found = await transaction.findCase("c2");
        const change = sampleCase("c2", found?.version ?? -1, { state: sampleState({ by: name }) });
        return transaction.commit(commitOf([change]));
      });
    const hash = expectOk(
      await cases.transact(staff("x"), async (each) => ok((await each.findCase("c2"))?.hash ?? "")),
    );
    const direct = (name: string) =>
      cases.apply(staff(name), commitOf([sampleCase("c2", 1)]), new Map([["c2", hash]]));
    const answers = await Promise.all([direct("a"), direct("b"), direct("c")]);
    expect(answers.filter(({ ok: won }) => won)).toHaveLength(1);
    expect(answers.flatMap((each) => (each.ok ? [] : [each.error.code]))).toEqual([
      "STALE_VERSION",
      "STALE_VERSION",
    ]);
    expect((await act("d")).ok).toBe(true);
  });

  test("a refused command leaves nothing behind, not even a number", async () => {
    const { cases } = fresh.store;
    const refused = await cases.transact(staff("bob"), async (transaction) => {
      expect(await transaction.nextNumber("notices")).toBe(1);
      expectOk(await transaction.commit(commitOf([sampleCase("c3", 0)])));
      return err(problem("STALE_VERSION"));
    });
    expect(refused.ok).toBe(false);
    const after = await cases.transact(staff("bob"), async (transaction) =>
      ok([await transaction.findCase("c3"), await transaction.nextNumber("notices")]),
    );
    expect(expectOk(after)).toEqual([undefined, 1]);
  });

  test("what one may not see, one may not change", async () => {
    const { cases } = fresh.store;
    expectOk(
      await cases.transact(applicant("alice"), (each) => each.commit(commitOf([sampleCase("c4", 0)]))),
    );
    const answer = await cases.transact(applicant("mallory"), (each) =>
      each.commit(commitOf([sampleCase("c4", 1)])),
    );
    expect(answer.ok ? null : answer.error.code).toBe("SUBJECT_NOT_FOUND");
  });

  test("an idempotency key answers what was kept under it", async () => {
    const { cases } = fresh.store;
    const submit = (asked = "a licence") =>
      cases.transact(applicant("alice"), async (transaction) => {
        const before = await transaction.rememberRequest("key-1", "alice", { asked });
        if (!before.ok || before.value !== null) return before;
        await transaction.keepAnswer("key-1", "alice", { caseNo: "1" });
        return ok({ fresh: true });
      });
    expect(expectOk(await submit())).toEqual({ fresh: true });
    expect(expectOk(await submit())).toEqual({ caseNo: "1" });
    const other = await submit("another licence");
    expect(other.ok ? null : other.error.code).toBe("IDEMPOTENCY_KEY_REUSED");
  });

  test("two that take the same numbers in opposite orders both get theirs, without a gap", async () => {
    const { cases } = fresh.store;
    const take = (names: readonly string[]) =>
      cases.transact(applicant("alice"), async (transaction) => {
        const numbers: Record<string, number> = {};
        for (const name of names) {
          numbers[name] = await transaction.nextNumber(name);
          await new Promise((resolve) => setTimeout(resolve, 50));
        }
        return ok(numbers);
      });
    const [one, other] = await Promise.all([take(["left", "right"]), take(["right", "left"])]);
    const taken = [expectOk(one), expectOk(other)];
    expect(taken.map(({ left }) => left).toSorted()).toEqual([1, 2]);
    expect(taken.map(({ right }) => right).toSorted()).toEqual([1, 2]);
  });

  test("text that jsonb cannot hold is refused in plain words", async () => {
    const { cases } = fresh.store;
    const change = sampleCase("c5", 0, { state: sampleState({ text: "a\u0000b" }) });
    const answer = await cases.transact(applicant("alice"), (each) => each.commit(commitOf([change])));
    expect(answer.ok ? null : answer.error.code).toBe("TEXT_NOT_STORABLE");
  });
});
