import type { JsonObject } from "#kernel";

/** The promise of deferred material, and what comes of it when it is not kept. */
export const DEFERRAL_SAMPLES: Readonly<Record<string, JsonObject>> = {
  "deferral-promise": {
    title: "容缺受理承诺书",
    number: "2103112022092901000017-容缺",
    applicant: "鞍山市千山区甘泉镇福满园饭店",
    materials: ["经营场所使用证明", "从业人员名册"],
    by: "2022-10-14",
    text: "本单位已经知道上列材料是本次申请必需的材料，承诺最迟在所列日期前补齐，并保证补交的材料真实、符合要求。",
    textHash: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    signedBy: "鞍山市千山区甘泉镇福满园饭店",
    signedAt: "2022-10-08T02:00:00.000Z",
  },
  "commitment-promise": {
    title: "告知承诺书",
    number: "2103112022092901000017-承诺",
    applicant: "鞍山市千山区甘泉镇福满园饭店",
    conditions: ["有合法的经营主体资格", "场所布局、通风、消毒设施符合卫生要求", "从业人员持有健康证明"],
    standards: ["《公共场所卫生指标及限值要求》"],
    consequences: ["承诺不实的，撤销许可，限期不得再作承诺，记入信用记录"],
    promise: "本单位已经知道上述告知的全部内容，承诺具备全部条件，愿意接受核查并承担后果。",
    textHash: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    signedBy: "鞍山市千山区甘泉镇福满园饭店",
    signedAt: "2022-10-08T02:00:00.000Z",
  },
  "commitment-hearing": {
    title: "撤销行政许可陈述申辩告知书",
    number: "鞍千卫健许撤告〔2022〕1号",
    grantedMatter: "公共场所卫生许可（新办）",
    licenceNo: "鞍千卫公字〔2022〕第0001号",
    facts: ["机械通风设施：没有安装"],
    supplementBy: "2022-11-15",
  },
  revocation: {
    title: "撤销行政许可决定书",
    number: "鞍千卫健许撤〔2022〕1号",
    grantedMatter: "公共场所卫生许可（新办）",
    licenceNo: "鞍千卫公字〔2022〕第0001号",
    decidedOn: "2022-11-20",
    reasons: ["没有安装承诺的机械通风设施"],
    reconsiderationOrgan: "鞍山市千山区人民政府",
    court: "鞍山市千山区人民法院",
  },
  "deferral-lapse": {
    title: "终止办理通知书",
    number: "鞍千市监许终〔2022〕3号",
    receivedOn: "2022-10-08",
    materials: ["经营场所使用证明", "从业人员名册"],
    by: "2022-10-14",
  },
};
