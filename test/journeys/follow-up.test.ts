import { rm } from "node:fs/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { CasePage, NoticePage, PublicVerification, RecordAnswer } from "#contract";
import { sha256Hex } from "#kernel";
import { annul, caseBegun, findFalse, followUpPack } from "../harness/follow-ups.ts";
import { mustAct, type CaseAnswer, type Person, type ReceiptAnswer } from "../harness/person.ts";
import { onEachDatabase, startTestPlatform, type TestPlatform } from "../harness/test-platform.ts";
import { signedIn, type People } from "../walks/people.ts";

const SLOW = 180_000;
const SHOP = "92210311MA1Q00010P";

onEachDatabase("the check that a decision opens", (database) => {
  let folder: string;
  let site: TestPlatform;
  let people: People;

  beforeAll(async () => {
    folder = await followUpPack();
    const at = "2026-03-02T09:00:00+08:00";
    site = await startTestPlatform({ database, district: folder, at, faces: false });
    people = signedIn(site);
  }, SLOW);
  afterAll(async () => {
    await site?.dispose();
    await rm(folder, { recursive: true, force: true });
  });

  const granted = async (login: string, matter: string, values: object) => {
    const sent = await (await people(login)).try("POST", "/api/cases", { matter, values, materials: {} });
    const { caseNo } = sent.body as ReceiptAnswer;
    await mustAct(await people("approver"), caseNo, "Task_Decide", { decision: "grant" });
    const { records } = await (await people("approver")).get<CaseAnswer>(`/api/cases/${caseNo}`);
    const certificate = records.find(({ register }) => register === "certificate")?.id ?? "";
    return { caseNo, certificate };
  };
  const followUp = async (who: Person, caseNo: string) =>
    who.get<RecordAnswer>(`/api/records/follow-ups/${caseNo}`);
  const said = ({ fields }: RecordAnswer) =>
    Object.fromEntries(fields.map(({ label, value }) => [label.zh, value.zh]));
  const stateOf = async (id: string) =>
    (await (await people("shop-owner")).get<PublicVerification>(`/api/public/verify/${id}`)).status;
  it(
    "is planned with the decision, begins on its day at the supervising organ, and revokes what was false",
    async () => {
      const { caseNo, certificate } = await granted("shop-owner", "stall-licence", {
        creditCode: SHOP,
        place: "东1",
      });
      const owner = await people("shop-owner");
      const planned = await followUp(owner, caseNo);
      expect(planned.status).toBe("planned");
      expect(said(planned)).toMatchObject({
        检查机关: "鞍山市千山区综合行政执法局",
        检查开始日期: "2026-03-09",
        检查地点: "东1",
        抽取结果: "每件检查",
      });
      site.moveTo("2026-03-08T23:00:00+08:00");
      expect(
        (await (await people("visitor")).get<CasePage>("/api/desk/cases?matter=licence-follow-up")).items,
      ).toEqual([]);
      site.moveTo("2026-03-09T09:00:00+08:00");
      const checkNo = await caseBegun(await people("visitor"), "licence-follow-up");
      expect((await followUp(await people("visitor"), caseNo)).status).toBe("checking");
      await findFalse(site, people, checkNo);
      await mustAct(await people("urban-approver"), checkNo, "Task_Propose", {
        proposal: "annul fraud",
        proposalFacts: "以伪造的租赁协议取得许可",
      });
      const done = await followUp(await people("visitor"), caseNo);
      expect(done.status).toBe("failed");
      expect(said(done)).toMatchObject({ 按期完成: "是", 处理建议: "撤销" });
      // The organ that decided is told in a task of its own.
      await mustAct(await people("reviewer"), checkNo, "Task_Told", { resultAnswer: "noted" });

      await annul(people, certificate);
      expect(await stateOf(certificate)).toBe("annulled");
      const told = async () =>
        JSON.stringify((await (await people("shop-owner")).get<NoticePage>("/api/notices")).items);
      await expect.poll(told, { timeout: 20_000 }).toContain("撤销");
    },
    SLOW,
  );

  it(
    "tells the holder before a certificate lapses, and when it has",
    async () => {
      const { certificate } = await granted("shop-owner", "stall-licence", {
        creditCode: SHOP,
        place: "东2",
      });
      site.moveTo("2027-01-10T09:00:00+08:00");
      const told = async () =>
        JSON.stringify((await (await people("shop-owner")).get<NoticePage>("/api/notices")).items);
      await expect.poll(told, { timeout: 20_000 }).toContain("即将到期");
      site.moveTo("2027-03-20T09:00:00+08:00");
      await expect.poll(() => stateOf(certificate), { timeout: 20_000 }).toBe("lapsed");
      await expect.poll(told, { timeout: 20_000 }).toContain("失效");
    },
    SLOW,
  );

  it(
    "opens by lot where only a share is checked, and says how the lot fell",
    async () => {
      const statuses: string[] = [];
      for (let count = 0; count < 12; count += 1) {
        const { caseNo } = await granted("shop-owner", "helper-card", { idNo: "210311199907041608" });
        const { status, fields } = await followUp(await people("leader"), caseNo);
        const draw = said({ fields } as RecordAnswer)["抽取结果"] ?? "";
        const lot = Number.parseInt(sha256Hex(`follow-up ${caseNo}`).slice(0, 8), 16) % 10_000;
        expect(status === "notDrawn").toBe(lot >= 5_000);
        expect(draw).toContain(`余数为${lot}`);
        expect(draw).toContain(lot < 5_000 ? "，抽中" : "，未抽中");
        statuses.push(status === "notDrawn" ? "left" : "drawn");
      }
      expect(new Set(statuses).size).toBe(2);
    },
    SLOW,
  );
});
