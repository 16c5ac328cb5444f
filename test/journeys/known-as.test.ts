import { afterAll, beforeAll, expect, it } from "vitest";
import type { AccountAnswer, CasePage, FoundRecordAnswer, NewAccountAnswer, PrefillAnswer } from "#contract";
import { auditLedger, listEntries, systemContext } from "#store";
import { recogniseByIssuer, unfitRegisters } from "../../src/app/ports/recognise-by-issuer.ts";
import { COMPANY, foodForm, MATTER, uploadMaterials } from "../harness/food-licence.ts";
import type { Person } from "../harness/person.ts";
import { onEachDatabase, startTestPlatform, type TestPlatform } from "../harness/test-platform.ts";
import { enter, personOf } from "../harness/visitor.ts";

const SHOP = "92210311MA1Q00029L";

onEachDatabase("whose account it is", (database) => {
  let site: TestPlatform;
  let admin: Person;
  beforeAll(async () => {
    site = await startTestPlatform({ database, at: "2026-11-16T09:00:00+08:00", faces: false });
    admin = personOf(site, await enter(site, "demo-admin"));
  }, 120_000);
  afterAll(() => site?.dispose());

  const newAccount = async (username: string, name: string, kind: string): Promise<string> => {
    const made = await admin.try("POST", "/api/admin/accounts", { username, name, kind, posts: [] });
    expect(made.status).toBe(200);
    return (made.body as NewAccountAnswer).account.id;
  };
  const recognise = (id: string, register: string, key: string | null, reason = "查验营业执照原件") =>
    admin.try("PUT", `/api/admin/accounts/${id}/known-as/${register}`, { key, reason });
  const listed = async (name: string): Promise<AccountAnswer | undefined> => {
    const page = await admin.get<{ items: AccountAnswer[] }>(
      `/api/admin/accounts?q=${encodeURIComponent(name)}`,
    );
    return page.items.find((each) => each.name === name);
  };

  it("is set by the administrator with a reason, and lets the account apply as its firm from then on", async () => {
    const id = await newAccount("fengrui", "千山区丰瑞餐馆", "enterprise");
    const firm = personOf(site, await enter(site, id));
    const shop = { operator: "千山区丰瑞餐馆", creditCode: SHOP, legalRepresentative: "高玉伟" };
    const materials = await uploadMaterials(firm);
    const apply = () => firm.try("POST", "/api/cases", { matter: MATTER, values: foodForm(shop), materials });
    expect(await apply()).toMatchObject({ status: 403, body: { code: "APPLICANT_NOT_OPERATOR" } });

    const found = await admin.try("POST", "/api/admin/records/find", {
      register: "enterprise",
      key: ` ${SHOP.toLowerCase()} `,
    });
    expect(found).toMatchObject({
      status: 200,
      body: { title: { zh: "千山区丰瑞餐馆" }, live: true, maskedName: null },
    });
    expect(await recognise(id, "enterprise", SHOP)).toMatchObject({ status: 200 });
    expect((await listed("千山区丰瑞餐馆"))?.knownAs).toMatchObject([
      { register: "enterprise", title: { zh: "千山区丰瑞餐馆" }, source: "administrator", live: true },
    ]);
    expect((await firm.get<PrefillAnswer>(`/api/matters/${MATTER}/prefill`)).values).toMatchObject({
      creditCode: SHOP,
    });
    expect((await apply()).status).toBe(200);
    expect((await firm.get<CasePage>("/api/my/cases")).items).toHaveLength(1);

    const entries = await listEntries(site.store, systemContext(site.pack.code), `record:enterprise:${SHOP}`);
    expect(entries.at(-1)).toMatchObject({
      kind: "accountRecognised",
      actor: { kind: "person", account: "demo-admin" },
      data: { account: id, reason: "查验营业执照原件" },
    });
    expect(await auditLedger(site.store)).toMatchObject({ ok: true });
  });

  it("is one record of a register, known and in being, of an account that is not staff's, and never without a reason", async () => {
    const id = await newAccount("li-si", "李四", "resident");
    const refusals = [
      [await recognise(id, "enterprise", "91210311MA0QX8AB02"), 422, "KNOWN_AS_RECORD_UNKNOWN"],
      [await recognise(id, "certificate", "1"), 422, "KNOWN_AS_REGISTER_UNFIT"],
      [await recognise(id, "enterprise", null), 409, "KNOWN_AS_NOTHING"],
      [await recognise(id, "enterprise", SHOP, "  "), 400, undefined],
      [await recognise("nobody", "enterprise", SHOP), 404, "ACCOUNT_NOT_FOUND"],
      [await recognise("demo-clerk", "enterprise", SHOP), 409, "KNOWN_AS_STAFF"],
    ] as const;
    for (const [answer, status, code] of refusals)
      expect([
        answer.status,
        code === undefined ? undefined : (answer.body as { code: string }).code,
      ]).toEqual([status, code]);
    expect((await recognise(id, "enterprise", SHOP)).status).toBe(200);
    expect(await recognise(id, "enterprise", COMPANY.creditCode)).toMatchObject({
      status: 409,
      body: { code: "KNOWN_AS_ALREADY" },
    });
    expect((await recognise(id, "enterprise", null, "已转让")).status).toBe(200);
    expect((await recognise(id, "enterprise", COMPANY.creditCode)).status).toBe(200);
  });

  it("is said by a trusted issuer at each sign-in, under what an administrator set", async () => {
    const id = await newAccount("city", "市里来的", "enterprise");
    const name = { zh: "鞍山市统一身份认证", en: "Anshan identity" };
    const issuer = {
      url: "https://id.example",
      clientId: "c",
      clientSecret: "s",
      name,
      unknown: "resident",
    } as const;
    const recogniseSaid = recogniseByIssuer(site.platform.work, issuer);
    const account = await site.platform.signIn.store.findAccount(id);
    if (account === undefined) throw new Error("the account is gone");
    const say = async (key: string | null) => {
      await recogniseSaid(account, [{ register: "enterprise", key }]);
      return (await listed("市里来的"))?.knownAs.map(({ title, source }) => `${title.zh} ${source}`);
    };
    expect(await say(SHOP)).toEqual(["千山区丰瑞餐馆 issuer"]);
    expect(await say(COMPANY.creditCode)).toEqual(["鞍山汤和餐饮管理有限公司 issuer"]);
    expect(await say("91210311MA0QX8AB02")).toEqual([]);
    expect(await say(SHOP)).toEqual(["千山区丰瑞餐馆 issuer"]);
    expect(await say(null)).toEqual([]);
    expect((await recognise(id, "enterprise", COMPANY.creditCode)).status).toBe(200);
    expect(await say(SHOP)).toEqual(["鞍山汤和餐饮管理有限公司 administrator"]);
    expect(await say(null)).toEqual(["鞍山汤和餐饮管理有限公司 administrator"]);
    expect(unfitRegisters(site.platform.work, { ...issuer, knownAs: { certificate: "x" } })).toMatchObject([
      { code: "KNOWN_AS_REGISTER_UNFIT" },
    ]);
  });

  it("ends with everything that was seen through it", async () => {
    const id = await newAccount("books", "代账一人", "resident");
    const books = personOf(site, await enter(site, id));
    expect((await recognise(id, "enterprise", SHOP)).status).toBe(200);
    expect((await books.get<CasePage>("/api/my/cases")).items).toHaveLength(1);
    expect((await recognise(id, "enterprise", null, "不再受聘")).status).toBe(200);
    expect((await books.get<CasePage>("/api/my/cases")).items).toHaveLength(0);
    expect((await listed("代账一人"))?.knownAs).toEqual([]);
  });

  it("finds a person by number without showing more than a masked name, and keeps the number nowhere in the open", async () => {
    const found = await admin.try("POST", "/api/admin/records/find", {
      register: "population",
      key: COMPANY.idNo,
    });
    expect(found.body as FoundRecordAnswer).toMatchObject({ maskedName: "黄*梅", live: true });
    expect(JSON.stringify(found.body)).not.toContain("黄宝梅");
  });

  it("tells the legal representative's personal account from an agent's: no letter is asked", async () => {
    const id = await newAccount("huang", "黄宝梅", "resident");
    const huang = personOf(site, await enter(site, id));
    const materials = await uploadMaterials(huang);
    const apply = (change: object = {}, more: object = {}) =>
      huang.try("POST", "/api/cases", {
        matter: MATTER,
        values: foodForm({ ...COMPANY, ...change }),
        materials: { ...materials, ...more },
      });
    expect(await apply()).toMatchObject({ status: 403, body: { code: "APPLICANT_NOT_OPERATOR" } });
    const letter = await uploadMaterials(huang, ["authorisation"]);
    // A number of somebody else: with the legal representative's own the form itself refuses.
    const agent = { byAgent: true, agentName: "黄宝梅", agentIdNo: "210311197111051553" };
    expect(await apply(agent, letter)).toMatchObject({
      status: 422,
      body: { code: "APPLICANT_AGENT_UNVERIFIED" },
    });
    expect((await recognise(id, "population", COMPANY.idNo, "查验身份证原件")).status).toBe(200);
    expect(await apply(agent, letter)).toMatchObject({
      status: 422,
      body: { code: "APPLICANT_IS_OPERATOR" },
    });
    const sent = await apply();
    expect(sent.status).toBe(200);
    const company = personOf(site, await enter(site, "demo-company"));
    const { items } = await company.get<CasePage>("/api/my/cases");
    expect(items).toMatchObject([{ caseNo: (sent.body as { caseNo: string }).caseNo, byAgent: false }]);
  });
});
