import type { JsonObject } from "#kernel";

const FILE = ["a".repeat(64)];
const OFFICERS = [
  { name: "何桂平", licence: "C21031100017" },
  { name: "孙维正", licence: "C21031100018" },
];
const REMOVED = { removedOn: "2026-11-19", areaRemoved: 118.36 };

/** What the forms of illegal buildings take. */
export const GOOD_OF_BUILDINGS: Readonly<Record<string, JsonObject>> = {
  "building-inspection": {
    inspectedOn: "2026-11-19",
    areaMeasured: 118.36,
    structure: "彩钢板，仓储",
    underConstruction: false,
    inspectIllegal: true,
    inspectFinding: "单层彩钢房，没有规划许可",
    officers: OFFICERS,
    materials: { photosBefore: FILE },
  },
  "building-statement": { statementSaid: "正在办理手续", statementOn: "2026-11-19" },
  "building-service": { servedOn: "2026-11-19", serveWay: "direct", materials: { serviceProof: FILE } },
  "building-removal": { ...REMOVED, materials: { photosAfter: FILE } },
  "building-waiting": { waitOutcome: "selfRemoved", ...REMOVED, materials: { photosAfter: FILE } },
  "building-remedy": {
    remedyResult: "upheld",
    remedyNo: "演示行初1号",
    remedyEffectiveOn: "2026-11-19",
    materials: { remedyPaper: FILE },
  },
  "building-reminded": { remindedOutcome: "selfRemoved", ...REMOVED, materials: { photosAfter: FILE } },
  "building-enforce": { enforceAgreed: false, enforceOpinion: "暂缓" },
  "building-forced-removal": {
    ...REMOVED,
    removedAt: "2026-11-19T09:00:00+08:00",
    officers: OFFICERS,
    inventory: "农具三件，移交当事人",
    materials: { photosAfter: FILE },
  },
};

/** Form, what is changed, what the case knows, and how the first fault begins. */
export const BAD_OF_BUILDINGS: readonly (readonly [string, JsonObject, JsonObject, string])[] = [
  ["building-inspection", { inspectedOn: "2026-11-21" }, {}, "/inspectedOn 勘查日期不能晚于今天"],
  ["building-statement", { statementOn: "2026-11-21" }, {}, "/statementOn 提出日期不能晚于今天"],
  ["building-service", { servedOn: "2026-11-21" }, {}, "/servedOn 送达日期不能晚于今天"],
  ["building-service", {}, { orderedOn: "2026-11-20" }, "/servedOn 送达日期不能早于决定日期"],
  ["building-removal", { removedOn: "2026-11-21" }, {}, "/removedOn 拆除日期不能晚于今天"],
  ["building-waiting", { removedOn: "2026-11-21" }, {}, "/removedOn 拆除日期不能晚于今天"],
  ["building-remedy", { remedyEffectiveOn: "2026-11-21" }, {}, "/remedyEffectiveOn 生效日期不能晚于今天"],
  ["building-reminded", { removedOn: "2026-11-21" }, {}, "/removedOn 拆除日期不能晚于今天"],
  [
    "building-enforce",
    { enforceAgreed: true },
    { remedyEndsOn: "2026-11-20", remedyResult: null },
    "/enforceAgreed 复议和诉讼期限未满，不能强制拆除",
  ],
  [
    "building-forced-removal",
    { removedAt: "2026-11-19T22:30:00+08:00" },
    {},
    "/removedAt 不得在夜间强制拆除",
  ],
  ["building-forced-removal", { removedOn: "2026-11-21" }, {}, "/removedOn 拆除日期不能晚于今天"],
];
