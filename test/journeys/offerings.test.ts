import { afterAll, beforeAll, expect, it } from "vitest";
import type { CatalogueAnswer, GuideAnswer, OfferingAnswer, VersionsAnswer } from "#contract";
import { auditLedger, findCaseByNo, systemContext } from "#store";
import { applyForFoodLicence, foodForm, MATTER, uploadMaterials } from "../harness/food-licence.ts";
import type { Person } from "../harness/person.ts";
import { codeOf } from "../harness/routes.ts";
import { onEachDatabase, startTestPlatform, type TestPlatform } from "../harness/test-platform.ts";
import { enter, personOf } from "../harness/visitor.ts";

const SLOW = 300_000;
const ADMIN = `/api/admin/matters/${MATTER}`;

onEachDatabase("the catalogue lives", (database) => {
  let site: TestPlatform;
  let owner: Person;
  let first: Person;
  let second: Person;

  const enterAll = async (): Promise<void> => {
    owner = personOf(site, await enter(site, "demo-shop-owner"));
    first = personOf(site, await enter(site, "demo-configurer"));
    second = personOf(site, await enter(site, "demo-configurer-second"));
  };
  beforeAll(async () => {
    site = await startTestPlatform({ database, at: "2026-11-16T09:00:00+08:00", faces: false });
    await enterAll();
  }, SLOW);
  afterAll(() => site?.dispose());

  const propose = (act: string, more: object = {}) =>
    first.try("POST", `${ADMIN}/proposals`, { act, from: "2026-11-16", reason: "系统改造", ...more });
  const decide = (who: Person, approve = true) =>
    who.try("POST", `${ADMIN}/proposals/decision`, { approve, reason: "情况属实" });
  const guide = () => owner.get<GuideAnswer>(`/api/matters/${MATTER}`);
  const answered = async (sent: Promise<{ status: number; body: unknown }>) => {
    const { status, body } = await sent;
    return [status, codeOf(body)];
  };

  it("suspends a matter once a second configurer has approved it, and never before", async () => {
    expect(await answered(propose("suspend", { to: "2026-11-20" }))).toEqual([200, undefined]);
    expect((await guide()).standing.state).toBe("inForce");
    expect(await answered(propose("cancel"))).toEqual([409, "OFFERING_PROPOSAL_OPEN"]);
    expect(await answered(decide(first))).toEqual([403, "OFFERING_OWN_PROPOSAL"]);
    expect(await answered(decide(second))).toEqual([200, undefined]);
    const { standing } = await guide();
    expect(standing).toMatchObject({
      state: "suspended",
      from: "2026-11-16",
      to: "2026-11-20",
      reason: "系统改造",
    });
    const { items } = await owner.get<CatalogueAnswer>("/api/matters?q=开饭店");
    expect(items.find(({ id }) => id === MATTER)?.standing.state).toBe("suspended");
  });

  it("keeps the draft of a suspended matter and says why it takes no application", async () => {
    const draft = { values: { operator: "千山区瑞汤小吃店" }, materials: {} };
    expect((await owner.try("PUT", `/api/drafts/${MATTER}`, draft)).status).toBe(200);
    const materials = await uploadMaterials(owner);
    const sent = await owner.try("POST", "/api/cases", { matter: MATTER, values: foodForm(), materials });
    expect([sent.status, codeOf(sent.body)]).toEqual([409, "MATTER_SUSPENDED"]);
    expect(JSON.stringify(sent.body)).toContain("自2026-11-16起暂停办理至2026-11-20：系统改造");
    expect(await owner.get(`/api/drafts/${MATTER}`)).toMatchObject(draft);
  });

  it("takes applications again when the suspension is over, or resumed before", async () => {
    expect(await answered(propose("resume"))).toEqual([200, undefined]);
    expect(await answered(decide(second))).toEqual([200, undefined]);
    expect((await guide()).standing.state).toBe("inForce");
    expect((await applyForFoodLicence(owner)).caseNo).toMatch(/^210311/);
  });

  it("changes texts and the promise as a new version from a day on; a case keeps the one it began with", async () => {
    const set = { "place.zh": "千山区政务服务中心2楼", promised: "5个工作日" };
    const wrong = await propose("amend", { set: { promised: "30个工作日", basic: "0" } });
    expect([wrong.status, codeOf(wrong.body)]).toEqual([422, "OFFERING_AMENDMENT_WRONG"]);
    expect((wrong.body as { fields: { pointer: string }[] }).fields.map(({ pointer }) => pointer)).toEqual([
      "/set/basic",
      "/set/promised",
    ]);
    const same = {
      "hours.zh": (await guide()).sections
        .flatMap(({ rows }) => rows)
        .find(({ label }) => label.zh === "办理时间")?.value.zh,
    };
    expect(await answered(propose("amend", { set: same }))).toEqual([422, "OFFERING_NOTHING_CHANGES"]);
    const before = await applyForFoodLicence(owner);
    expect(await answered(propose("amend", { set, from: "2026-11-17" }))).toEqual([200, undefined]);
    const shown = await second.get<OfferingAnswer>(ADMIN);
    expect(shown.proposal?.differences.map(({ before: from, after }) => [from, after])).toContainEqual([
      "7个工作日",
      "5个工作日",
    ]);
    expect(await answered(decide(second))).toEqual([200, undefined]);
    expect((await guide()).version).toBe("1");
    site.moveTo("2026-11-17T09:00:00+08:00");
    await enterAll();
    const told = await guide();
    expect([told.version, told.summary.promised]).toEqual(["1.1", "5wd"]);
    const after = await applyForFoodLicence(owner);
    const versionOf = async (caseNo: string) =>
      (await findCaseByNo(site.store, systemContext(site.pack.code), caseNo))?.head.matterVersion;
    expect([await versionOf(before.caseNo), await versionOf(after.caseNo)]).toEqual(["1", "1.1"]);
  });

  it("tells every version with what it changed, and who proposed and approved it", async () => {
    const { versions } = await owner.get<VersionsAnswer>(`/api/matters/${MATTER}/versions`);
    expect(versions.map(({ version, current }) => [version, current])).toEqual([
      ["1.1", true],
      ["1", false],
    ]);
    expect(versions[0]?.differences.map(({ name }) => name.zh)).toEqual(["承诺办结时限", "办理地点"]);
    const { history } = await second.get<OfferingAnswer>(ADMIN);
    expect(history[0]?.sentence.zh).toBe("审核通过修改，2026-11-17起：系统改造（审核意见：情况属实）。");
    expect(history.map(({ sentence }) => sentence.zh).filter((zh) => zh.startsWith("提出"))).toHaveLength(3);
  });

  it("refuses a proposal, days that are over, and acts that do not fit", async () => {
    expect(await answered(propose("suspend"))).toEqual([422, "OFFERING_DAYS_WRONG"]);
    expect(await answered(propose("resume", { from: "2026-11-17" }))).toEqual([409, "OFFERING_ACT_UNFIT"]);
    expect(await answered(propose("cancel", { from: "2026-11-17" }))).toEqual([200, undefined]);
    expect(await answered(decide(second, false))).toEqual([200, undefined]);
    expect(await answered(decide(second))).toEqual([409, "OFFERING_NO_PROPOSAL"]);
    expect((await guide()).standing.state).toBe("inForce");
  });

  it("cancels a matter for good; its record's chain is whole", async () => {
    expect(await answered(propose("cancel", { from: "2026-11-17", reason: "法律修改" }))).toEqual([
      200,
      undefined,
    ]);
    expect(await answered(decide(second))).toEqual([200, undefined]);
    const materials = await uploadMaterials(owner);
    const sent = owner.try("POST", "/api/cases", { matter: MATTER, values: foodForm(), materials });
    expect(await answered(sent)).toEqual([410, "MATTER_CANCELLED"]);
    const { items } = await owner.get<CatalogueAnswer>("/api/matters");
    expect(items.map(({ id }) => id)).not.toContain(MATTER);
    expect(await auditLedger(site.store)).toMatchObject({ ok: true, faults: [] });
  });
});
