import { checkAfterwards } from "./check-afterwards.ts";
import { KIND_NAMES } from "./kind-names.ts";
import { limitName } from "./limit-name.ts";
import { limitsOn } from "./limits-on.ts";
import { organInBoth } from "../pack/in-both.ts";
import { itemCodes } from "./item-codes.ts";
import type { DistrictPack, Matter } from "../pack/pack.ts";
import { ITEM_TYPE_NAMES, type LimitPeriod } from "../parts/matter.ts";
import type { MatterResult } from "../parts/matter-result.ts";
import { nameOfLengthened, parseLimit } from "#calendar";
import type { Bilingual, LocalDate } from "#kernel";

export type GuideRow = { readonly label: Bilingual; readonly value: Bilingual };
export type GuideSection = { readonly title: Bilingual; readonly rows: readonly GuideRow[] };

/** The 实施清单 as sections of labelled rows (domain §1.2): what an applicant asks first, codes and sources of power last. */
export function guideSections(
  matter: Matter,
  pack: Pick<DistrictPack, "organs">,
  on: LocalDate,
): readonly GuideSection[] {
  const sections = [
    conditions(matter),
    sharedMaterials(matter),
    time(matter, on),
    result(matter, pack),
    ways(matter),
    help(matter),
    basics(matter, pack),
  ];
  return sections.filter(({ rows }) => rows.length > 0);
}

const same = (text: string): Bilingual => ({ zh: text, en: text });
const row = (zh: string, en: string, value: Bilingual): GuideRow => ({ label: { zh, en }, value });
const section = (zh: string, en: string, rows: readonly GuideRow[]): GuideSection => ({
  title: { zh, en },
  rows,
});
const yesNo = (yes: boolean): Bilingual => (yes ? { zh: "是", en: "yes" } : { zh: "否", en: "no" });
const joined = (all: readonly Bilingual[]): Bilingual => ({
  zh: all.map(({ zh }) => zh).join("；"),
  en: all.map(({ en }) => en).join("; "),
});

function basics(matter: Matter, pack: Pick<DistrictPack, "organs">): GuideSection {
  const organ = pack.organs.get(matter.organ);
  const codes = itemCodes(matter, organ);
  return section("基本信息", "Basics", [
    row("事项名称", "Matter", matter.name),
    row("主项", "Main item", matter.mainItem),
    row("业务办理项", "Handling item", matter.handlingItem),
    row("事项类型", "Type", ITEM_TYPE_NAMES[matter.itemType]),
    row("实施机构", "Organ", matter.elsewhere?.organ ?? organ?.name ?? same(matter.organ)),
    ...(matter.handledBy === "town" ? [row("办理机构", "Handled by", TOWN_OF_PLACE)] : []),
    row("行使层级", "Level", levelName(matter.exerciseLevel)),
    row("权力来源", "Source of the power", matter.powerSource),
    row("服务对象", "For whom", joined(matter.serviceObjects)),
    ...(matter.jointOrgans.length === 0
      ? []
      : [row("联办机构", "Joint organs", joined(matter.jointOrgans.map((id) => organInBoth(pack, id))))]),
    row("办件类型", "Kind", KIND_NAMES[matter.kind]),
    // The codes of another body's item are its own to say.
    ...(matter.elsewhere === null
      ? [
          row("基本编码", "Basic code", same(codes.basic)),
          row("实施编码", "Implementation code", same(codes.implementation)),
          row("业务办理项编码", "Handling item code", same(codes.handling)),
        ]
      : [row("办理系统", "Handled in", matter.elsewhere.system)]),
    ...matter.legalBasis.map(({ law, article, text }) =>
      row("设定依据", "Legal basis", {
        zh: `${law.zh}${article.zh}${text === null ? "" : `：${text}`}`,
        en: `${law.en}, ${article.en}`,
      }),
    ),
    row("版本号", "Version", same(matter.version)),
    row("生效日期", "In force from", same(matter.effectiveFrom)),
  ]);
}

const TOWN_OF_PLACE: Bilingual = {
  zh: "申请所填地点的镇人民政府、街道办事处（属地办理）",
  en: "the town government or subdistrict office of the place that is applied for",
};

/** What a level of 行使层级 is called. */
export function levelName(level: number): Bilingual {
  const names = [
    { zh: "国家级", en: "state" },
    { zh: "省级", en: "province" },
    { zh: "市级", en: "city" },
    { zh: "县级", en: "county" },
    { zh: "乡镇（街道）级", en: "town" },
    { zh: "村（社区）级", en: "village" },
  ];
  return names[level - 1] ?? same(String(level));
}

function conditions(matter: Matter): GuideSection {
  return section("受理条件", "Conditions", [
    ...matter.conditions.map((condition, index) =>
      row(`条件${index + 1}`, `Condition ${index + 1}`, condition),
    ),
    row("数量限制", "Quota", matter.quota),
  ]);
}

function time(matter: Matter, on: LocalDate): GuideSection {
  const limits = limitsOn(matter, on);
  const rows: GuideRow[] = [];
  if (limits !== undefined) {
    rows.push(row("法定办结时限", "Statutory limit", limitName(limits.statutory)));
    if (limits.promised !== null)
      rows.push(row("承诺办结时限", "Promised limit", limitName(limits.promised)));
    if (limits.extension !== null) rows.push(extensionRow(limits, limits.extension));
    rows.push(row("时限依据", "Basis of the limits", limits.basis));
  }
  if (matter.limitNote !== null) rows.push(row("时限说明", "About the limits", matter.limitNote));
  for (const { name, limit, basis } of matter.specialProcedures) {
    const length = limit === null ? { zh: "", en: "" } : limitName(limit);
    rows.push(
      row("特别程序", "Special procedure", {
        zh: `${name.zh}${length.zh === "" ? "" : `，一般需${length.zh}`}，不计入时限（${basis.zh}）`,
        en: `${name.en}${length.en === "" ? "" : `, usually ${length.en}`}, not counted (${basis.en})`,
      }),
    );
  }
  return section("办理时限", "Time", rows);
}

/** What an extension would make of each limit: the base and what is added stay apart, as on the case's page. */
function extensionRow({ statutory, promised }: LimitPeriod, extension: string): GuideRow {
  const added = limitName(extension);
  const whole = lengthened(statutory, extension);
  const ours = promised === null ? undefined : lengthened(promised, extension);
  return row("可延长", "Extension", {
    zh: `经批准可延长一次，${added.zh}：法定${whole.zh}${ours === undefined ? "" : `，承诺${ours.zh}`}`,
    en: `once, with approval, by ${added.en}: by law ${whole.en}${ours === undefined ? "" : `, promised ${ours.en}`}`,
  });
}

function lengthened(limit: string, extension: string): Bilingual {
  const [base, added] = [parseLimit(limit), parseLimit(extension)];
  return base.ok && added.ok ? nameOfLengthened(base.value, added.value) : limitName(limit);
}

/** 结果类型 as the guide names it. */
const RESULT_KINDS: Readonly<Record<MatterResult["kind"], Bilingual>> = {
  certificate: { zh: "电子证照", en: "electronic certificate" },
  document: { zh: "电子文书", en: "electronic document" },
  change: { zh: "电子证照（变更）", en: "electronic certificate (changed)" },
  renew: { zh: "电子证照（延续）", en: "electronic certificate (renewed)" },
  cancel: { zh: "注销决定", en: "cancellation" },
  measure: { zh: "证照处理决定", en: "decision on a certificate" },
};

const SPANS = { Y: ["年", "years"], M: ["个月", "months"], D: ["天", "days"] } as const;

/** `P10Y` as people say it, counted from the day a case is over, with what demands it. */
function keptFor({ keep, basis }: NonNullable<Matter["retention"]>): Bilingual {
  const spans = [...keep.matchAll(/(\d+)([YMD])/g)].flatMap(([, count = "", unit]) => {
    const words = unit === "Y" || unit === "M" || unit === "D" ? SPANS[unit] : undefined;
    return words === undefined ? [] : [{ zh: `${count}${words[0]}`, en: `${count} ${words[1]}` }];
  });
  const [zh, en] = [spans.map((each) => each.zh).join(""), spans.map((each) => each.en).join(", ")];
  return { zh: `办结后${zh}（${basis.zh}）`, en: `${en} after the case is over (${basis.en})` };
}

function result(matter: Matter, pack: Pick<DistrictPack, "organs">): GuideSection {
  const rows: GuideRow[] = [];
  if (matter.result !== null) {
    rows.push(row("结果名称", "Result", matter.result.name));
    rows.push(row("结果类型", "Kind of result", RESULT_KINDS[matter.result.kind]));
  }
  if (matter.validity !== null) rows.push(row("有效期", "Valid for", matter.validity));
  rows.push(row("送达方式", "Delivery", joined(matter.delivery.ways)));
  rows.push(row("送达时限", "Delivered within", limitName(matter.delivery.limit)));
  rows.push(row("年审年检", "Yearly inspection", matter.annualInspection));
  if (matter.followUp?.kind === "check")
    rows.push(row("事后检查", "Check afterwards", checkAfterwards(matter.followUp, matter.organ, pack)));
  if (matter.retention !== null)
    rows.push(row("个人信息保存期限", "Personal data is kept for", keptFor(matter.retention)));
  rows.push(
    row("是否收费", "Fee", matter.fee.charged ? matter.fee.standard : { zh: "不收费", en: "no fee" }),
  );
  if (matter.fee.basis !== null) rows.push(row("收费依据", "Basis of the fee", matter.fee.basis));
  if (matter.fee.charged) rows.push(row("支持网上支付", "Online payment", yesNo(matter.fee.online)));
  return section("结果与收费", "Result and fee", rows);
}

function ways(matter: Matter): GuideSection {
  const { supports } = matter;
  const depth = ["Ⅰ 互联网咨询", "Ⅱ 互联网收件", "Ⅲ 互联网预审", "Ⅳ 全程网办"][matter.onlineDepth - 1] ?? "";
  const visits = { zh: `${matter.onSite.visits}次`, en: String(matter.onSite.visits) };
  return section("办理方式", "How it is handled", [
    row("办理形式", "Ways to apply", joined(matter.handlingForms)),
    row("到办事现场次数", "Visits on site", visits),
    row("现场次数说明", "Why", matter.onSite.reason),
    row("网上办理深度", "Online depth", { zh: depth, en: `level ${matter.onlineDepth} of 4` }),
    row("全程网办", "Wholly online", yesNo(matter.fullyOnline)),
    row("通办范围", "Where it may be handled", matter.scope),
    row("预约办理", "By appointment", yesNo(supports.appointment)),
    row("物流快递", "By post", yesNo(supports.logistics)),
    row("自助终端", "Self-service terminal", yesNo(supports.selfService)),
    row("委托代办", "By an agent", yesNo(supports.agent)),
    row("容缺受理", "Deferred material", yesNo(supports.deferral)),
    row("告知承诺", "On a signed commitment", yesNo(supports.commitment)),
    row("中介服务", "Intermediaries", matter.intermediary),
    row("办理流程", "Steps", {
      zh: matter.flow.map(({ zh }) => zh).join(" → "),
      en: matter.flow.map(({ en }) => en).join(" → "),
    }),
  ]);
}

function sharedMaterials(matter: Matter): GuideSection {
  const shared = matter.materials.filter(({ necessity }) => necessity === "shared");
  const told = { zh: "部门共享核验，无需提交", en: "checked by sharing, nothing to hand in" };
  return section(
    "免提交材料",
    "Nothing to hand in for",
    shared.map(({ name, note }) => ({ label: name, value: note ?? told })),
  );
}

function help(matter: Matter): GuideSection {
  return section("咨询、监督与救济", "Help and remedies", [
    row("办理地点", "Place", matter.place),
    row("办理时间", "Hours", matter.hours),
    row("咨询方式", "Questions", matter.consultation),
    row("监督投诉", "Complaints", matter.supervision),
    row("行政复议", "Reconsideration", matter.remedies.reconsideration),
    row("行政诉讼", "Litigation", matter.remedies.litigation),
    ...matter.questions.map(({ question, answer }) => ({ label: question, value: answer })),
  ]);
}
