import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { FileAnswer, ReceiptAnswer } from "#contract";
import { mustAct, type CaseAnswer } from "../harness/person.ts";
import { onEachDatabase, startTestPlatform, type TestPlatform } from "../harness/test-platform.ts";
import { ask, NOBODY } from "../harness/visitor.ts";
import { samplePhoto } from "../support/sample-photo.ts";
import { signedIn, type People } from "../walks/people.ts";

const SLOW = 240_000;

/** A page that every reader takes for a PDF. */
const paper = (title: string) => new TextEncoder().encode(`%PDF-1.4\n% ${title}\n%%EOF\n`);

onEachDatabase("an illegal building", (database) => {
  let site: TestPlatform;
  let people: People;

  beforeAll(async () => {
    site = await startTestPlatform({ database, at: "2026-12-02T09:00:00+08:00", faces: false });
    people = signedIn(site);
  }, SLOW);
  afterAll(() => site?.dispose());

  it(
    "is announced by its place alone once it is to be removed, never by its party, and takes no objection",
    async () => {
      const day = (moment: string): string => moment.slice(0, 10);
      const officers = ["王建国", "李秀梅"].map((name, at) => ({ name, licence: `演示-000${at + 1}` }));
      const values = {
        discoveredBy: "patrol",
        kind: "rural",
        foundOn: day(site.now()),
        address: "双庙子村东头",
        division: "210311104208",
        areaEstimated: 120.5,
        description: "在耕地边搭建彩钢房一处",
        builderName: "何志军",
      };
      const sent = { matter: "illegal-building", values, materials: {} };
      const begun = await (await people("window")).try("POST", "/api/cases", sent);
      expect(begun.status, JSON.stringify(begun.body)).toBe(200);
      const { caseNo: building } = begun.body as ReceiptAnswer;
      const fileBy = async (login: string, material: string) => {
        const person = await people(login);
        const image = material.startsWith("photos");
        const content = image ? await samplePhoto({ scene: 901 }) : paper(material);
        const kept = await person.upload(
          "illegal-building",
          material,
          `${material}.${image ? "jpg" : "pdf"}`,
          content,
        );
        expect(kept.status, JSON.stringify(kept.body)).toBe(200);
        return { [material]: [(kept.body as FileAnswer).sha256] };
      };
      await mustAct(await people("visitor"), building, "Task_Inspect", {
        inspectedOn: day(site.now()),
        areaMeasured: 118.36,
        inspectIllegal: true,
        inspectFinding: "单层彩钢房，没有规划许可",
        underConstruction: false,
        structure: "彩钢板，仓储",
        officers,
        materials: await fileBy("visitor", "photosBefore"),
      });
      await mustAct(await people("urban-reviewer"), building, "Task_Planning", {
        planningFinding: "notCorrectable",
        planningOpinion: "占用耕地，无法采取改正措施消除影响",
        materials: await fileBy("urban-reviewer", "planningPaper"),
      });
      await mustAct(await people("town-reviewer"), building, "Task_Town", {
        townFinding: "当事人为本村村民，用于存放农具",
        occupied: false,
      });
      const shownAt = `/api/public/publicity/illegal-buildings/${building}`;
      expect((await ask(site, NOBODY, "GET", shownAt)).status).toBe(410);
      site.moveTo("2026-12-14T09:00:00+08:00");
      const open = async (login: string) =>
        (await (await people(login)).get<CaseAnswer>(`/api/cases/${building}`)).tasks.map(
          ({ element }) => element,
        );
      await expect.poll(() => open("urban-reviewer"), { timeout: 60_000 }).toContain("Task_Review");
      await mustAct(await people("urban-reviewer"), building, "Task_Review", {
        reviewOpinion: "事实清楚，程序合法",
      });
      await mustAct(await people("urban-approver"), building, "Task_Decide", {
        decision: "remove",
        removeWithinDays: 15,
        decisionReasons: "没有规划许可，无法改正",
      });
      await expect
        .poll(async () => (await ask(site, NOBODY, "GET", shownAt)).status, { timeout: 60_000 })
        .toBe(200);
      const { body } = await ask(site, NOBODY, "GET", shownAt);
      expect(body).toMatchObject({ objection: false, hasPaper: false, title: { zh: "双庙子村东头" } });
      for (const hidden of ["何志军", "当事人为本村村民", "演示-0001"])
        expect(JSON.stringify(body)).not.toContain(hidden);
      expect((await fetch(`${site.url}${shownAt}/paper`)).status).toBe(410);
      const objection = { words: "不服这个决定", name: "何志军", mobile: "13841200010" };
      const raised = await ask(site, NOBODY, "POST", `${shownAt}/objection`, {
        json: objection,
        headers: { "idempotency-key": randomUUID() },
      });
      expect(raised.status).toBeGreaterThanOrEqual(400);
      expect(raised.status).toBeLessThan(500);
    },
    SLOW,
  );
});
