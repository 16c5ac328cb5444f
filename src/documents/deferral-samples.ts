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
  "deferral-lapse": {
    title: "终止办理通知书",
    number: "鞍千市监许终〔2022〕3号",
    receivedOn: "2022-10-08",
    materials: ["经营场所使用证明", "从业人员名册"],
    by: "2022-10-14",
  },
};
