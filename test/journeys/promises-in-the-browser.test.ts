import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import type { CasePage, PapersAnswer } from "#contract";
import { unreadable } from "../harness/chinese.ts";
import { smallPdf } from "../harness/food-licence.ts";
import { lookAt } from "../harness/looked-at.ts";
import { act, mustAct, type CaseAnswer, type Person, type ReceiptAnswer } from "../harness/person.ts";
import { inTheBrowser } from "../harness/in-the-browser.ts";

const SLOW = 240_000;
const NAME = "赵宝军";
const ACCEPTED = { intakeOutcome: "accept" };
const OFFICERS = [
  { name: "", licence: "C21031100017" },
  { name: "", licence: "C21031100018" },
] as const;

/** The form that a matter's own rehearsals are filled in with. */
function formOf(matter: string, change: object = {}): Record<string, unknown> {
  const text = readFileSync(`districts/qianshan/matters/${matter}/examples.yaml`, "utf8");
  const { base } = parse(text) as { readonly base: Record<string, unknown> };
  return { ...base, ...change };
}

describe("what is promised, and what is there already, in a real browser", () => {
  const front = inTheBrowser();

  const nameOf = (login: string): string =>
    front.site.pack.demo.accounts.find(({ username }) => username === login)?.name ?? login;
  const upload = async (person: Person, matter: string, ids: readonly string[]) => {
    const materials: Record<string, string[]> = {};
    for (const id of ids) {
      const sent = await person.upload(matter, id, `${id}.pdf`, smallPdf());
      materials[id] = [(sent.body as { sha256: string }).sha256];
    }
    return materials;
  };
  const keepDraft = async (matter: string, ids: readonly string[], change: object = {}): Promise<void> => {
    const person = await front.as("founder");
    const materials = await upload(person, matter, ids);
    const kept = await person.try("PUT", `/api/drafts/${matter}`, {
      values: formOf(matter, change),
      materials,
    });
    expect(kept.status).toBe(200);
  };
  const verdictsOn = async (person: Person, caseNo: string) =>
    (await person.get<CaseAnswer>(`/api/cases/${caseNo}`)).materials
      .filter(({ files, certificates }) => files.length + certificates.length > 0)
      .map(({ id, name }) => ({ material: id, name: name.zh, accepted: true }));
  const accept = async (caseNo: string): Promise<void> => {
    const clerk = await front.as("window");
    await mustAct(clerk, caseNo, "Task_Intake", {
      ...ACCEPTED,
      materialVerdicts: await verdictsOn(clerk, caseNo),
    });
  };
  const signed = (login: string, index: 0 | 1) => ({ ...OFFICERS[index], name: nameOf(login) });
  const siteChecked = async (caseNo: string): Promise<void> => {
    const inspector = await front.as("visitor");
    const page = await inspector.get<CaseAnswer>(`/api/cases/${caseNo}`);
    const asked = page.tasks.find(({ element }) => element === "Task_SiteCheck")?.values["siteCheckItems"];
    const items = asked as readonly { readonly item: string; readonly requirement: string }[];
    expect(items.length).toBeGreaterThan(2);
    await mustAct(inspector, caseNo, "Task_SiteCheck", {
      siteCheckStart: page.summary.receivedAt,
      siteCheckEnd: front.site.now(),
      siteCheckItems: items.map((each) => ({ ...each, result: "符合" })),
      siteCheckConclusion: "现场核查合格",
      siteCheckOfficer: signed("visitor", 0),
    });
    await mustAct(await front.as("visitor-second"), caseNo, "Task_SiteCheckSecond", {
      siteCheckAgreed: true,
      siteCheckSecondOfficer: signed("visitor-second", 1),
    });
  };
  const caseNoIn = (page: Page): string => decodeURIComponent(page.url().split("/").at(-1) ?? "");
  const submit = async (page: Page): Promise<string> => {
    await page.getByRole("button", { name: "保存并继续" }).click();
    await page.getByRole("button", { name: "提交申请" }).click();
    await page.waitForURL(/\/receipts\//);
    return caseNoIn(page);
  };
  const openStep = (matter: string, width: number): Promise<Page> =>
    front.open("founder", `/apply/${matter}?step=materials`, width);

  it(
    "lets what may come later be promised, says everywhere that it is owed, and grants nothing before it is there",
    async () => {
      const matter = "hr-service-licence";
      await keepDraft(matter, ["rules", "fundsProof", "staffProof"]);
      const page = await openStep(matter, 390);
      await page.getByText("可容缺").waitFor();
      await page.getByRole("button", { name: "保存并继续" }).click();
      await page.getByText("请上传“经营场所使用证明”，或者勾选容缺后补").first().waitFor();
      // By keyboard alone: the tick, then the name.
      await page.getByLabel(/暂时没有，承诺最迟/).focus();
      await page.keyboard.press("Space");
      await page.getByLabel(/签名：输入申请人的姓名/).focus();
      await page.keyboard.type(NAME);
      await lookAt(page, "deferral-390", true);
      const caseNo = await submit(page);
      await page.goto(`${front.site.url}/my/cases/${caseNo}`);
      await page
        .getByText(/容缺 · 最迟/)
        .first()
        .waitFor();
      await page.getByRole("heading", { name: "补交容缺材料" }).first().waitFor();
      await lookAt(page, "deferral-owed-390", true);

      await accept(caseNo);
      const reviewer = await front.as("social-reviewer");
      await mustAct(reviewer, caseNo, "Task_Review", { reviewOpinion: "材料符合要求，场所证明容缺。" });
      front.site.moveTo("2026-11-16T09:20:00+08:00");
      await siteChecked(caseNo);
      await mustAct(reviewer, caseNo, "Task_Conclusion", {
        recommendation: "grant",
        conclusionOpinion: "建议准予",
      });
      const approver = await front.as("social-approver");
      const refused = await act(approver, caseNo, "Task_Decision", { decision: "grant" });
      expect([refused.status, (refused.body as { code: string }).code]).toEqual([
        409,
        "DEFERRED_MATERIAL_OWED",
      ]);
      const desk = await front.open("social-approver", `/desk/cases/${caseNo}`, 1440);
      await desk
        .getByText(/容缺 · 最迟/)
        .first()
        .waitFor();
      await lookAt(desk, "deferral-desk-1440", true);

      const founder = await front.as("founder");
      const materials = await upload(founder, matter, ["premisesRight"]);
      await mustAct(founder, caseNo, "Task_SupplyDeferred", { materials });
      await mustAct(await front.as("window"), caseNo, "Task_CheckDeferred", {
        deferredVerdicts: [{ material: "premisesRight", name: "经营场所使用证明", accepted: true }],
        deferredOutcome: "accept",
      });
      await mustAct(approver, caseNo, "Task_Decision", { decision: "grant" });
      const done = await founder.get<CaseAnswer>(`/api/cases/${caseNo}`);
      expect([done.summary.outcome, done.summary.owedBy]).toEqual(["granted", null]);
      expect(done.documents.map(({ title }) => title.zh)).toContain("容缺受理承诺书");

      // The same paper is offered where another matter asks for it.
      const papers = await founder.get<PapersAnswer>("/api/matters/private-kindergarten/papers");
      expect(papers.materials["premisesRight"]?.files.map(({ name }) => name)).toEqual(["premisesRight.pdf"]);
      await Promise.all([page.context().close(), desk.context().close()]);
    },
    SLOW,
  );

  it(
    "ends a case whose promise was not kept, and says so in the credit record",
    async () => {
      const founder = await front.as("founder");
      const matter = "hr-service-licence";
      const materials = await upload(founder, matter, ["rules", "fundsProof", "staffProof"]);
      const deferral = { materials: ["premisesRight"], signedBy: "别人" };
      const body = { matter, values: formOf(matter), materials, deferral };
      const unsigned = await founder.try("POST", "/api/cases", body);
      expect((unsigned.body as { code: string }).code).toBe("DEFERRAL_UNSIGNED");
      const notDeferrable = { ...body, deferral: { materials: ["rules"], signedBy: NAME } };
      expect((await founder.try("POST", "/api/cases", notDeferrable)).body).toMatchObject({
        code: "DEFERRAL_NOT_ALLOWED",
      });
      const sent = await founder.try("POST", "/api/cases", {
        ...body,
        deferral: { ...deferral, signedBy: NAME },
      });
      const { caseNo } = sent.body as ReceiptAnswer;
      await accept(caseNo);
      front.site.moveTo("2026-11-25T09:00:00+08:00");
      const later = await front.as("founder");
      const end = performance.now() + 40_000;
      for (;;) {
        const { summary } = await later.get<CaseAnswer>(`/api/cases/${caseNo}`);
        if (summary.outcome === "lapsed") break;
        if (performance.now() > end) throw new Error(`still ${summary.state}`);
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
      const { records } = await (await front.as("social-approver")).get<CaseAnswer>(`/api/cases/${caseNo}`);
      expect(records.map(({ register }) => register)).toContain("credit-record");
    },
    SLOW,
  );

  it(
    "decides upon a signed promise, offers its certificate elsewhere, annuls it where it was false and bars from another",
    async () => {
      const matter = "fire-safety-check";
      const placeName = "<script>document.title='x'</script>剧场";
      await keepDraft(matter, ["rules", "floorPlan"], { placeName });
      const page = await openStep(matter, 1440);
      await page.getByLabel(/采用告知承诺方式/).check();
      await page.getByRole("heading", { name: "承诺不实的后果" }).waitFor();
      await page.getByLabel(/签名：输入申请人的姓名/).fill(NAME);
      await lookAt(page, "commitment-1440", true);
      await page.setViewportSize({ width: 390, height: 844 });
      await lookAt(page, "commitment-390", true);
      const caseNo = await submit(page);
      await accept(caseNo);
      await mustAct(await front.as("culture-approver"), caseNo, "Task_Decision", { decision: "grant" });
      const founder = await front.as("founder");
      const granted = await founder.get<CaseAnswer>(`/api/cases/${caseNo}`);
      expect(granted.summary.outcome).toBe("granted");
      await page.goto(`${front.site.url}/my/cases/${caseNo}`);
      await page.getByText(placeName).first().waitFor();
      expect(await page.title()).not.toBe("x");

      const papers = await founder.get<PapersAnswer>(
        `/api/matters/entertainment-licence/papers?key=${String(formOf(matter)["creditCode"])}`,
      );
      const stranger = await (
        await front.as("shop-owner")
      ).get<PapersAnswer>(
        `/api/matters/entertainment-licence/papers?key=${String(formOf(matter)["creditCode"])}`,
      );
      expect(stranger.materials["fireCertificate"]?.certificates).toEqual([]);
      const identifier = papers.materials["fireCertificate"]?.certificates[0]?.identifier ?? "";
      expect(identifier).not.toBe("");
      const rest = ["hygieneLicence", "premisesRight", "floorPlan", "declarationPersons"];
      const application = {
        matter: "entertainment-licence",
        values: formOf("entertainment-licence"),
        materials: await upload(founder, "entertainment-licence", rest),
        certificates: { fireCertificate: [identifier] },
      };
      // Nobody else's certificate stands for anything.
      const values = {
        ...application.values,
        operator: "千山区瑞汤小吃店",
        creditCode: "92210311MA1Q00010P",
        legalRepresentative: "何志军",
        idNo: "210311199907041608",
      };
      const owner = await front.as("shop-owner");
      const others = {
        ...application,
        values,
        materials: await upload(owner, "entertainment-licence", rest),
      };
      expect((await owner.try("POST", "/api/cases", others)).body).toMatchObject({
        code: "GIVEN_CERTIFICATE_NOT_YOURS",
      });
      const used = await founder.try("POST", "/api/cases", application);
      expect(used.status).toBe(200);
      const clerk = await front.as("window");
      const seen = await clerk.get<CaseAnswer>(`/api/cases/${(used.body as ReceiptAnswer).caseNo}`);
      const fire = seen.materials.find(({ id }) => id === "fireCertificate");
      expect(fire?.certificates[0]).toMatchObject({ identifier, verifiedAt: seen.summary.receivedAt });

      // The check afterwards has begun by itself.
      const inspector = await front.as("visitor");
      const end = performance.now() + 40_000;
      let check = "";
      while (check === "") {
        const { items } = await inspector.get<CasePage>("/api/desk/cases?open=true");
        check = items.find(({ title }) => title.zh.startsWith("事后核查"))?.caseNo ?? "";
        if (performance.now() > end) throw new Error("no check has begun");
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
      front.site.moveTo("2026-11-25T09:20:00+08:00");
      const desk = await front.open("visitor", `/desk/cases/${check}`, 1440);
      await lookAt(desk, "commitment-check-1440", true);
      // No id of the pack, no limit's code and no ISO duration on the page of the check.
      const checked = await inspector.get<CaseAnswer>(`/api/cases/${check}`);
      expect(unreadable(checked)).toEqual([]);
      expect(checked.form.find(({ name }) => name === "bars")?.value.zh).toBe("1年");
      expect(checked.form.some(({ name }) => name === "grantedMatter")).toBe(false);
      const { summary } = checked;
      await mustAct(inspector, check, "Task_Check", {
        checkedFrom: summary.receivedAt,
        checkedTo: front.site.now(),
        checkItems: [{ item: "疏散通道和安全出口", result: "不符合", note: "被杂物堵塞" }],
        checkConclusion: "承诺不实",
        checkOfficer: signed("visitor", 0),
      });
      await mustAct(await front.as("visitor-second"), check, "Task_CheckSecond", {
        checkAgreed: true,
        checkSecondOfficer: signed("visitor-second", 1),
      });
      await mustAct(founder, check, "Task_Statement", { statement: "已经清理，请从轻处理。" });
      await mustAct(await front.as("culture-approver"), check, "Task_Revoke", {
        revocation: true,
        revocationReasons: ["疏散通道被堵塞，与承诺不符"],
      });
      const ended = await founder.get<CaseAnswer>(`/api/cases/${check}`);
      expect(ended.summary.outcome).toBe("promiseBroken");
      await page.goto(`${front.site.url}/my/cases/${check}`);
      await page.getByText("承诺不实，已撤销许可").first().waitFor();
      await lookAt(page, "commitment-revoked-390", true);

      const revoked = await founder.try("POST", "/api/cases", application);
      expect(revoked.body).toMatchObject({ code: "CERTIFICATE_NOT_VALID" });
      const again = {
        matter,
        values: formOf(matter),
        materials: await upload(founder, matter, ["rules", "floorPlan"]),
        commitment: { signedBy: NAME },
      };
      expect((await founder.try("POST", "/api/cases", again)).body).toMatchObject({
        code: "COMMITMENT_BARRED",
      });
      await Promise.all([page.context().close(), desk.context().close()]);
    },
    SLOW,
  );

  it(
    "hears before an entertainment licence, by somebody who has not reviewed it, on a stopped clock, after more time was approved",
    async () => {
      front.site.moveTo("2026-12-01T09:00:00+08:00");
      const matter = "entertainment-licence";
      const founder = await front.as("founder");
      const ids = ["fireCertificate", "hygieneLicence", "premisesRight", "floorPlan", "declarationPersons"];
      const materials = await upload(founder, matter, ids);
      const sent = await founder.try("POST", "/api/cases", { matter, values: formOf(matter), materials });
      const { caseNo } = sent.body as ReceiptAnswer;
      await accept(caseNo);
      const [reviewer, approver] = [await front.as("culture-reviewer"), await front.as("culture-approver")];
      await mustAct(reviewer, caseNo, "Task_Review", { reviewOpinion: "材料齐全。" });
      await mustAct(reviewer, caseNo, "Task_RequestExtension", { extensionReason: "需核实相邻住户意见" });
      await mustAct(approver, caseNo, "Task_ApproveExtension", {
        extensionApproved: true,
        extensionApprover: nameOf("culture-approver"),
        extensionOpinion: "同意延长",
      });
      front.site.moveTo("2026-12-01T09:20:00+08:00");
      await siteChecked(caseNo);
      await mustAct(reviewer, caseNo, "Task_OrderSpecial", {
        specialInstitution: "鞍山市环境监测站（演示）",
        specialDays: 5,
        specialExpectedOn: "2026-12-08",
      });
      await mustAct(reviewer, caseNo, "Task_SpecialResult", {
        specialPassed: true,
        specialReportNo: "ZS-1",
        specialDoneOn: "2026-12-01",
        specialReportedOn: "2026-12-01",
      });
      const arranged = {
        hearingPlace: "区政务服务中心三楼会议室（演示）",
        hearingPresider: nameOf("presider"),
        hearingPublic: true,
      };
      const tooSoon = { ...arranged, hearingAt: "2026-12-09T09:30:00+08:00" };
      const refused = await act(approver, caseNo, "Task_ArrangeHearing", tooSoon);
      expect(JSON.stringify(refused.body)).toContain("提前七个工作日通知");
      await mustAct(approver, caseNo, "Task_ArrangeHearing", {
        ...arranged,
        hearingAt: "2026-12-14T09:30:00+08:00",
      });
      front.site.moveTo("2026-12-14T11:00:00+08:00");
      const desk = await front.open("presider", `/desk/cases/${caseNo}`, 1440);
      await desk.getByRole("heading", { name: "举行听证并制作笔录" }).first().waitFor();
      await lookAt(desk, "hearing-desk-1440", true);
      await mustAct(await front.as("presider"), caseNo, "Task_HoldHearing", {
        hearingOutcome: "held",
        hearingBegunAt: "2026-12-14T09:30:00+08:00",
        hearingEndedAt: "2026-12-14T10:30:00+08:00",
        hearingAttendees: "申请人、业主代表、审查人",
        hearingReviewerCase: "噪声检测达标，选址符合规定。",
        hearingApplicantCase: "同意审查意见。",
        hearingFindings: "各方没有实质异议。",
        hearingSignedBy: { name: nameOf("presider"), licence: "Y21031100001" },
      });
      await mustAct(await front.as("culture-reviewer"), caseNo, "Task_Conclusion", {
        recommendation: "grant",
        conclusionOpinion: "根据听证笔录，建议准予。",
      });
      await mustAct(await front.as("culture-approver"), caseNo, "Task_Decision", { decision: "grant" });
      const mine = await front.open("founder", `/my/cases/${caseNo}`, 390);
      await mine.getByText("听证笔录").first().waitFor();
      await lookAt(mine, "hearing-390", true);
      const done = await (await front.as("founder")).get<CaseAnswer>(`/api/cases/${caseNo}`);
      expect(done.summary.outcome).toBe("granted");
      expect(done.summary.clock).toMatchObject({ excludedDays: 8 });
      await Promise.all([desk.context().close(), mine.context().close()]);
    },
    SLOW,
  );
});
