import type { PauseKind } from "./types.ts";

/** A reason for which time is not counted, the names it goes by, and the law that says so. */
export type Ground = {
  readonly code: string;
  readonly kind: PauseKind;
  readonly zh: string;
  readonly en: string;
  /** Other spellings; case, spaces, hyphens and underscores do not matter. */
  readonly aliases: readonly string[];
  readonly law: { readonly zh: string; readonly en: string };
};

const LICENSING_45 = { zh: "行政许可法第四十五条", en: "Administrative Licensing Law art. 45" };
const LICENSING_32 = { zh: "行政许可法第三十二条", en: "Administrative Licensing Law art. 32" };
const PRACTICE = { zh: "容缺受理承诺", en: "the applicant's signed commitment" };

const yours = (
  code: string,
  zh: string,
  en: string,
  aliases: readonly string[],
  law: Ground["law"],
): Ground => ({
  code,
  kind: "yours",
  zh,
  en,
  aliases,
  law,
});

const excluded = (
  code: string,
  zh: string,
  en: string,
  aliases: readonly string[],
  law: Ground["law"] = LICENSING_45,
): Ground => ({ code, kind: "excluded", zh, en, aliases, law });

/**
 * Grounds the law knows. An on-site check (现场核查) is not among them: it is a timed task inside the
 * running clock. `announcement` and `suspension` serve penalties (市场监督管理行政处罚程序规定) and
 * reconsideration (行政复议法 art. 39).
 */
export const GROUNDS: readonly Ground[] = [
  yours(
    "correction",
    "补正",
    "correction by the applicant",
    ["补正材料", "补齐补正", "补正告知", "corrections", "correctionNotice"],
    LICENSING_32,
  ),
  yours(
    "deferredMaterial",
    "容缺后补",
    "deferred material",
    ["容缺", "容缺补正", "容缺受理", "deferred", "deferredMaterials"],
    PRACTICE,
  ),
  yours(
    "waitingApplicant",
    "等待申请人",
    "waiting for the applicant",
    ["等候申请人", "申请人", "applicant", "waiting", "waitingForApplicant"],
    { zh: "申请人原因", en: "the applicant's own time" },
  ),
  excluded("hearing", "听证", "hearing", ["听证会", "听证程序", "hearings"]),
  excluded("tender", "招标", "tender", ["招标程序", "招投标", "tendering", "bidding"]),
  excluded("auction", "拍卖", "auction", ["拍卖程序", "auctions"]),
  excluded("inspection", "检验", "inspection", ["检验程序", "inspections", "examination"]),
  excluded("testing", "检测", "testing", ["检测程序", "水质检测", "test", "laboratoryTest", "waterTest"]),
  excluded("quarantine", "检疫", "quarantine", ["检疫程序"]),
  excluded("appraisal", "鉴定", "appraisal", ["鉴定程序", "identification", "expertAppraisal"]),
  excluded("expertReview", "专家评审", "expert review", [
    "专家评审程序",
    "评审",
    "专家论证",
    "expertAssessment",
  ]),
  excluded("announcement", "公告", "public announcement", ["公告程序", "publicNotice"], {
    zh: "市场监督管理行政处罚程序规定",
    en: "Provisions on Market Regulation Penalty Procedures",
  }),
  excluded(
    "postponement",
    "缓办",
    "postponement",
    ["缓办程序", "暂缓处置", "postponed"],
    // 待核：缓办期间不计入处置时限，由城市管理监督指挥的本地办法规定
    {
      zh: "城市管理监督指挥办法（缓办经指挥中心批准）",
      en: "local rules of city management: approved by the command centre",
    },
  ),
  excluded("suspension", "中止", "suspension of the proceedings", ["中止程序", "中止审理", "suspended"], {
    zh: "行政复议法第三十九条、市场监督管理行政处罚程序规定",
    en: "Administrative Reconsideration Law art. 39; Provisions on Market Regulation Penalty Procedures",
  }),
];

const plain = (name: string): string =>
  name
    .trim()
    .replaceAll(/[\s_-]/g, "")
    .toLowerCase();

const BY_NAME: ReadonlyMap<string, Ground> = new Map(
  GROUNDS.flatMap((ground) =>
    [ground.code, ground.zh, ground.en, ...ground.aliases].map((name) => [plain(name), ground] as const),
  ),
);

/** The ground a name means (`expertReview`, `expert_review`, `expert-review`, `专家评审`), if the law knows it. */
export function findGround(name: string): Ground | undefined {
  return BY_NAME.get(plain(name));
}

/** Whose time a pause on this ground is. A ground the law does not list is nobody's and is flagged by `explain`. */
export function kindOfGround(name: string): PauseKind {
  return findGround(name)?.kind ?? "excluded";
}

/** A ground in words; one the law does not list as it was written. */
export function nameOfGround(name: string): { readonly zh: string; readonly en: string } {
  const { zh, en } = findGround(name) ?? { zh: name, en: name };
  return { zh, en };
}
