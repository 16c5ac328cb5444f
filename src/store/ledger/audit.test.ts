import { afterEach, beforeEach, expect, test } from "vitest";
import { expectOk, type Instant } from "#kernel";
import { applicant, AT, commitOf, DISTRICT, sampleCase, sampleRecord } from "../samples.ts";
import { eachDatabase, settled, type TestStore } from "../testing.ts";
import { anchorWhole, anchorLedger, listAnchors } from "./anchor.ts";
import { auditLedger } from "./audit.ts";
import { setContextSql, WHOLE_STORE } from "./context.ts";
import { ledgerSignerOf } from "./ledger-key.ts";
import { proofOf, verifyProof } from "./proof.ts";

eachDatabase("the audit", (open) => {
  let fresh: TestStore;
  beforeEach(async () => {
    fresh = await open();
    for (const id of ["a", "b", "c"]) await write(id, 4);
    const record = commitOf([sampleRecord("r", 0)]);
    expectOk(await fresh.store.cases.transact(applicant("alice"), (each) => each.commit(record)));
  });
  afterEach(() => fresh.dispose());

  const write = async (id: string, upTo: number, from = 0) => {
    for (let version = from; version < upTo; version += 1) {
      const commit = commitOf([sampleCase(id, version)]);
      expectOk(await fresh.store.cases.transact(applicant("alice"), (each) => each.commit(commit)));
    }
  };
  const anchor = async () => {
    await settled(fresh.store);
    const signer = await ledgerSignerOf(fresh.store, DISTRICT);
    return anchorLedger(fresh.store, DISTRICT, AT, signer);
  };
  /** What someone with the owner's rights could do to the tables. */
  const tamper = (statement: string) =>
    fresh.store.database.asOwner(async (owner) => {
      await owner.script(`begin; ${setContextSql(WHOLE_STORE)}; ${statement}; commit`);
    });
  const found = async () =>
    (await auditLedger(fresh.store)).faults.map(({ kind, subject, seq }) => [kind, subject, seq]);

  test("an untouched ledger passes, and is counted", async () => {
    await anchor();
    await write("a", 6, 4);
    expect(await anchor()).toMatchObject({ statement: { seq: 2, count: 2 } });
    expect(await anchor()).toBeNull();
    expect(await auditLedger(fresh.store)).toEqual({
      ok: true,
      districts: 1,
      entries: 15,
      subjects: 4,
      anchors: 2,
      faults: [],
    });
  });

  test("a ledger that was never anchored is anchored in stretches, each of which holds its own", async () => {
    await settled(fresh.store);
    await anchorWhole(fresh.store, DISTRICT, AT, await ledgerSignerOf(fresh.store, DISTRICT), 5);
    const anchors = await listAnchors(fresh.store, DISTRICT);
    expect(anchors.map(({ statement }) => [statement.seq, statement.count])).toEqual([
      [1, 5],
      [2, 5],
      [3, 3],
    ]);
    expect((await auditLedger(fresh.store)).faults).toEqual([]);
    await tamper(`update entry set data = '{"n": 9}' where subject = 'b' and seq = 2`);
    expect(await found()).toEqual([["tampered", "b", 2]]);
  });

  test("a changed entry is located", async () => {
    await tamper(`update entry set data = '{"n": 9}' where subject = 'b' and seq = 2`);
    expect(await found()).toEqual([["tampered", "b", 2]]);
  });

  test("a removed entry is located, in the middle and at the end", async () => {
    await tamper("delete from entry where (subject, seq) in (('b', 2), ('c', 4))");
    expect(await found()).toEqual([
      ["removed", "b", 2],
      ["removed", "c", 4],
    ]);
  });

  test("entries that changed places are located", async () => {
    await tamper(
      `update entry set seq = -seq where subject = 'a' and seq in (2, 3);
       update entry set seq = 5 + seq where subject = 'a' and seq < 0`,
    );
    expect(await found()).toEqual([
      ["reordered", "a", 2],
      ["reordered", "a", 3],
    ]);
  });

  test("a tail lost together with the current state's version shows against the anchor", async () => {
    await anchor();
    await tamper(
      `delete from entry where subject = 'c' and seq = 4;
       update case_file set version = 3, head_hash = (select hash from entry where subject = 'c' and seq = 3)
        where id = 'c'`,
    );
    expect(await found()).toEqual([["removed", "c", 4]]);
  });

  test("a subject lost whole, current state and all, shows against the anchor", async () => {
    await anchor();
    await tamper("delete from entry where subject = 'c'; delete from case_file where id = 'c'");
    expect(await found()).toEqual([["subjectRemoved", "c", 4]]);
  });

  test("a record changed beside its entries is found", async () => {
    await tamper("update record set version = 7 where id = 'r'");
    expect((await found()).length).toBeGreaterThan(0);
    await tamper("delete from case_file where id = 'a'");
    expect(await found()).toContainEqual(["headMissing", "a", null]);
  });

  test("a changed, removed or forged anchor is found", async () => {
    await anchor();
    await write("a", 5, 4);
    const kept = [...(await listAnchors(fresh.store, DISTRICT))];
    const last = await anchor();
    if (last !== null) kept.push(last);
    await tamper("delete from anchor_head where anchor = 2; delete from anchor where seq = 2");
    expect((await auditLedger(fresh.store)).ok).toBe(true);
    const known = await auditLedger(fresh.store, { known: kept });
    expect(known.faults).toMatchObject([{ kind: "anchorRemoved", anchor: 2 }]);
    await tamper(`update anchor set statement = jsonb_set(statement, '{count}', '3') where seq = 1`);
    expect((await auditLedger(fresh.store)).faults).toMatchObject([{ kind: "anchorTampered", anchor: 1 }]);
  });

  test("an entry's proof holds by calculation alone, and for nothing else", async () => {
    expect((await proofOf(fresh.store, applicant("alice"), "b", 3)).ok).toBe(false);
    await anchor();
    await write("a", 7, 4);
    await anchor();
    const proof = expectOk(await proofOf(fresh.store, applicant("alice"), "b", 3));
    expect(verifyProof(proof).ok).toBe(true);
    const later = "2030-01-01T00:00:00.000Z" as Instant;
    const forged = [
      { ...proof, entry: { ...proof.entry, at: later } },
      { ...proof, index: proof.index + 1 },
      { ...proof, anchor: { ...proof.anchor, statement: { ...proof.anchor.statement, at: later } } },
      { ...proof, publicKey: (await ledgerSignerOf(fresh.store, "210312")).publicKey },
    ];
    for (const each of forged) expect(verifyProof(each).ok).toBe(false);
    expect((await proofOf(fresh.store, applicant("zoe"), "b", 3)).ok).toBe(false);
  });
});
