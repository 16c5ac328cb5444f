import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { formInCase, type StoredCase } from "#cases";
import { expectOk, instantFromMillis, type JsonObject } from "#kernel";
import { readPack } from "./read-pack.ts";
import { formValidator } from "./validate-form.ts";

const PACK = fileURLToPath(new URL("../../districts/qianshan", import.meta.url));
const NOW = instantFromMillis(Date.parse("2026-11-20T12:00:00+08:00"));
const validate = formValidator(() => NOW);

/** What the case of these forms knows by itself. */
const CASE: JsonObject = {
  receivedAt: "2026-11-16T01:00:00.000Z",
  limits: { statutory: "10wd", promised: "7wd", extension: "5wd" },
  settings: { reconsiderationOrgan: "鞍山市千山区人民政府", court: "鞍山市千山区人民法院" },
  signer: "何桂平",
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

const GOOD: Readonly<Record<string, JsonObject>> = {
  "site-check": {
    siteCheckStart: "2026-11-20T09:00:00+08:00",
    siteCheckEnd: "2026-11-20T10:20:00+08:00",
    siteCheckItems: [{ item: "生熟分开", result: "符合" }],
    siteCheckConclusion: "现场核查合格",
    siteCheckOfficer: { name: "何桂平", licence: "C21031100017" },
    siteCheckPresent: { name: "何志军", signedAt: "2026-11-20T10:21:00+08:00" },
  },
  "site-check-second": {
    siteCheckAgreed: true,
    siteCheckSecondOfficer: { name: "何桂平", licence: "C21031100018" },
  },
  intake: {
    intakeOutcome: "accept",
    materialVerdicts: [{ material: "floorPlan", name: "平面图", accepted: true }],
  },
  recheck: {
    recheckOutcome: "accept",
    materialVerdicts: [{ material: "floorPlan", name: "平面图", accepted: true }],
  },
  supplement: { materials: { floorPlan: ["a".repeat(64)] } },
  withdrawal: {},
  review: { reviewOpinion: "材料齐全" },
  "extension-request": { extensionReason: "水样需要复检", extensionDays: 5 },
  "extension-approval": { extensionApproved: true, extensionApprover: "何桂平" },
  "testing-order": {
    testingInstitution: "区疾控中心",
    testingDays: 10,
    testingExpectedOn: "2026-12-04",
  },
  "testing-result": {
    testingPassed: true,
    testingReportNo: "SZ-1",
    testingSampledOn: "2026-11-18",
    testingReportedOn: "2026-11-20",
  },
  conclusion: { recommendation: "grant", conclusionOpinion: "符合条件" },
  decision: { decision: "grant" },
  delivery: { deliveredTo: "何志军", deliveredOn: "2026-11-20" },
};

/** Form, what differs from the good case, what the case knows, and what is said. */
const BAD: readonly (readonly [form: string, change: JsonObject, known: JsonObject, said: string])[] = [
  [
    "site-check",
    { siteCheckEnd: "2026-11-20T08:59:00+08:00", siteCheckPresent: null },
    {},
    "/siteCheckEnd 结束时间应晚于开始时间",
  ],
  ["site-check", { siteCheckEnd: "2026-11-20T12:01:00+08:00" }, {}, "/siteCheckEnd 结束时间不能晚于现在"],
  [
    "site-check",
    { siteCheckStart: "2026-11-16T08:59:00+08:00" },
    {},
    "/siteCheckStart 开始时间不能早于收件时间",
  ],
  [
    "site-check",
    { siteCheckEnd: "2026-11-31T10:00:00+08:00" },
    {},
    "/siteCheckEnd “核查结束时间”不是有效的时间，请写成 2022-09-30T10:00:00+08:00 的形式",
  ],
  [
    "site-check",
    { siteCheckOfficer: { name: "王成霞", licence: "C21031100018" } },
    {},
    "/siteCheckOfficer 签名须是办理人本人的姓名",
  ],
  [
    "site-check",
    { siteCheckPresent: { name: "何志军", signedAt: "2026-11-20T08:00:00+08:00" } },
    {},
    "/siteCheckPresent 陪同人员的签名时间应在核查开始之后，且不能晚于现在",
  ],
  [
    "site-check",
    {
      siteCheckItems: [{ item: "生熟分开", result: "不符合" }],
      siteCheckConclusion: "现场核查不合格",
    },
    {},
    "/siteCheckItems 不符合的项目须写明情况",
  ],
  [
    "site-check",
    { siteCheckItems: [{ item: "生熟分开", result: "不符合", note: "生熟案板混用" }] },
    {},
    "/siteCheckConclusion 有不符合的项目，结论不能是合格",
  ],
  [
    "site-check-second",
    {},
    { siteCheckOfficer: { name: "王成霞", licence: "C21031100018" } },
    "/siteCheckSecondOfficer 两名核查人员的执法证号不能相同",
  ],
  [
    "site-check-second",
    { siteCheckSecondOfficer: { name: "唐秀波", licence: "C21031100018" } },
    {},
    "/siteCheckSecondOfficer 签名须是办理人本人的姓名",
  ],
  [
    "intake",
    {
      materialVerdicts: [
        { material: "floorPlan", name: "平面图", accepted: true },
        { material: "floorPlan", name: "平面图", accepted: true },
      ],
    },
    {},
    "/materialVerdicts 同一份材料只能有一个审查结论",
  ],
  [
    "intake",
    { intakeReason: "属食品生产" },
    {},
    "/intakeOutcome 受理或者补正的，不能同时写明不予受理或者不需要许可的内容",
  ],
  [
    "recheck",
    {
      materialVerdicts: [
        { material: "floorPlan", name: "平面图", accepted: true },
        { material: "floorPlan", name: "平面图", accepted: true },
      ],
    },
    {},
    "/materialVerdicts 同一份材料只能有一个审查结论",
  ],
  [
    "supplement",
    {},
    { materialVerdicts: [{ material: "equipmentList", name: "清单", accepted: false }] },
    "/materials 告知补正的材料还一份都没有补交",
  ],
  ["withdrawal", {}, { decision: "grant" }, "/withdrawalReason 已经作出决定，不能再撤回申请"],
  ["review", { reviewOpinion: "  　" }, {}, "/reviewOpinion “审查情况”没有填写"],
  ["extension-request", { extensionDays: 6 }, {}, "/extensionDays 超过本事项规定的最长延长期限"],
  [
    "extension-request",
    { extensionDays: null },
    { limits: { extension: null } },
    "/extensionReason 本事项的期限不能延长",
  ],
  ["extension-approval", { extensionApprover: "唐秀波" }, {}, "/extensionApprover 签名须是办理人本人的姓名"],
  ["extension-approval", { extensionApproved: false }, {}, "/extensionOpinion “意见”没有填写"],
  ["extension-approval", {}, { limits: { extension: null } }, "/extensionApproved 本事项的期限不能延长"],
  ["testing-order", { testingExpectedOn: "2026-11-19" }, {}, "/testingExpectedOn 预计完成日期不能早于今天"],
  ["testing-order", { testingDays: 0 }, {}, "/testingDays “所需时间”应当不小于1"],
  ["testing-result", { testingReportedOn: "2026-11-17" }, {}, "/testingReportedOn 报告日期不能早于采样日期"],
  ["testing-result", { testingReportedOn: "2026-11-21" }, {}, "/testingReportedOn 报告日期不能晚于今天"],
  [
    "testing-result",
    {},
    { testingOrderedOn: "2026-11-19" },
    "/testingSampledOn 采样日期不能早于委托检测的日期",
  ],
  [
    "testing-result",
    { testingSampledOn: "2026-11-21", testingReportedOn: "2026-11-20" },
    {},
    "/testingSampledOn 采样日期不能晚于今天",
  ],
  ["testing-result", { testingPassed: false }, {}, "/testingFinding “检测结论”没有填写"],
  [
    "conclusion",
    {},
    { siteCheckConclusion: "现场核查不合格" },
    "/recommendation 现场核查不合格，不能建议准予许可",
  ],
  ["conclusion", {}, { testingPassed: false }, "/recommendation 水质检测不合格，不能建议准予许可"],
  ["decision", {}, { siteCheckConclusion: "现场核查不合格" }, "/decision 现场核查不合格，不能准予许可"],
  ["decision", {}, { testingPassed: false }, "/decision 水质检测不合格，不能准予许可"],
  ["decision", { decisionReasons: ["生熟未分开"] }, {}, "/decisionReasons 只有不予许可才写理由"],
  ["decision", { decision: "refuse" }, {}, "/decisionReasons “不予许可的理由”没有填写"],
  [
    "decision",
    { decision: "refuse", decisionReasons: ["生熟未分开"] },
    { settings: { reconsiderationOrgan: "鞍山市千山区人民政府" } },
    "/decision 没有配置复议机关和法院，不能告知救济途径，因此不能作出不予许可的决定",
  ],
  ["delivery", { deliveredOn: "2026-11-21" }, {}, "/deliveredOn 送达日期不能晚于今天"],
  [
    "delivery",
    { deliveredOn: "2026-11-18" },
    { decidedAt: "2026-11-19T00:10:00+08:00" },
    "/deliveredOn 送达日期不能早于作出决定的日期",
  ],
];

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
