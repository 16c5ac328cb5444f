import type { JsonObject } from "#kernel";

const FILE = "a".repeat(64);

/** What the forms of rectifications after inspections take. */
export const GOOD_OF_INSPECTIONS: Readonly<Record<string, JsonObject>> = {
  "rectification-assign": { ownerOrgan: "ganquan", way: "plan", rectifyBy: "2026-12-20" },
  "rectification-plan": {
    goal: "石粉全部清运，不再流入河道",
    measures: [{ measure: "清运石粉", by: "2026-12-10" }],
    materials: { plan: [FILE] },
  },
  "rectification-progress": { progressPercent: 50, progress: "石粉已清运一半", progressDone: false },
  "rectification-acceptance": {
    acceptanceOrgan: "鞍山市生态环境局",
    acceptanceNo: "鞍环验〔2026〕12号",
    acceptanceOn: "2026-11-19",
    acceptancePassed: true,
    acceptanceOpinion: "符合销号条件",
    materials: { acceptanceDocument: [FILE] },
  },
  "rectification-closure": { closureAgreed: true, closureOpinion: "同意销号" },
  "rectification-look-back": {
    lookBackOn: "2026-11-19",
    relapsed: false,
    lookBackFinding: "现场整洁，沉淀池正常使用",
    materials: { sitePhotos: [FILE] },
  },
};

/** Form, what is changed, what the case knows, and how the first fault begins. */
export const BAD_OF_INSPECTIONS: readonly (readonly [string, JsonObject, JsonObject, string])[] = [
  ["rectification-assign", { rectifyBy: "2026-11-19" }, {}, "/rectifyBy 整改完成期限不能早于今天"],
  [
    "rectification-assign",
    { way: "immediate" },
    { settings: { immediateAllowed: false } },
    "/way 反馈问题须制定整改方案",
  ],
  ["rectification-plan", {}, { rectifyBy: "2026-12-01" }, "/measures 措施的完成日期不能晚于整改完成期限"],
  ["rectification-progress", { progressDone: true }, {}, "/progressPercent 已完成整改的，进度应为100%"],
  [
    "rectification-progress",
    { progressDone: true, progressPercent: 100 },
    { rectificationProof: null },
    "/materials 完成整改须附佐证材料",
  ],
  ["rectification-acceptance", { acceptanceOn: "2026-11-21" }, {}, "/acceptanceOn 验收日期不能晚于今天"],
  ["rectification-closure", {}, { missing: ["自查报告"] }, "/closureAgreed 销号材料不齐全，不能同意销号"],
  ["rectification-look-back", { lookBackOn: "2026-11-21" }, {}, "/lookBackOn 核查日期不能晚于今天"],
];
