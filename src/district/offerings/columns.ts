import { itemCodes } from "../answers/item-codes.ts";
import { limitsOn } from "../answers/limits-on.ts";
import type { Matter } from "../pack/pack.ts";
import { withinStatutory } from "../checks/check-limits.ts";
import { KIND_NAMES } from "../answers/kind-names.ts";
import { levelName } from "../answers/guide-sections.ts";
import type { Material } from "../parts/material.ts";
import { ITEM_TYPE_NAMES } from "../parts/matter.ts";
import { bothLanguages, fixed, linesInBoth, wordList, type OfferingColumn } from "./column-kinds.ts";
import { limitInWords, limitOfWords } from "./limit-words.ts";
import { err, ok, type Bilingual, type LocalDate, type Result } from "#kernel";

const yesNo = (yes: boolean): string => (yes ? "是" : "否");
const joined = (all: readonly Bilingual[]): string => all.map(({ zh }) => zh).join("；");
const name = (zh: string, en: string): Bilingual => ({ zh, en });

const NECESSITY: Readonly<Record<Material["necessity"], string>> = {
  required: "必要",
  optional: "非必要",
  deferrable: "容缺后补",
  shared: "数据共享，免提交",
};

/** What a matter is: codes, law, whose power it is. */
const WHAT: readonly OfferingColumn[] = [
  fixed("id", "事项标识", "Id", (matter) => matter.id),
  fixed("version", "版本号", "Version", (matter) => matter.version),
  fixed("name", "事项名称", "Matter", (matter) => matter.name.zh),
  fixed("mainItem", "主项", "Main item", (matter) => matter.mainItem.zh),
  fixed("handlingItem", "业务办理项", "Handling item", (matter) => matter.handlingItem.zh),
  fixed("basic", "基本编码", "Basic code", (matter) => matter.codes.basic),
  fixed(
    "implementation",
    "实施编码",
    "Implementation code",
    (matter, { organs }) => itemCodes(matter, organs.get(matter.organ)).implementation,
  ),
  fixed(
    "handling",
    "业务办理项编码",
    "Handling item code",
    (matter, { organs }) => itemCodes(matter, organs.get(matter.organ)).handling,
  ),
  fixed("itemType", "事项类型", "Type", (matter) => ITEM_TYPE_NAMES[matter.itemType].zh),
  fixed("legalBasis", "设定依据", "Legal basis", (matter) =>
    matter.legalBasis.map(({ law, article }) => `${law.zh}${article.zh}`).join("；"),
  ),
  fixed(
    "organ",
    "实施机构",
    "Organ",
    (matter, { organs }) => organs.get(matter.organ)?.name.zh ?? matter.organ,
  ),
  fixed("level", "行使层级", "Level", (matter) => levelName(matter.exerciseLevel).zh),
  fixed("powerSource", "权力来源", "Source of the power", (matter) => matter.powerSource.zh),
  fixed("serviceObjects", "服务对象", "For whom", (matter) => joined(matter.serviceObjects)),
  fixed("jointOrgans", "联办机构", "Joint organs", (matter, { organs }) =>
    matter.jointOrgans.map((id) => organs.get(id)?.name.zh ?? id).join("、"),
  ),
  fixed("events", "人生和企业事件", "Events", (matter, { events }) =>
    matter.events.map((id) => events.get(id)?.name.zh ?? id).join("、"),
  ),
  fixed("kind", "办件类型", "Kind", (matter) => KIND_NAMES[matter.kind].zh),
];

/** The promised limit of the period that holds on the day the change begins. */
function putPromise(matter: Matter, text: string, on: LocalDate): Result<Matter, Bilingual> {
  const promised = limitOfWords(text);
  const period = limitsOn(matter, on);
  if (promised === undefined || period === undefined)
    return err({ zh: "应当写作“5个工作日”这样的时限", en: "it should be a limit such as 5个工作日" });
  const within = withinStatutory(promised, period.statutory);
  if (!within) {
    const most = limitInWords(period.statutory);
    return err({ zh: `不得超过法定时限${most}，且须用同一单位`, en: `it may not exceed the law's ${most}` });
  }
  if (matter.kind === "immediate" && promised !== "0wd")
    return err({
      zh: "即办件的承诺时限是当个工作日",
      en: "an immediate matter promises the same working day",
    });
  const limits = matter.limits.map((each) => (each === period ? { ...each, promised } : each));
  return ok({ ...matter, limits });
}

const TIME: readonly OfferingColumn[] = [
  fixed("statutory", "法定办结时限", "Statutory limit", (matter, _pack, on) =>
    limitInWords(limitsOn(matter, on)?.statutory ?? ""),
  ),
  fixed(
    "limitBasis",
    "时限依据",
    "Basis of the limits",
    (matter, _pack, on) => limitsOn(matter, on)?.basis.zh ?? "",
  ),
  {
    id: "promised",
    name: name("承诺办结时限", "Promised limit"),
    of: (matter, _pack, on) => limitInWords(limitsOn(matter, on)?.promised ?? ""),
    put: putPromise,
  },
  ...bothLanguages(
    "limitNote",
    name("时限说明", "About the limits"),
    (matter) => matter.limitNote,
    (matter, limitNote) => ({ ...matter, limitNote }),
  ),
  fixed("special", "特别程序", "Special procedures", (matter) =>
    matter.specialProcedures
      .map(
        ({ name: { zh }, limit, basis }) =>
          `${zh}${limit === null ? "" : `，${limitInWords(limit)}`}（${basis.zh}）`,
      )
      .join("；"),
  ),
];

const HOW: readonly OfferingColumn[] = [
  ...linesInBoth(
    "conditions",
    name("受理条件", "Conditions"),
    (matter) => matter.conditions,
    (matter, conditions) => ({ ...matter, conditions }),
  ),
  ...bothLanguages(
    "quota",
    name("数量限制", "Quota"),
    (matter) => matter.quota,
    (matter, quota) => ({ ...matter, quota }),
  ),
  fixed("materials", "申请材料", "Materials", (matter) =>
    matter.materials.map(({ name: { zh }, necessity }) => `${zh}（${NECESSITY[necessity]}）`).join("\n"),
  ),
  ...linesInBoth(
    "flow",
    name("办理流程", "Steps"),
    (matter) => matter.flow,
    (matter, flow) => ({ ...matter, flow }),
  ),
  fixed("charged", "是否收费", "Fee", (matter) => yesNo(matter.fee.charged)),
  ...bothLanguages(
    "feeStandard",
    name("收费标准", "Standard of the fee"),
    (matter) => matter.fee.standard,
    (matter, standard) => ({ ...matter, fee: { ...matter.fee, standard } }),
  ),
  fixed("feeBasis", "收费依据", "Basis of the fee", (matter) => matter.fee.basis?.zh ?? ""),
  fixed("feeOnline", "支持网上支付", "Online payment", (matter) => yesNo(matter.fee.online)),
  fixed("result", "结果名称", "Result", (matter) => matter.result?.name.zh ?? ""),
  ...bothLanguages(
    "validity",
    name("有效期", "Valid for"),
    (matter) => matter.validity,
    (matter, validity) => ({ ...matter, validity }),
  ),
  ...linesInBoth(
    "delivery",
    name("送达方式", "Delivery"),
    (matter) => matter.delivery.ways,
    (matter, ways) => ({ ...matter, delivery: { ...matter.delivery, ways } }),
  ),
  fixed("deliveryLimit", "送达时限", "Delivered within", (matter) => limitInWords(matter.delivery.limit)),
  ...bothLanguages(
    "annualInspection",
    name("年审年检", "Yearly inspection"),
    (matter) => matter.annualInspection,
    (matter, annualInspection) => ({ ...matter, annualInspection }),
  ),
  ...bothLanguages(
    "intermediary",
    name("中介服务", "Intermediaries"),
    (matter) => matter.intermediary,
    (matter, intermediary) => ({ ...matter, intermediary }),
  ),
];

const SUPPORTS: readonly (readonly [keyof Matter["supports"], string, string])[] = [
  ["appointment", "支持预约", "By appointment"],
  ["logistics", "支持物流快递", "By post"],
  ["selfService", "支持自助终端", "Self-service terminal"],
  ["agent", "支持委托代办", "By an agent"],
  ["deferral", "支持容缺受理", "Deferred material"],
  ["commitment", "支持告知承诺", "On a signed commitment"],
];

const WHERE: readonly OfferingColumn[] = [
  ...linesInBoth(
    "handlingForms",
    name("办理形式", "Ways to apply"),
    (matter) => matter.handlingForms,
    (matter, handlingForms) => ({ ...matter, handlingForms }),
  ),
  fixed("visits", "到办事现场次数", "Visits on site", (matter) => String(matter.onSite.visits)),
  ...bothLanguages(
    "visitReason",
    name("现场次数说明", "Why"),
    (matter) => matter.onSite.reason,
    (matter, reason) => ({ ...matter, onSite: { ...matter.onSite, reason } }),
  ),
  fixed("onlineDepth", "网上办理深度", "Online depth", (matter) => "ⅠⅡⅢⅣ".charAt(matter.onlineDepth - 1)),
  fixed("fullyOnline", "全程网办", "Wholly online", (matter) => yesNo(matter.fullyOnline)),
  ...bothLanguages(
    "scope",
    name("通办范围", "Where it may be handled"),
    (matter) => matter.scope,
    (matter, scope) => ({ ...matter, scope }),
  ),
  fixed("immediate", "即办", "Immediate", (matter) => yesNo(matter.kind === "immediate")),
  ...SUPPORTS.map(([key, zh, en]) => fixed(key, zh, en, (matter) => yesNo(matter.supports[key]))),
  ...bothLanguages(
    "place",
    name("办理地点", "Place"),
    (matter) => matter.place,
    (matter, place) => ({ ...matter, place }),
  ),
  ...bothLanguages(
    "hours",
    name("办理时间", "Hours"),
    (matter) => matter.hours,
    (matter, hours) => ({ ...matter, hours }),
  ),
  ...bothLanguages(
    "consultation",
    name("咨询方式", "Questions"),
    (matter) => matter.consultation,
    (matter, consultation) => ({ ...matter, consultation }),
  ),
  ...bothLanguages(
    "supervision",
    name("监督投诉", "Complaints"),
    (matter) => matter.supervision,
    (matter, supervision) => ({ ...matter, supervision }),
  ),
  ...bothLanguages(
    "reconsideration",
    name("行政复议", "Reconsideration"),
    (matter) => matter.remedies.reconsideration,
    (matter, reconsideration) => ({ ...matter, remedies: { ...matter.remedies, reconsideration } }),
  ),
  ...bothLanguages(
    "litigation",
    name("行政诉讼", "Litigation"),
    (matter) => matter.remedies.litigation,
    (matter, litigation) => ({ ...matter, remedies: { ...matter.remedies, litigation } }),
  ),
  wordList(
    "keywords",
    name("关键词", "Keywords"),
    (matter) => matter.keywords,
    (matter, keywords) => ({ ...matter, keywords }),
  ),
  wordList(
    "plainWords",
    name("通俗说法", "Plain words"),
    (matter) => matter.plainWords,
    (matter, plainWords) => ({ ...matter, plainWords }),
  ),
];

/** Every field of the 实施清单 (domain §1.2), in the order of its table. */
export const OFFERING_COLUMNS: readonly OfferingColumn[] = [...WHAT, ...TIME, ...HOW, ...WHERE];
