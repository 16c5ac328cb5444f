import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { DeskPage, GroundsAnswer, RulesAnswer, RulesTrialAnswer } from "#contract";
import { parseCreditCode, sha256Hex } from "#kernel";
import { auditLedger, findCase, findRecord, listPersonal, systemContext } from "#store";
import { untilSealed } from "../harness/food-licence.ts";
import { mustAct, type CaseAnswer, type Person, type ReceiptAnswer } from "../harness/person.ts";
import { decideByPeople, mustRegister, register, SOLE_TRADER } from "../harness/sole-trader.ts";
import { onEachDatabase, startTestPlatform, type TestPlatform } from "../harness/test-platform.ts";
import { enter, personOf } from "../harness/visitor.ts";

/** As the draw is defined: by the digest of the number, in ten thousandths. */
const isDrawnBy = (caseNo: string, percent: number): boolean =>
  Number.parseInt(sha256Hex(caseNo).slice(0, 8), 16) % 10_000 < percent * 100;

onEachDatabase("秒批: registration of a sole trader", (database) => {
  let site: TestPlatform;
  let owner: Person;
  beforeAll(async () => {
    site = await startTestPlatform({ database, at: "2026-11-16T09:00:00+08:00", faces: false });
    owner = personOf(site, await enter(site, "demo-shop-owner"));
  }, 120_000);
  afterAll(() => site?.dispose());

  const pageOf = (caseNo: string, by = owner) => by.get<CaseAnswer>(`/api/cases/${caseNo}`);
  const staff = async (name: string) => personOf(site, await enter(site, `demo-${name}`));
  const groundsOf = (caseNo: string, by = owner) => by.get<GroundsAnswer>(`/api/cases/${caseNo}/grounds`);
  const failedIn = ({ conditions }: GroundsAnswer) =>
    conditions.filter(({ result }) => result !== "holds").map(({ id }) => id);
  const recordOf = async (creditCode: string) =>
    findRecord(site.store, systemContext(site.pack.code), "enterprise", creditCode);

  it("is decided with its receipt, sealed after it, and the firm stands in the register", async () => {
    const { caseNo } = await mustRegister(owner);
    const page = await untilSealed(() => pageOf(caseNo));
    expect(page.summary).toMatchObject({ state: "decided_grant", outcome: "granted" });
    expect(page.tasks).toEqual([]);
    expect(page.documents.map(({ title }) => title.zh).toSorted()).toEqual(
      ["营业执照（个体工商户）", "收件凭证"].toSorted(),
    );
    const creditCode = page.documents.find(({ kind }) => kind === "certificate")?.number ?? "";
    expect(creditCode).toMatch(/^92210311MA200001/);
    expect(parseCreditCode(creditCode, { organisationCode: true }).ok).toBe(true);
    const firm = await recordOf(creditCode);
    expect(firm).toMatchObject({ status: "active", data: { name: "千山区志军理发店", kind: "soleTrader" } });
    expect(JSON.stringify(firm?.data)).not.toContain("210311199907041608");
    const personal = await listPersonal(
      site.store,
      systemContext(site.pack.code),
      `record:enterprise:${creditCode}`,
    );
    expect(personal[0]?.content).toMatchObject({ legalRepresentativeIdNo: "210311199907041608" });
    expect(await auditLedger(site.store)).toMatchObject({ ok: true });
  });

  it("two of one name in one second: exactly one is granted, the other waits for a person", async () => {
    const both = await Promise.all(
      [1, 2].map(() => mustRegister(owner, { tradeName: "千山区双响五金店", scope: ["五金产品零售"] })),
    );
    const pages = await Promise.all(both.map(({ caseNo }) => pageOf(caseNo)));
    expect(pages.map(({ summary }) => summary.outcome).toSorted()).toEqual(["granted", null]);
    const waiting = pages.find(({ summary }) => summary.outcome === null)?.summary.caseNo ?? "";
    expect(failedIn(await groundsOf(waiting))).toEqual(["nameFree"]);
  });

  it("is told to the party in words, and to the organ's staff with what was found; the rules come to the same again", async () => {
    const { caseNo } = await mustRegister(owner, { tradeName: "千山区依据洗衣店", scope: ["洗染服务"] });
    const told = await groundsOf(caseNo);
    expect(told).toMatchObject({ granted: true, rules: null, again: false });
    expect(told.facts.map(({ value }) => value)).toEqual(told.facts.map(() => null));
    expect(told.facts.find(({ id }) => id === "person")).toMatchObject({
      source: { zh: "人口库" },
      missing: null,
    });
    expect(failedIn(told)).toEqual([]);
    expect(JSON.stringify(told)).not.toMatch(/何志军|210311199907041608|13900000001/);
    const clerk = await staff("clerk");
    const full = await groundsOf(caseNo, clerk);
    expect(full.rules).toMatch(/^[0-9a-f]{64}$/);
    expect(full.facts.find(({ id }) => id === "person")?.value).toMatchObject({
      zh: expect.stringContaining("姓名一致：是"),
    });
    expect(JSON.stringify(full)).not.toMatch(/何志军|210311199907041608|13900000001/);
    for (const who of [clerk, await staff("auditor")]) {
      const again = await who.try("POST", `/api/cases/${caseNo}/grounds/again`);
      expect(again).toMatchObject({ status: 200, body: { same: true, granted: true, rules: full.rules } });
    }
    expect(await owner.try("POST", `/api/cases/${caseNo}/grounds/again`)).toMatchObject({
      status: 403,
      body: { code: "DECISION_NOT_YOURS_TO_REPEAT" },
    });
  });

  it("what fails a condition is left to people, who see which, and is theirs to grant or refuse", async () => {
    const taken = { tradeName: "千山区瑞汤小吃店", scope: ["日用百货销售"] };
    const { caseNo } = await mustRegister(owner, taken);
    expect((await pageOf(caseNo)).summary.outcome).toBeNull();
    expect(failedIn(await groundsOf(caseNo))).toEqual(["nameFree"]);
    await decideByPeople(site, caseNo, "refuse");
    expect((await pageOf(caseNo)).summary).toMatchObject({ outcome: "refused", state: "decided_deny" });
    const other = await mustRegister(owner, { tradeName: "千山区占卜服务部", otherScope: "占卜服务" });
    expect(failedIn(await groundsOf(other.caseNo))).toEqual(["scopeListed"]);
    await decideByPeople(site, other.caseNo);
    expect((await pageOf(other.caseNo)).summary.outcome).toBe("granted");
    const facts = await Promise.all(
      [caseNo, other.caseNo].map(
        async (id) =>
          (await findCase(site.store, systemContext(site.pack.code), id))?.head.facts["decidedBy"],
      ),
    );
    expect(facts).toEqual(["person", "person"]);
  });

  it("a name is free again once the case that asked for it has ended without it", async () => {
    const name = { tradeName: "千山区重来文具店", scope: ["文具用品零售"] };
    const first = await mustRegister(owner, { ...name, otherScope: "目录外的" });
    expect(failedIn(await groundsOf(first.caseNo))).toEqual(["scopeListed"]);
    const second = await mustRegister(owner, name);
    expect(failedIn(await groundsOf(second.caseNo))).toEqual(["nameFree"]);
    for (const { caseNo } of [first, second])
      await mustAct(owner, caseNo, "Task_Withdraw", { withdrawalReason: "重新填写后再申请" });
    const third = await mustRegister(owner, name);
    expect((await pageOf(third.caseNo)).summary.outcome).toBe("granted");
  });

  it("the same form sent two hundred times in a second makes one case", async () => {
    const key = randomUUID();
    const form = { tradeName: "千山区反复花店", scope: ["礼品花卉销售"] };
    const took: number[] = [];
    const sent = await Promise.all(
      Array.from({ length: 200 }, async () => {
        const began = performance.now();
        const answer = await register(owner, form, key);
        took.push(performance.now() - began);
        return answer;
      }),
    );
    const numbers = new Set(
      sent.flatMap(({ status, body }) => (status === 200 ? (body as ReceiptAnswer).caseNo : [])),
    );
    expect(new Set(sent.map(({ status }) => status))).toEqual(new Set([200]));
    expect(numbers.size).toBe(1);
    const p95 = took.toSorted((one, other) => one - other)[Math.floor(took.length * 0.95)] ?? 0;
    console.info(`200 of one form: p95 ${Math.round(p95)} ms`);
  }, 180_000);

  it("script in a field is text like another, on paper and on the page", async () => {
    const { caseNo } = await mustRegister(owner, { otherScope: "<script>alert(1)</script>" });
    const page = await pageOf(caseNo);
    expect(page.summary.outcome).toBeNull();
    expect(JSON.stringify(page.form)).toContain("<script>alert(1)</script>");
    const named = await register(owner, { tradeName: "<img src=x onerror=alert(1)>" });
    expect(named).toMatchObject({ status: 422, body: { code: "FORM_INVALID" } });
  });

  it("somebody else's number is nobody's to register with", async () => {
    const other = await register(owner, { idNo: "210311198209031336", operatorName: "王文娟" });
    expect(other).toMatchObject({ status: 403, body: { code: "APPLICANT_NOT_OPERATOR" } });
    const nobody = await register(owner, { idNo: "210311199001011236", operatorName: "无此人" });
    expect(nobody.status).toBe(422);
    expect(JSON.stringify(nobody.body)).not.toContain("210311199001011236");
  });

  it("what is drawn is looked at afterwards by a reviewer of the organ that decided", async () => {
    const reviewer = await staff("reviewer");
    const drawn = async () => {
      const { items } = await reviewer.get<DeskPage>("/api/desk/tasks?view=organ&matter=instant-check");
      return items;
    };
    const numbers: string[] = [];
    while (!numbers.some((caseNo) => isDrawnBy(caseNo, 5))) {
      const name = `千山区抽查${numbers.length}号照相馆`;
      const form = { tradeName: name, premisesAddress: name, scope: ["摄影扩印服务"] };
      numbers.push((await mustRegister(owner, form)).caseNo);
    }
    const sampled = numbers.at(-1) ?? "";
    expect((await groundsOf(sampled, reviewer)).sampled).toBe(true);
    expect((await groundsOf(sampled)).sampled).toBe(false);
    const end = performance.now() + 20_000;
    while ((await drawn()).length === 0 && performance.now() < end)
      await new Promise((resolve) => setTimeout(resolve, 200));
    const [check] = await drawn();
    expect(JSON.stringify(check)).toContain(sampled);
    const checkNo = check?.case.caseNo ?? "";
    await mustAct(reviewer, checkNo, "Task_Check", { checkOutcome: "wrong", checkNote: "场所无人经营" });
    await mustAct(await staff("approver"), checkNo, "Task_Remedy", {
      remedy: "revoke",
      remedyNote: "以虚假材料取得登记",
    });
    expect((await pageOf(checkNo, reviewer)).summary).toMatchObject({ outcome: "rectified" });
  });

  it("other rules are tried on a period: who would go to a person and why, and nothing changes", async () => {
    const configurer = await staff("configurer");
    const { matters } = await configurer.get<RulesAnswer>("/api/admin/rules");
    const mine = matters.find(({ id }) => id === SOLE_TRADER);
    const ask = (rules: unknown) =>
      configurer.try("POST", "/api/admin/rules/trial", {
        matter: SOLE_TRADER,
        from: "2026-11-16",
        to: "2026-11-16",
        rules,
      });
    const asIs = await ask({ version: mine?.current });
    expect(asIs.status).toBe(200);
    const before = asIs.body as RulesTrialAnswer;
    expect(before).toMatchObject({ toPerson: 0, toMachine: 0, lines: [] });
    expect(before.tried).toBeGreaterThan(8);
    const xml = site.pack.matters.get(SOLE_TRADER)?.decisions.sources[0]?.xml ?? "";
    const stricter = xml.replace(
      "facts.scope.holds",
      'facts.scope.holds and not(list contains(form.scope, "理发服务"))',
    );
    const tried = (await ask({ xml: stricter })).body as RulesTrialAnswer;
    expect(tried.toPerson).toBe(1);
    expect(tried.lines[0]).toMatchObject({
      before: true,
      now: false,
      why: [{ name: { zh: "经营范围在规范目录内" }, before: "holds", now: "fails" }],
    });
    const laxer = xml.replace("not(facts.tradeName.taken)", "true");
    expect(((await ask({ xml: laxer })).body as RulesTrialAnswer).toMachine).toBeGreaterThan(0);
    expect(await ask({ xml: "<x/>" })).toMatchObject({ status: 422 });
    const sheet = await configurer.try("POST", "/api/admin/rules/trial/export", {
      matter: SOLE_TRADER,
      from: "2026-11-16",
      to: "2026-11-16",
      rules: { xml: stricter },
    });
    expect(sheet.status).toBe(200);
    expect(String(sheet.body)).toContain("经营范围在规范目录内：满足 → 不满足");
    expect(((await ask({ version: mine?.current })).body as RulesTrialAnswer).tried).toBe(before.tried);
  });
});
