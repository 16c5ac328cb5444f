import { isJsonObject, type Bilingual, type Json } from "#kernel";

/** What the sources of facts give by themselves, and what matters often compare; other names are shown as written. */
const WORDS: Readonly<Record<string, Bilingual>> = {
  found: { zh: "有记录", en: "on record" },
  live: { zh: "记录有效", en: "in force" },
  status: { zh: "状态", en: "status" },
  count: { zh: "数量", en: "how many" },
  taken: { zh: "已被占用", en: "taken" },
  holds: { zh: "符合", en: "fits" },
  which: { zh: "涉及", en: "which" },
  recognised: { zh: "账号已认定为本人", en: "account recognised" },
  byAgent: { zh: "代办", en: "by an agent" },
  atWindow: { zh: "窗口当面提出", en: "in person at a window" },
  nameMatches: { zh: "姓名一致", en: "name agrees" },
  adult: { zh: "已满十八周岁", en: "of age" },
  age: { zh: "年龄", en: "age" },
  operatorMatches: { zh: "是登记的经营者", en: "the registered trader" },
  current: { zh: "在有效期内", en: "current" },
  ownVehicle: { zh: "车辆属于业户", en: "own vehicle" },
  name: { zh: "名称", en: "name" },
  kind: { zh: "类型", en: "kind" },
  domicile: { zh: "住所", en: "domicile" },
  division: { zh: "区划", en: "division" },
  businessScope: { zh: "经营范围", en: "scope" },
  licenceNo: { zh: "许可证号", en: "licence number" },
  vehicleType: { zh: "车辆类型", en: "vehicle" },
  totalMass: { zh: "总质量（千克）", en: "total mass (kg)" },
  validTo: { zh: "有效期至", en: "valid to" },
};

/** A fact's value as staff read it: `有记录：是；记录有效：是`. */
export function factInWords(value: Json): Bilingual {
  if (!isJsonObject(value)) return { zh: text(value).zh, en: text(value).en };
  const parts = Object.entries(value).map(([name, each]) => ({
    name: WORDS[name] ?? { zh: name, en: name },
    told: text(each),
  }));
  return {
    zh: parts.map(({ name, told }) => `${name.zh}：${told.zh}`).join("；"),
    en: parts.map(({ name, told }) => `${name.en}: ${told.en}`).join("; "),
  };
}

function text(value: Json): Bilingual {
  if (typeof value === "boolean") return value ? { zh: "是", en: "yes" } : { zh: "否", en: "no" };
  if (value === null || (Array.isArray(value) && value.length === 0)) return { zh: "无", en: "none" };
  const all = Array.isArray(value) ? value.map(String) : [String(value)];
  return { zh: all.join("、"), en: all.join(", ") };
}
