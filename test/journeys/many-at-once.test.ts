import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { CaseAnswer, ReceiptAnswer } from "#contract";
import { expectOk, parseCaseNumber } from "#kernel";
import { auditLedger } from "#store";
import { foodForm, MATTER, smallPdf, verdicts } from "../harness/food-licence.ts";
import type { Person } from "../harness/person.ts";
import { makeAccount, recogniseAsFirm } from "../harness/accounts.ts";
import { onEachDatabase, startTestPlatform, type TestPlatform } from "../harness/test-platform.ts";
import { enter, personOf } from "../harness/visitor.ts";

const PEOPLE = 30;
const MATERIALS = ["floorPlan", "equipmentList", "safetyRules", "healthProof"];

onEachDatabase("many people at once", (database) => {
  let site: TestPlatform;
  let people: readonly Person[];
  let receipts: readonly ReceiptAnswer[] = [];
  /** Firms of the demonstration's register, one after another: neighbours never share one. */
  const firmOf = (index: number): Record<"operator" | "creditCode" | "legalRepresentative", string> => {
    const rows = site.pack.demo.records.find(({ register }) => register === "enterprise")?.rows ?? [];
    const row = rows[index % rows.length];
    return {
      operator: String(row?.["name"]),
      creditCode: String(row?.["creditCode"]),
      legalRepresentative: String(row?.["legalRepresentative"]),
    };
  };

  beforeAll(async () => {
    site = await startTestPlatform({ database, at: "2026-11-16T09:00:00+08:00", faces: false });
    people = await Promise.all(
      Array.from({ length: PEOPLE }, async (_, index) => {
        const id = `resident-${index}`;
        await makeAccount(site, id, `居民${index}`, "resident");
        return personOf(site, await enter(site, id));
      }),
    );
    for (let index = 0; index < PEOPLE; index += 1)
      await recogniseAsFirm(site, `resident-${index}`, firmOf(index).creditCode);
  }, 180_000);

  afterAll(() => site?.dispose());

  it("each get a receipt of their own, numbered without a gap, though every button was pressed twice", async () => {
    const bodies = await Promise.all(
      people.map(async (person, index) => {
        const sent = await person.upload(MATTER, "floorPlan", "材料.pdf", smallPdf());
        const { sha256 } = sent.body as { sha256: string };
        const materials = Object.fromEntries(MATERIALS.map((material) => [material, [sha256]]));
        return { matter: MATTER, values: foodForm({ ...firmOf(index), area: 60 + index }), materials };
      }),
    );
    const answers = await Promise.all(
      people.flatMap((person, index) => {
        const key = randomUUID();
        return [1, 2].map(async () => ({
          index,
          ...(await person.try("POST", "/api/cases", bodies[index], key)),
        }));
      }),
    );
    expect(answers.map(({ status, body }) => (status === 200 ? 200 : body))).toEqual(
      Array.from({ length: 2 * PEOPLE }, () => 200),
    );
    const byPerson = Map.groupBy(answers, ({ index }) => index);
    receipts = people.map((_, index) => byPerson.get(index)?.[0]?.body as ReceiptAnswer);
    for (const [index, pair] of byPerson)
      expect(pair.map(({ body }) => body)).toEqual([receipts[index], receipts[index]]);
    const sequence = receipts.map(({ caseNo }) => expectOk(parseCaseNumber(caseNo)).sequence);
    expect(sequence.toSorted((left, right) => left - right)).toEqual(
      Array.from({ length: PEOPLE }, (_, index) => index + 1),
    );
  });

  it("each see their own case whole, with the entry that their receipt names, and nobody else's", async () => {
    await Promise.all(
      people.map(async (person, index) => {
        const { caseNo = "", entryHash = "" } = receipts[index] ?? {};
        const page = await person.get<CaseAnswer>(`/api/cases/${caseNo}`);
        expect(page.chain.intact).toBe(true);
        expect(page.history.at(-1)?.hash).toBe(entryHash);
        expect(page.form.find(({ name }) => name === "area")?.value.zh).toContain(String(60 + index));
        const next = receipts[(index + 1) % PEOPLE]?.caseNo ?? "";
        expect((await person.try("GET", `/api/cases/${next}`)).status).toBe(404);
      }),
    );
  });

  it("are all accepted at once by two clerks: one notice each, numbered without a gap", async () => {
    const clerks = await Promise.all(
      ["demo-clerk", "demo-clerk-second"].map(async (id) => personOf(site, await enter(site, id))),
    );
    const outcomes = await Promise.all(
      receipts.map(async ({ caseNo }) => {
        const both = await Promise.all(clerks.map((clerk) => accept(clerk, caseNo)));
        return both.toSorted((left, right) => left - right);
      }),
    );
    for (const [first, second] of outcomes) {
      expect(first).toBe(200);
      expect([404, 409]).toContain(second);
    }
    const numbers = await site.store.database.asOwner((sql) =>
      sql.query<{ number: string }>("select number from document where number like '%许受〔2026〕%'"),
    );
    const counts = numbers.map(({ number }) => Number(/〕(\d+)号$/.exec(number)?.[1]));
    expect(counts.toSorted((left, right) => left - right)).toEqual(
      Array.from({ length: PEOPLE }, (_, index) => index + 1),
    );
    expect((await auditLedger(site.store)).faults).toEqual([]);
  });
});

/** Both clerks read first, so that both act on the same version; answers the status. */
async function accept(clerk: Person, caseNo: string): Promise<number> {
  const page = await clerk.get<CaseAnswer>(`/api/cases/${caseNo}`);
  const task = page.tasks.find(({ element }) => element === "Task_Intake");
  const values = { intakeOutcome: "accept", materialVerdicts: verdicts(true) };
  if (task === undefined) return 404;
  const path = `/api/cases/${caseNo}/tasks/${task.id}/complete`;
  return (await clerk.try("POST", path, { version: page.version, values })).status;
}
