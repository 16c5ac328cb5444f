import { afterAll, beforeAll, expect, it } from "vitest";
import { eraseCasePersonal } from "#cases";
import type { LookPage, MyData } from "#contract";
import { auditLedger, findRecord, systemContext } from "#store";
import { eraseDue } from "#worker";
import { applyForFoodLicence } from "../harness/food-licence.ts";
import { mustAct, type CaseAnswer, type Person } from "../harness/person.ts";
import { onEachDatabase, startTestPlatform, type TestPlatform } from "../harness/test-platform.ts";
import { enter, personOf } from "../harness/visitor.ts";

const REASON = "核对申请人身份";

onEachDatabase("personal data on a case", (database) => {
  let site: TestPlatform;
  const people = new Map<string, Person>();
  const everybodyEnters = async () => {
    for (const name of ["shop-owner", "clerk", "leader", "auditor"])
      people.set(name, personOf(site, await enter(site, `demo-${name}`)));
  };
  const as = (account: string): Person => {
    const found = people.get(account);
    if (found === undefined) throw new Error(`${account} did not sign in`);
    return found;
  };
  let caseNo = "";
  beforeAll(async () => {
    site = await startTestPlatform({ database, at: "2026-11-16T09:00:00+08:00", faces: false });
    await everybodyEnters();
    caseNo = (await applyForFoodLicence(as("shop-owner"))).caseNo;
  }, 120_000);
  afterAll(() => site?.dispose());

  const shownTo = async (account: string): Promise<Readonly<Record<string, string>>> => {
    const page = await as(account).get<CaseAnswer>(`/api/cases/${caseNo}`);
    return Object.fromEntries(page.form.map(({ name, value }) => [name, value.zh]));
  };
  const reveal = (account: string, reason = REASON) =>
    as(account).try("POST", `/api/cases/${caseNo}/reveal`, { reason });

  it("is the applicant's own whole, the handler's with names only, and starred for who oversees", async () => {
    const idNo = "210311199907041608";
    expect(await shownTo("shop-owner")).toMatchObject({ idNo, mobile: "13900000001" });
    expect(await shownTo("clerk")).toMatchObject({
      contactName: "何志军",
      idNo: "210311********1608",
      mobile: "139****0001",
    });
    expect(await shownTo("leader")).toMatchObject({ contactName: "何*军", idNo: "210311********1608" });
  });

  it("is shown to a handler for half an hour once a reason is said, which the applicant reads", async () => {
    expect(await reveal("clerk", " ")).toMatchObject({ status: 400 });
    const said = await reveal("clerk");
    expect(said).toMatchObject({ status: 200, body: { until: expect.stringContaining("2026-11-16T01:3") } });
    expect(await shownTo("clerk")).toMatchObject({ idNo: "210311199907041608", mobile: "13900000001" });
    const { views } = await as("shop-owner").get<CaseAnswer>(`/api/cases/${caseNo}`);
    expect(views.map(({ why }) => why)).toContainEqual({
      zh: `区市场监管局查看完整个人信息（办理“食品经营许可（新办）”）：${REASON}`,
      en: "Market Regulation Bureau saw the personal data in full (“Food business licence (new)”): to check the applicant's identity",
    });
    site.moveTo("2026-11-16T10:00:00+08:00");
    await everybodyEnters();
    expect(await shownTo("clerk")).toMatchObject({ idNo: "210311********1608" });
  });

  it("is shown whole to the auditor for a reason, and to nobody who only oversees", async () => {
    expect(await reveal("leader")).toMatchObject({ status: 403, body: { code: "PERSONAL_DATA_MASKED" } });
    expect(await reveal("shop-owner")).toMatchObject({ status: 403 });
    expect(await reveal("auditor", "抽查办件")).toMatchObject({ status: 200 });
    expect(await shownTo("auditor")).toMatchObject({ idNo: "210311199907041608" });
  });

  it("is listed with who looked at it, and taken out as one file", async () => {
    const { items } = await as("shop-owner").get<LookPage>("/api/my/looks");
    expect(items.map(({ who, caseNo: at }) => [who, at])).toContainEqual(["陈春峰", caseNo]);
    expect(items.every(({ who }) => who !== "何志军")).toBe(true);
    const taken = await as("shop-owner").get<MyData>("/api/my/data");
    expect(taken.knownAs.map(({ register }) => register)).toEqual(
      expect.arrayContaining(["population", "enterprise"]),
    );
    expect(taken.cases).toMatchObject([{ summary: { caseNo }, documents: [{ kind: "receipt" }] }]);
    const others = await as("clerk").get<MyData>("/api/my/data");
    expect(others).toMatchObject({ knownAs: [], cases: [], records: [] });
  });

  it("is erased when its time is over: the chain stays whole, and a record tells it", async () => {
    const { platform, store, pack } = site;
    const { version } = await as("shop-owner").get<CaseAnswer>(`/api/cases/${caseNo}`);
    expect(await eraseCasePersonal(platform.work, caseNo)).toMatchObject({
      ok: false,
      error: { code: "ERASURE_NOT_DUE" },
    });
    await mustAct(as("shop-owner"), caseNo, "Task_Withdraw", { withdrawalReason: "不再办理。" });
    const faults: unknown[] = [];
    const erase = () =>
      eraseDue({ store, work: platform.work, onFault: (at, fault) => faults.push([at, fault]) })();
    await erase();
    expect((await as("shop-owner").get<CaseAnswer>(`/api/cases/${caseNo}`)).erased).toBe(false);

    site.moveTo("2036-11-18T10:00:00+08:00");
    await erase();
    await everybodyEnters();
    const after = await as("shop-owner").get<CaseAnswer>(`/api/cases/${caseNo}`);
    expect(after).toMatchObject({ erased: true, chain: { intact: true } });
    expect(after.version).toBeGreaterThan(version);
    expect(after.form.map(({ name }) => name)).not.toContain("idNo");
    expect(after.form.map(({ name }) => name)).toContain("premisesAddress");
    const record = await findRecord(store, systemContext(pack.code), "erasure", caseNo);
    expect(record).toMatchObject({ status: "erased", data: { keep: "P10Y", erasedOn: "2036-11-18" } });
    expect(record?.data["digests"]).toHaveLength(1);
    expect(faults).toEqual([]);
    expect(await auditLedger(store)).toMatchObject({ ok: true });
  });
});
