import { rm } from "node:fs/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { NoticePage, PublicVerification, RecordAnswer } from "#contract";
import { certificatePack } from "../harness/certificate-pack.ts";
import { untilSealed } from "../harness/food-licence.ts";
import {
  act,
  mustAct,
  signInAs,
  type CaseAnswer,
  type Person,
  type ReceiptAnswer,
} from "../harness/person.ts";
import { onEachDatabase, startTestPlatform, type TestPlatform } from "../harness/test-platform.ts";

const SLOW = 180_000;
const SHOP = "92210311MA1Q00010P";

onEachDatabase("a measure on a certificate", (database) => {
  let folder: string;
  let site: TestPlatform;
  const people = new Map<string, Person>();
  const who = (login: string): Person => people.get(login) ?? expect.fail(`nobody is ${login}`);

  const signIn = async () => {
    for (const login of ["shop-owner", "clerk", "reviewer", "approver"])
      people.set(login, await signInAs(site.url, login));
  };
  beforeAll(async () => {
    folder = await certificatePack();
    const at = "2026-03-02T09:00:00+08:00";
    site = await startTestPlatform({ database, district: folder, at, faces: false });
    await signIn();
  }, SLOW);
  afterAll(async () => {
    await site?.dispose();
    await rm(folder, { recursive: true, force: true });
  });

  const licence = async (place: string): Promise<string> => {
    const application = { matter: "stall-licence", values: { creditCode: SHOP, place }, materials: {} };
    const sent = await who("shop-owner").try("POST", "/api/cases", application);
    const { caseNo } = sent.body as ReceiptAnswer;
    await mustAct(who("approver"), caseNo, "Task_Decide", { decision: "grant" });
    const { records } = await who("approver").get<CaseAnswer>(`/api/cases/${caseNo}`);
    return records.find(({ register }) => register === "certificate")?.id ?? expect.fail("no certificate");
  };
  const propose = (login: string, id: string, body: object) =>
    who(login).try("POST", `/api/records/certificate/${id}/measures`, { decision: null, ...body });
  const stateOf = async (id: string) =>
    (await who("clerk").get<PublicVerification>(`/api/public/verify/${id}`)).status;
  const codeOf = ({ body }: { body: unknown }) => (body as { code?: string }).code;
  const fraud = { measure: "annul", ground: "fraud", facts: "申请时提交的证明系伪造。" };

  it("annuls after the holder was heard, by somebody else's decision, and tells the holder", async () => {
    const certificate = await licence("东1");
    const record = await who("clerk").get<RecordAnswer>(`/api/records/certificate/${certificate}`);
    expect(record.measures.map(({ id }) => id)).toEqual(["suspend", "annul", "withdraw", "revoke", "cancel"]);
    const own = await who("shop-owner").get<RecordAnswer>(`/api/records/certificate/${certificate}`);
    expect(own.measures).toEqual([]);
    expect(codeOf(await propose("shop-owner", certificate, fraud))).toBe("OWN_CASE");
    expect(codeOf(await propose("approver", certificate, fraud))).toBe("MEASURE_NOT_YOURS");

    const begun = await propose("clerk", certificate, fraud);
    const { caseNo } = begun.body as { caseNo: string };
    expect(codeOf(await propose("clerk", certificate, fraud))).toBe("MEASURE_UNDER_WAY");
    expect(await stateOf(certificate)).toBe("valid");
    await mustAct(who("shop-owner"), caseNo, "Task_Statement", {
      statement: "请求听证。",
      hearingAsked: true,
    });
    await mustAct(who("reviewer"), caseNo, "Task_Hearing", { hearingRecord: "当事人承认证明系代办人伪造。" });
    const review = { reviewRecommendation: "take", reviewOpinion: "事实清楚，建议撤销。" };
    await mustAct(who("reviewer"), caseNo, "Task_Review", review);
    await mustAct(who("approver"), caseNo, "Task_Decision", { decision: "take" });
    expect(await stateOf(certificate)).toBe("annulled");

    const page = await untilSealed(() => who("shop-owner").get<CaseAnswer>(`/api/cases/${caseNo}`));
    expect(page.documents.map(({ title }) => title.zh)).toEqual([
      "拟作出处理决定告知书",
      "撤销行政许可决定书",
    ]);
    const after = await who("clerk").get<RecordAnswer>(`/api/records/certificate/${certificate}`);
    expect(after.history[0]?.sentence.zh).toContain("撤销");
    expect(after.measures.map(({ id }) => id)).toEqual(["cancel"]);
    const told = async () => (await who("shop-owner").get<NoticePage>("/api/notices")).items;
    await expect.poll(async () => JSON.stringify(await told()), { timeout: 10_000 }).toContain(caseNo);

    // Whoever uses it afterwards is told what became of it.
    const values = { creditCode: SHOP, certificateNo: certificate, place: "西1" };
    const reused = await who("shop-owner").try("POST", "/api/cases", {
      matter: "stall-change",
      values,
      materials: {},
    });
    expect(codeOf(reused)).toBe("CERTIFICATE_REVOKED");
  });

  it("suspends by a penalty's number, and restores", async () => {
    const certificate = await licence("东2");
    const suspend = { measure: "suspend", ground: "penalty", facts: "处罚决定已经生效。" };
    expect(codeOf(await propose("clerk", certificate, suspend))).toBe("MEASURE_WITHOUT_DECISION");
    const begun = await propose("clerk", certificate, { ...suspend, decision: "鞍千市监罚〔2026〕3号" });
    const { caseNo } = begun.body as { caseNo: string };
    // Who says nothing in five working days has said nothing.
    site.moveTo("2026-03-10T09:00:00+08:00");
    await signIn();
    const opened = async () =>
      (await who("reviewer").get<CaseAnswer>(`/api/cases/${caseNo}`)).tasks.map(({ element }) => element);
    await expect.poll(opened, { timeout: 20_000 }).toContain("Task_Review");
    const review = { reviewRecommendation: "take", reviewOpinion: "照处罚决定执行。" };
    await mustAct(who("reviewer"), caseNo, "Task_Review", review);
    await mustAct(who("approver"), caseNo, "Task_Decision", { decision: "take" });
    expect(await stateOf(certificate)).toBe("suspended");
    const values = { creditCode: SHOP, certificateNo: certificate, place: "西2" };
    const used = await who("shop-owner").try("POST", "/api/cases", {
      matter: "stall-change",
      values,
      materials: {},
    });
    expect(codeOf(used)).toBe("CERTIFICATE_SUSPENDED");

    const restored = await propose("reviewer", certificate, {
      measure: "restore",
      ground: "periodOver",
      facts: "暂扣期满。",
    });
    const next = (restored.body as { caseNo: string }).caseNo;
    await mustAct(who("reviewer"), next, "Task_Review", review);
    await mustAct(who("approver"), next, "Task_Decision", { decision: "take" });
    expect(await stateOf(certificate)).toBe("valid");
  });

  it("is judged again when it is decided, and may be dropped with reasons", async () => {
    const certificate = await licence("东3");
    const begun = await propose("clerk", certificate, fraud);
    const { caseNo } = begun.body as { caseNo: string };
    await mustAct(who("shop-owner"), caseNo, "Task_Statement", {
      statement: "证明属实。",
      hearingAsked: false,
    });
    // Meanwhile the holder has it cancelled.
    const values = { creditCode: SHOP, certificateNo: certificate };
    const sent = await who("shop-owner").try("POST", "/api/cases", {
      matter: "stall-cancellation",
      values,
      materials: {},
    });
    await mustAct(who("approver"), (sent.body as ReceiptAnswer).caseNo, "Task_Decide", { decision: "grant" });
    const review = { reviewRecommendation: "drop", reviewOpinion: "证明经核对属实。" };
    await mustAct(who("reviewer"), caseNo, "Task_Review", review);
    const late = await act(who("approver"), caseNo, "Task_Decision", { decision: "take" });
    expect(codeOf(late)).toBe("MEASURE_NOT_POSSIBLE");
    await mustAct(who("approver"), caseNo, "Task_Decision", {
      decision: "drop",
      decisionReasons: "证明经核对属实。",
    });
    const page = await untilSealed(() => who("shop-owner").get<CaseAnswer>(`/api/cases/${caseNo}`));
    expect(page.documents.at(-1)?.title.zh).toBe("终止处理通知书");
  });
});
