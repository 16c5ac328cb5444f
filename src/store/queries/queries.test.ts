import { afterAll, beforeAll, expect, test } from "vitest";
import { expectOk, ok, type Instant } from "#kernel";
import { systemContext, withContext } from "../ledger/context.ts";
import {
  applicant,
  knownAs,
  AT,
  commitOf,
  DISTRICT,
  leader,
  sampleCase,
  sampleHead,
  sampleRecord,
  sampleTask,
  staff,
} from "../samples.ts";
import { eachDatabase, type TestStore } from "../testing.ts";
import { listAccess, logAccess } from "./access-log.ts";
import { countOpenByDivision, findCaseByNo, listCases } from "./cases.ts";
import { findDocument, listDocuments, sealDocument } from "./documents.ts";
import { keepDraft, listDrafts } from "./drafts.ts";
import { listEntries, listLatestEntries } from "./entries.ts";
import { keepSentFile, listFilesOf } from "./files.ts";
import { claimOutbox, completeOutbox, failOutbox, nextOutboxAt } from "./outbox.ts";
import { findPublished, publish } from "./published.ts";
import { erasePersonal } from "./personal.ts";
import { findRecord, listPersonal, listOwnRecords } from "./records.ts";
import { listTasks, listTasksOfCase } from "./tasks.ts";
import { nextTimerAt, takeDueTimers } from "./timers.ts";

const SYSTEM = systemContext(DISTRICT);
const at = (day: number): Instant => `2026-11-${String(day).padStart(2, "0")}T01:00:00.000Z` as Instant;

const amend = (version: number, area: string, day: number) =>
  commitOf([sampleRecord("r9", version, { data: { area }, validFrom: at(day) })]);

const FIRM = "enterprise:91210311MA1Q001176";

eachDatabase("the questions to the store", (open) => {
  let fresh: TestStore;
  beforeAll(async () => {
    fresh = await open();
    const { cases } = fresh.store;
    for (const number of [1, 2, 3, 4, 5]) {
      const id = `q${number}`;
      const change = sampleCase(id, 0, {
        head: sampleHead(id, {
          applicant: number === 5 ? "zoe" : "alice",
          organ: number === 4 ? "other-organ" : (staff("x").organs[0] ?? ""),
          inNameOf: number === 2 ? FIRM : null,
          dueAt: number === 1 ? null : at(20 - number),
          receivedAt: at(number),
          division: number === 3 ? "210311101200" : "210311102200",
        }),
        effects: [
          { kind: "openTask", task: sampleTask("e1") },
          { kind: "openTask", task: sampleTask("e2", { optional: true }) },
          { kind: "startTimer", timer: { id: "t1", element: "deemed", dueAt: at(10 + number) } },
        ],
      });
      const personal = { subject: id, key: "form", salt: "s", digest: "d", content: { phone: "1" } };
      const document = {
        id: `d-${id}`,
        number: `N${number}`,
        subject: id,
        kind: "notice" as const,
        template: "t",
        title: "通知",
        organ: change.head.organ,
        issuedAt: AT,
        holder: change.head.inNameOf ?? change.head.applicant,
        data: {},
      };
      const outbox = { id: `o-${id}`, kind: "sealDocument", payload: { document: document.id } };
      const commit = commitOf([change], { personal: [personal], documents: [document], outbox: [outbox] });
      expectOk(await cases.transact(SYSTEM, (each) => each.commit(commit)));
    }
  });
  afterAll(() => fresh.dispose());

  test("work is listed by due date, page by page, and optional tasks stay out of it", async () => {
    const first = await listTasks(fresh.store, staff("bob"), { view: "organ", limit: 2 });
    const second = await listTasks(fresh.store, staff("bob"), {
      view: "organ",
      limit: 2,
      cursor: first.next,
    });
    expect([...first.items, ...second.items].map(({ caseId }) => caseId)).toEqual(["q5", "q3", "q2", "q1"]);
    expect(second.next).toBeNull();
    expect(first.items[0]?.case).toMatchObject({ caseNo: "210311-q5", dueAt: at(15), receivedAt: at(5) });
    const mine = await listTasks(fresh.store, { ...staff("bob"), roles: ["reviewer"] }, { view: "mine" });
    expect(mine.items.map(({ caseId }) => caseId)).toEqual(["q5", "q3", "q2", "q1"]);
    expect((await listTasks(fresh.store, staff("bob"), { view: "mine" })).items).toEqual([]);
    const sought = await listTasks(fresh.store, staff("bob"), { view: "organ", search: "311-q2" });
    expect(sought.items.map(({ caseId }) => caseId)).toEqual(["q2"]);
  });

  test("a completed task moves from the open list to what its person has done", async () => {
    const { cases } = fresh.store;
    const change = sampleCase("q1", 1, {
      head: sampleHead("q1", { receivedAt: at(1) }),
      entries: [{ at: at(3), actor: { kind: "person", account: "bob" }, kind: "completeTask", data: {} }],
      effects: [{ kind: "closeTask", task: "e1", how: "completed" }],
    });
    expectOk(await cases.transact(staff("bob"), (each) => each.commit(commitOf([change]))));
    const done = await listTasks(fresh.store, staff("bob"), { view: "done" });
    expect(done.items.map(({ caseId, id, closedAt }) => [caseId, id, closedAt])).toEqual([
      ["q1", "e1", at(3)],
    ]);
    const tasks = await listTasksOfCase(fresh.store, staff("bob"), "q1", { closed: true });
    expect(tasks.map(({ id, status }) => [id, status])).toEqual([
      ["e1", "completed"],
      ["e2", "open"],
    ]);
  });

  test("each sees its own: applicants by account, staff by organ, leaders by place, nobody without context", async () => {
    const seen = async (context: Parameters<typeof listCases>[1]) =>
      (await listCases(fresh.store, context)).items.map(({ id }) => id).toSorted();
    expect(await seen(applicant("alice"))).toEqual(["q1", "q2", "q3", "q4"]);
    expect(await seen(applicant("zoe"))).toEqual(["q5"]);
    expect(await seen(knownAs("firm", FIRM))).toEqual(["q2"]);
    expect(await seen(knownAs("alice", FIRM))).toEqual(["q1", "q2", "q3", "q4"]);
    expect(await seen(knownAs("firm", `${FIRM}1`))).toEqual([]);
    expect(await seen(staff("bob", "other-organ"))).toEqual(["q4"]);
    expect(await seen(leader("210311101000"))).toEqual(["q3"]);
    expect(await seen(leader("210311"))).toEqual(["q1", "q2", "q3", "q4", "q5"]);
    expect(await seen({ ...SYSTEM, district: "210312" })).toEqual([]);
    expect(await findCaseByNo(fresh.store, applicant("zoe"), "210311-q1")).toBeUndefined();
    for (const table of [
      "case_file",
      "entry",
      "task",
      "personal",
      "document",
      "record",
      "outbox",
      "setting",
    ]) {
      expect(await fresh.store.database.query(`select * from ${table}`)).toEqual([]);
    }
    expect(await listEntries(fresh.store, applicant("zoe"), "q1")).toEqual([]);
    expect(await listEntries(fresh.store, applicant("alice"), "q2")).toHaveLength(1);
    expect(
      (await listLatestEntries(fresh.store, applicant("zoe"), 10)).map(({ subject }) => subject),
    ).toEqual(["q5"]);
    expect(await listPersonal(fresh.store, applicant("zoe"), "q1")).toEqual([]);
    expect(await listPersonal(fresh.store, applicant("alice"), "q1")).toHaveLength(1);
    expect(await listDocuments(fresh.store, applicant("zoe"), "q1")).toEqual([]);
    const firm = knownAs("firm", FIRM);
    expect(await listEntries(fresh.store, firm, "q2")).toHaveLength(1);
    expect(await listPersonal(fresh.store, firm, "q2")).toHaveLength(1);
    expect(await listDocuments(fresh.store, firm, "q2")).toHaveLength(1);
    expect(await listTasksOfCase(fresh.store, firm, "q2")).toHaveLength(2);
    expect(await listDocuments(fresh.store, firm, "q1")).toEqual([]);
  });

  test("the application's role can neither change nor remove an entry", async () => {
    for (const statement of ["update entry set kind = 'x'", "delete from entry", "truncate entry"]) {
      const tried = withContext(fresh.store.database, SYSTEM, (sql) => sql.query(statement));
      await expect(tried).rejects.toThrow(/permission denied/);
    }
  });

  test("cases are narrowed and paged, the newest first", async () => {
    const first = await listCases(fresh.store, SYSTEM, { limit: 3 });
    expect(first.items.map(({ id }) => id)).toEqual(["q5", "q4", "q3"]);
    const rest = await listCases(fresh.store, SYSTEM, { limit: 3, cursor: first.next });
    expect(rest.items.map(({ id }) => id)).toEqual(["q2", "q1"]);
    expect((await listCases(fresh.store, SYSTEM, { search: "311-q4" })).items.map(({ id }) => id)).toEqual([
      "q4",
    ]);
    expect(await countOpenByDivision(fresh.store, SYSTEM)).toEqual([
      { division: "210311101200", open: 1 },
      { division: "210311102200", open: 4 },
    ]);
  });

  test("timers fall due in order", async () => {
    const due = await takeDueTimers(fresh.store, SYSTEM, at(13), { limit: 10, until: at(14) });
    expect(due.map(({ caseId }) => caseId)).toEqual(["q1", "q2", "q3"]);
    expect(await nextTimerAt(fresh.store, SYSTEM)).toBe(at(11));
  });

  test("an effect is taken by one worker, given up by a dead one, and done once", async () => {
    const { store } = fresh;
    const take = (now: number, until: number) =>
      claimOutbox(store, SYSTEM, { now: at(now), until: at(until), limit: 4, kinds: ["sealDocument"] });
    const [one, two] = await Promise.all([take(4, 5), take(4, 5)]);
    const ids = [...one, ...two].map(({ id }) => id);
    expect(new Set(ids).size).toBe(5);
    expect(ids).toHaveLength(5);
    await completeOutbox(store, SYSTEM, "o-q1", at(4));
    await failOutbox(store, SYSTEM, "o-q2", { fault: "no font", at: at(4), nextAt: at(9) });
    await failOutbox(store, SYSTEM, "o-q3", { fault: "no font", at: at(4), nextAt: null });
    expect((await take(6, 7)).map(({ id, attempts }) => [id, attempts]).toSorted()).toEqual([
      ["o-q4", 2],
      ["o-q5", 2],
    ]);
    expect(await nextOutboxAt(store, SYSTEM)).toBe(at(7));
  });

  test("a document is sealed once and found by its number", async () => {
    const { store } = fresh;
    const file = { sha256: "a".repeat(64), bytes: 10, type: "application/pdf", at: at(4) };
    expect(await sealDocument(store, SYSTEM, "d-q1", file)).toBe(true);
    expect(await sealDocument(store, SYSTEM, "d-q1", { ...file, sha256: "b".repeat(64) })).toBe(false);
    const found = await findDocument(store, applicant("alice"), { number: "N1" });
    expect(found).toMatchObject({ id: "d-q1", status: "ready", fileHash: file.sha256 });
  });

  test("a file belongs to those who sent it and to those who see its case", async () => {
    const { store } = fresh;
    const file = { sha256: "c".repeat(64), name: "营业执照.pdf", type: "application/pdf", bytes: 9 };
    await keepSentFile(store, applicant("alice"), { ...file, account: "alice", at: AT, upload: "none" });
    const find = async (account: string) =>
      expectOk(
        await store.cases.transact(applicant(account), async (each) =>
          ok(await each.findFiles([file.sha256], account)),
        ),
      );
    expect(await find("alice")).toEqual([file]);
    expect(await find("zoe")).toEqual([]);
    const head = sampleHead("q2", { receivedAt: at(2), dueAt: at(18), inNameOf: FIRM });
    const use = { subject: "q2", material: "licence", sha256: file.sha256, at: AT };
    expectOk(
      await store.cases.transact(applicant("alice"), (each) =>
        each.commit(commitOf([sampleCase("q2", 1, { head })], { files: [use] })),
      ),
    );
    expect(await listFilesOf(store, staff("bob"), "q2")).toEqual([
      { ...file, material: "licence", at: AT, destroyed: null },
    ]);
    expect(await listFilesOf(store, knownAs("firm", FIRM), "q2")).toHaveLength(1);
    expect(await listFilesOf(store, applicant("zoe"), "q2")).toEqual([]);
  });

  test("a record answers as of any moment, and personal data can be erased without breaking its chain", async () => {
    const { store } = fresh;
    for (const [version, commit] of [amend(0, "10", 1), amend(1, "20", 5), amend(2, "15", 3)].entries()) {
      const answer = await store.cases.transact(SYSTEM, (each) => each.commit(commit));
      expect([version, answer.ok]).toEqual([version, true]);
    }
    const area = async (day: number) =>
      (await findRecord(store, SYSTEM, "certificates", "r9", at(day)))?.data["area"];
    expect([await area(1), await area(2), await area(3), await area(9)]).toEqual(["10", "10", "15", "15"]);
    expect((await listOwnRecords(store, applicant("alice"))).map(({ id }) => id)).toEqual(["r9"]);
    const firms = sampleRecord("r10", 0, { holder: FIRM });
    expectOk(await store.cases.transact(SYSTEM, (each) => each.commit(commitOf([firms]))));
    expect((await listOwnRecords(store, knownAs("firm", FIRM))).map(({ id }) => id)).toEqual(["r10"]);
    expect(await findRecord(store, applicant("firm"), "certificates", "r10")).toBeUndefined();
    const erased = await withContext(store.database, SYSTEM, (sql) =>
      erasePersonal(sql, SYSTEM.district, "q3"),
    );
    expect(erased).toHaveLength(1);
    expect(await listPersonal(store, SYSTEM, "q3")).toEqual([]);
  });

  test("drafts are their account's own, and an older one does not overwrite a later one", async () => {
    const { store } = fresh;
    const draft = { id: "d1", matter: "food-licence", data: { name: "b" }, updatedAt: at(2) };
    await keepDraft(store, applicant("alice"), draft);
    await keepDraft(store, applicant("alice"), { ...draft, data: { name: "a" }, updatedAt: at(1) });
    expect(await listDrafts(store, applicant("alice"))).toEqual([draft]);
    expect(await listDrafts(store, applicant("zoe"))).toEqual([]);
  });

  test("a person reads who looked at their data", async () => {
    const { store } = fresh;
    const line = {
      at: AT,
      about: "alice",
      subject: "q1",
      name: "乙",
      organ: null,
      action: "open",
      purpose: "审查",
    };
    await logAccess(store, staff("bob"), line);
    expect(await listAccess(store, applicant("alice"), { subject: "q1" })).toEqual([
      { ...line, account: "bob" },
    ]);
    expect(await listAccess(store, applicant("zoe"), { subject: "q1" })).toEqual([]);
    await logAccess(store, staff("bob"), { ...line, subject: "q2" });
    expect(await listAccess(store, knownAs("firm", FIRM), { subject: "q2" })).toHaveLength(1);
    expect(await listAccess(store, knownAs("firm", FIRM), { subject: "q1" })).toEqual([]);
  });

  test("what is published under a hash stays as it was", async () => {
    const item = {
      kind: "plan",
      hash: "h",
      name: "review",
      version: "1",
      content: { a: 1 },
      source: "<xml/>",
      at: AT,
    };
    expect(await publish(fresh.store, SYSTEM, item)).toBe(true);
    expect(await publish(fresh.store, SYSTEM, { ...item, content: { a: 2 } })).toBe(false);
    expect(await findPublished(fresh.store, applicant("zoe"), "plan", "h")).toEqual(item);
  });
});
