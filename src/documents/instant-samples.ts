import type { JsonObject } from "#kernel";

/** Samples of the templates that matters decided by rule, or by people after it, are told with. */
export const INSTANT_SAMPLES: Readonly<Record<string, JsonObject>> = {
  "case-acceptance": {
    title: "受理通知书",
    number: "鞍千市监受〔2022〕17号",
    statutoryLimit: "3个工作日",
    statutoryDue: "2022-10-08",
    promisedLimit: "当日",
    promisedDue: "2022-09-30",
  },
  "case-correction": {
    title: "一次性告知补正通知书",
    number: "鞍千市监补〔2022〕5号",
    supplementBy: "2022-10-28",
    defects: [{ material: "授权委托书", problem: "没有经营者签名", requirement: "由经营者签名后重新上传" }],
  },
  "case-not-accepted": {
    title: "不予受理通知书",
    number: "鞍千市监不受〔2022〕1号",
    reasons: ["经营场所不在本区"],
    competentOrgan: "鞍山市铁东区市场监督管理局",
    competentAddress: null,
    reconsiderationOrgan: "鞍山市千山区人民政府",
    court: "鞍山市千山区人民法院",
  },
  "case-grant": {
    title: "准予办理决定书",
    number: "鞍千市监准〔2022〕12号",
    decidedOn: "2022-09-30",
    basis: ["《中华人民共和国市场主体登记管理条例》第十九条"],
    particulars: [
      { name: "名称", value: "千山区文娟理发店" },
      { name: "统一社会信用代码", value: "92210311MA20000145" },
      { name: "经营范围", value: "理发服务" },
    ],
    certificateName: "营业执照（个体工商户）",
    byRule: true,
    checked: ["经营者身份与人口库一致", "名称未被登记、未被申请在先", "经营范围在规范目录内"],
  },
  "case-refusal": {
    title: "不予办理决定书",
    number: "鞍千市监不准〔2022〕2号",
    decidedOn: "2022-09-30",
    reasons: ["名称已被他人登记"],
    basis: ["《中华人民共和国市场主体登记管理条例》第十条"],
    reconsiderationOrgan: "鞍山市千山区人民政府",
    court: "鞍山市千山区人民法院",
  },
  "sole-trader-licence": {
    title: "营业执照（个体工商户）",
    number: "92210311MA20000145",
    issuedOn: "2022-09-30",
    operator: "千山区文娟理发店",
    legalRepresentative: "王文娟",
    domicile: "辽宁省鞍山市千山区甘泉镇演示路18号",
    businessItems: "理发服务；生活美容服务",
    certificateIdentifier: "1.2.156.3005.2.11100000MB0143028R003.11210311MB1Q000307.92210311MA20000145.001.4",
  },
};
