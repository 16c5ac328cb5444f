import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { formInCase, type StoredCase } from "#cases";
import { expectOk, instantFromMillis, type JsonObject } from "#kernel";
import { readPack } from "../pack/read-pack.ts";
import { BAD, GOOD } from "../../../test/support/checked-forms.ts";
import { formValidator } from "./validate-form.ts";

const PACK = fileURLToPath(new URL("../../../districts/qianshan", import.meta.url));
const NOW = instantFromMillis(Date.parse("2026-11-20T12:00:00+08:00"));
const validate = formValidator(() => NOW);

/** What the case of these forms knows by itself. */
const CASE: JsonObject = {
  receivedAt: "2026-11-16T01:00:00.000Z",
  limits: { statutory: "10wd", promised: "7wd", extension: "5wd" },
  settings: { reconsiderationOrgan: "鞍山市千山区人民政府", court: "鞍山市千山区人民法院" },
  signer: "何桂平",
  // Around a hearing, a promise to hand in later, a rating that was put right, a verdict of rules.
  hearingEarliest: "2026-12-01",
  hearingLatest: "2026-12-18",
  deferral: { materials: [{ material: "report", name: "报告" }] },
  form: { kind: "rectified" },
  verdict: { failed: [] },
};

let forms: ReadonlyMap<string, JsonObject>;
beforeAll(async () => {
  const pack = expectOk(await readPack(PACK));
  const application = pack.matters.get("food-business-licence")?.form.schema ?? {};
  forms = new Map([
    ["application", application],
    ...[...pack.forms].map(([id, { schema }]) => [id, schema] as const),
  ]);
});

/** What is wrong with the values of a form, in a case that knows a little more. */
function faultsOf(form: string, values: JsonObject, known: JsonObject = {}): readonly string[] {
  const inCase = formInCase(forms.get(form) ?? {}, caseWith(known), NOW);
  return validate(inCase, values, { ...CASE, ...known }).map(
    ({ pointer, message }) => `${pointer} ${message.zh}`,
  );
}

const caseWith = (variables: JsonObject): Pick<StoredCase, "state"> => ({
  state: { variables } as unknown as StoredCase["state"],
});

/** A null in a change takes the field out. */
const changed = (form: string, change: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries({ ...GOOD[form], ...change }).filter(([, value]) => value !== null));

describe("what no single field can say", () => {
  it.each(Object.entries(GOOD))("%s takes what can be so", (form, values) => {
    expect(faultsOf(form, values)).toEqual([]);
  });

  it("a refusal with its reasons is taken", () => {
    expect(faultsOf("decision", { decision: "refuse", decisionReasons: ["生熟未分开"] })).toEqual([]);
  });

  it.each(BAD)("%s refuses %o where the case knows %o: %s", (form, change, known, said) => {
    const first = faultsOf(form, changed(form, change), known)[0];
    expect(first?.startsWith(said), first).toBe(true);
  });

  it("asks whether the letter of authority was checked only where an agent acts", () => {
    const letter = "/letterChecked ";
    const byAgent = { applicant: { byAgent: true } };
    for (const form of ["intake", "recheck"]) {
      const [first = ""] = faultsOf(form, GOOD[form] ?? {}, byAgent);
      expect(first.startsWith(letter), first).toBe(true);
      expect(faultsOf(form, { ...GOOD[form], letterChecked: true }, byAgent)).toEqual([]);
    }
  });

  it("has a good case for every form that checks across fields", () => {
    const checking = [...forms].filter(([, schema]) => schema["x-checks"] !== undefined).map(([id]) => id);
    expect(checking.filter((id) => GOOD[id] === undefined && id !== "application")).toEqual([]);
  });
});

describe("the application form", () => {
  const whole: JsonObject = {
    operator: "汤泉小馆",
    creditCode: "92210311MA1Q00010P",
    legalRepresentative: "何志军",
    idNo: "210311199907041608",
    domicile: "鞍山市千山区汤岗子街道温泉路18号",
    contactName: "何志军",
    mobile: "13900000001",
    byAgent: false,
    premisesName: "汤泉小馆",
    division: "210311006002",
    premisesAddress: "鞍山市千山区汤岗子街道温泉路18号1层",
    area: 86,
    ownWell: false,
    businessType: "餐饮服务经营者",
    businessItems: ["热食类食品制售"],
    staffCount: 3,
    safetyOfficer: "何志军",
    deliveryWay: "online",
    declaration: true,
  };
  const wrong = (change: JsonObject) => faultsOf("application", { ...whole, ...change });

  it("takes what can be so", () => {
    expect(wrong({})).toEqual([]);
    expect(wrong({ byAgent: true, agentName: "黄宝梅", agentIdNo: "210311196706262769" })).toEqual([]);
  });

  it("knows that nobody is their own agent, nothing is and is not, and somebody cooks", () => {
    expect(wrong({ byAgent: true, agentName: "何志军", agentIdNo: "210311199907041608" })).toEqual([
      "/agentIdNo 代办人不能是法定代表人本人",
    ]);
    expect(wrong({ businessItems: ["散装食品销售（含散装熟食）", "散装食品销售（不含散装熟食）"] })).toEqual([
      "/businessItems 含散装熟食和不含散装熟食只能选一项",
    ]);
    expect(wrong({ staffCount: 0 })).toEqual(["/staffCount 提供餐饮的，直接接触食品的从业人员至少1人"]);
    expect(wrong({ operator: "   " })).toEqual(["/operator “经营者名称”没有填写"]);
  });
});
