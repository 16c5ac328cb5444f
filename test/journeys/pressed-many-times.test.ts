import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { CaseAnswer } from "#contract";
import { auditLedger } from "#store";
import { countStatements } from "../harness/count-statements.ts";
import { foodForm, MATTER, smallPdf, uploadMaterials } from "../harness/food-licence.ts";
import type { Person } from "../harness/person.ts";
import { SOLE_TRADER, soleTraderForm } from "../harness/sole-trader.ts";
import { onEachDatabase, startTestPlatform, type TestPlatform } from "../harness/test-platform.ts";
import { announcement } from "../harness/upload.ts";
import { ask, enter, personOf } from "../harness/visitor.ts";
import { shopAtWindow } from "../harness/window.ts";

const PRESSES = 200;
/** Transactions of one that comes when the first is answered: what the answer was, and that no draft is left. */
const LATE = 2;
/** At a window, how the case stands and whether its query code was shown, too. */
const LATE_AT_WINDOW = 4;
/** Transactions of the one that is done, at most. */
const ONCE = 12;
const SLOW = 180_000;

type Sent = { readonly status: number; readonly body: unknown };

onEachDatabase("one button pressed two hundred times at once", (database) => {
  let site: TestPlatform;
  let owner: Person;
  let clerk: Person;

  beforeAll(async () => {
    site = await startTestPlatform({ database, at: "2026-11-16T09:00:00+08:00", faces: false });
    owner = personOf(site, await enter(site, "demo-shop-owner"));
    clerk = personOf(site, await enter(site, "demo-hall-clerk"));
  }, SLOW);
  afterAll(() => site?.dispose());
  // Its chores ask the database too; what is counted here is what the presses ask.
  beforeEach(() => site.worker.stop());

  const rowsOf = async (table: "case_file" | "request" | "file"): Promise<number> => {
    const [row] = await site.store.database.asOwner((sql) =>
      sql.query<{ rows: number }>(`select count(*)::integer as rows from ${table}`),
    );
    return row?.rows ?? -1;
  };
  /** Transactions and statements of so many presses, and that all are answered the same. */
  const press = async (times: number, send: () => Promise<Sent>) => {
    const stop = countStatements(site);
    const answers = await Promise.all(Array.from({ length: times }, send));
    const counted = stop();
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    return { ...counted, body: answers[0]?.body };
  };
  /** What each request asks before anything of it is done: who is there. */
  const lookingWho = async (person: Person): Promise<number> => {
    const stop = countStatements(site);
    await person.get("/api/session");
    return stop().transactions;
  };
  /** Two hundred presses are done once: the others look who is there, and at most what was answered. */
  const holdsForOne = async (person: Person, send: (key: string) => Promise<Sent>, late = LATE) => {
    const who = await lookingWho(person);
    const [cases, requests, key] = [await rowsOf("case_file"), await rowsOf("request"), randomUUID()];
    const { transactions, statements, body } = await press(PRESSES, () => send(key));
    expect(transactions).toBeLessThanOrEqual(PRESSES * (who + late) + ONCE);
    expect([await rowsOf("case_file"), await rowsOf("request")]).toEqual([cases + 1, requests + 1]);
    expect(statements.filter((text) => text.includes("insert into request"))).toHaveLength(1);
    // What was answered once is said again without looking anything up for it.
    const again = await press(1, () => send(key));
    expect(again.body).toEqual(body);
    expect(again.transactions).toBeLessThanOrEqual(who + late);
  };

  it(
    "at the window is one case and one receipt",
    async () => {
      const body = await shopAtWindow(clerk);
      await holdsForOne(clerk, (key) => clerk.try("POST", "/api/window/cases", body, key), LATE_AT_WINDOW);
    },
    SLOW,
  );

  it(
    "of an application that people decide is one case and one receipt",
    async () => {
      const body = { matter: MATTER, values: foodForm(), materials: await uploadMaterials(owner) };
      await holdsForOne(owner, (key) => owner.try("POST", "/api/cases", body, key));
    },
    SLOW,
  );

  it(
    "of an application that a rule decides is one case, one decision and one licence",
    async () => {
      const body = { matter: SOLE_TRADER, values: soleTraderForm(), materials: {} };
      await holdsForOne(owner, (key) => owner.try("POST", "/api/cases", body, key));
      expect((await auditLedger(site.store)).faults).toEqual([]);
    },
    SLOW,
  );

  it(
    "opens the case's page in three transactions: who is there, the case with its note of the look, and what stands in it",
    async () => {
      const body = { matter: MATTER, values: foodForm(), materials: await uploadMaterials(owner) };
      const applied = await owner.try("POST", "/api/cases", body);
      const { caseNo } = applied.body as { readonly caseNo: string };
      const officer = personOf(site, await enter(site, "demo-clerk"));
      const stop = countStatements(site);
      const page = await officer.get<CaseAnswer>(`/api/cases/${caseNo}`);
      const { transactions, statements } = stop();
      expect(page.tasks.map(({ element }) => element)).toContain("Task_Intake");
      expect(page.history.length).toBeGreaterThan(0);
      expect(transactions).toBe(3);
      expect(statements.length).toBeLessThanOrEqual(20);
      expect(statements.filter((text) => text.includes("insert into access_log"))).toHaveLength(1);
    },
    SLOW,
  );

  it(
    "on an attachment is one file",
    async () => {
      const visitor = await enter(site, "demo-shop-owner");
      const content = smallPdf();
      const told = { matter: MATTER, material: "floorPlan", name: "平面图.pdf" };
      const sent = await ask(site, visitor, "POST", "/api/uploads", {
        bytes: new Uint8Array(content),
        headers: { ...announcement(told, content.length), "content-type": "application/offset+octet-stream" },
      });
      const upload = sent.headers.get("location")?.split("/").at(-1);
      const files = await rowsOf("file");
      const who = await lookingWho(owner);
      const { transactions } = await press(PRESSES, () =>
        personOf(site, visitor).try("POST", "/api/files", { upload }),
      );
      expect(await rowsOf("file")).toBe(files + 1);
      expect(transactions).toBeLessThanOrEqual(PRESSES * (who + LATE) + ONCE);
    },
    SLOW,
  );
});
