import { rm } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { GroundsAnswer } from "#contract";
import { changeRecord, recordSubject } from "#registers";
import { findRecord, systemContext } from "#store";
import { expectOk } from "#kernel";
import { json, startOutsideSystem, type OutsideSystem } from "../harness/outside-system.ts";
import { packWithAddress } from "../harness/pack-with-address.ts";
import type { CaseAnswer, Person } from "../harness/person.ts";
import { decideByPeople, mustRegister, SOLE_TRADER, soleTraderForm } from "../harness/sole-trader.ts";
import { startTestPlatform, type TestPlatform } from "../harness/test-platform.ts";
import { enter, personOf } from "../harness/visitor.ts";

const MATTER = `matters/${SOLE_TRADER}/matter.yaml`;
const FACT = `    - id: credit
      name: { zh: 信用信息, en: Credit }
      source:
        kind: http
        address: credit
        path: /persons/{mobile}
        inputs: { mobile: =form.mobile }
        timeout: PT1S
        answers: { clean: =body.clean, owner: =body.owner }
`;
const CONDITION = `    - { id: clean, name: { zh: 信用良好, en: Good credit }, law: { zh: 本区规定, en: local rule }, article: { zh: 第一条, en: art. 1 }, facts: [credit] }
`;

/** The demonstration's pack, with one more fact of the registration that a system outside knows. */
const packWithOutside = (url: string): Promise<string> =>
  packWithAddress("credit", url, {
    [MATTER]: (text) => text.replace("  conditions:\n    - {", `${FACT}  conditions:\n${CONDITION}    - {`),
    [`matters/${SOLE_TRADER}/decide.dmn`]: (text) =>
      text.replace(
        "    </context>",
        `      <contextEntry id="c_clean"><variable id="clean_v" name="clean" typeRef="boolean" /><literalExpression id="clean_e"><text>facts.credit.clean</text></literalExpression></contextEntry>\n    </context>`,
      ),
    [`matters/${SOLE_TRADER}/examples.yaml`]: () => "base: {}\nrehearsals: []\n",
  });

describe("秒批 on a fact from outside", () => {
  let outside: OutsideSystem;
  let folder: string;
  let site: TestPlatform;
  let owner: Person;
  beforeAll(async () => {
    outside = await startOutsideSystem();
    folder = await packWithOutside(outside.url);
    site = await startTestPlatform({ district: folder, at: "2026-11-16T09:00:00+08:00", faces: false });
    owner = personOf(site, await enter(site, "demo-shop-owner"));
  }, 180_000);
  afterAll(async () => {
    await site?.dispose();
    await outside?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const outcomeOf = async (caseNo: string) =>
    (await owner.get<CaseAnswer>(`/api/cases/${caseNo}`)).summary.outcome;
  const groundsOf = (caseNo: string) => owner.get<GroundsAnswer>(`/api/cases/${caseNo}/grounds`);

  it("what it answers decides, and of what it says only a yes, a no or a number is kept", async () => {
    outside.answer = () => json({ clean: true, owner: "何志军的住址" });
    const { caseNo } = await mustRegister(owner, { tradeName: "千山区外信一号店" });
    expect(await outcomeOf(caseNo)).toBe("granted");
    expect(outside.heard.at(-1)).toMatchObject({ method: "GET", path: "/persons/13900000001" });
    const clerk = personOf(site, await enter(site, "demo-clerk"));
    const page = await clerk.get<unknown>(`/api/cases/${caseNo}/grounds`);
    expect(JSON.stringify(page)).not.toContain("住址");
  });

  it("a no, a silence longer than its time, a fault and nonsense each leave the case to people, with why", async () => {
    const answers = [
      ["fails", () => json({ clean: false })],
      ["factMissing", () => null],
      ["factMissing", () => json({}, 500)],
      ["factMissing", () => ({ status: 200, body: "<html>" })],
      ["unanswered", () => json({ clean: "yes" })],
    ] as const;
    for (const [place, [result, answer]] of answers.entries()) {
      outside.answer = answer;
      const began = performance.now();
      const { caseNo } = await mustRegister(owner, { tradeName: `千山区外信二${place}号店` });
      expect(performance.now() - began).toBeLessThan(15_000);
      expect(await outcomeOf(caseNo)).toBeNull();
      const { conditions, facts } = await groundsOf(caseNo);
      expect(conditions.find(({ id }) => id === "clean")?.result).toBe(result);
      const missing = facts.find(({ id }) => id === "credit")?.missing ?? null;
      expect(missing === null).toBe(result !== "factMissing");
      if (place === 1) await decideByPeople(site, caseNo);
      if (place === 1) expect(await outcomeOf(caseNo)).toBe("granted");
    }
  });

  it("a person whose record has ended is not granted by rule", async () => {
    outside.answer = () => json({ clean: true });
    const id = site.platform.work.recordId("population", "210311199907041608");
    const context = systemContext(site.pack.code);
    const stored = await findRecord(site.store, context, "population", id);
    if (stored === undefined) throw new Error(`no ${recordSubject("population", id)}`);
    const change = changeRecord(stored, {
      at: site.now(),
      actor: { kind: "system", name: "test" },
      status: "moved",
      reason: "迁出",
    });
    const kept = { changes: [change], documents: [], outbox: [], personal: [], files: [] };
    expectOk(await site.store.cases.transact(context, (each) => each.commit(kept)));
    const sent = await owner.try("POST", "/api/cases", {
      matter: SOLE_TRADER,
      values: soleTraderForm({ tradeName: "千山区外信三号店" }),
      materials: {},
    });
    expect(sent).toMatchObject({ status: 422, body: { code: "APPLICANT_RECORD_ENDED" } });
  });
});
