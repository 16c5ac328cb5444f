import type { JsonObject } from "#kernel";

const FILE = ["a".repeat(64)];

/** What the forms of rivers, roads and villages take. */
export const GOOD_OF_LINES: Readonly<Record<string, JsonObject>> = {
  "finding-assign": { ownerOrgan: "ganquan", rectifyBy: "2026-11-30" },
  "patrol-report": {
    track: [
      { lon: 123.005, lat: 40.955, at: "2026-11-19T09:00:00+08:00" },
      { lon: 123.008, lat: 40.955, at: "2026-11-20T10:00:00+08:00" },
    ],
  },
  "river-cleaning": {
    cleanedOn: "2026-11-19",
    cleanedKm: 3.5,
    removedM3: 820.5,
    materials: { riverBefore: FILE, riverAfter: FILE },
  },
  "river-acceptance": {
    riverAccepted: true,
    acceptedKm: 3.2,
    acceptedM3: 800,
    acceptanceFinding: "合格",
  },
  "road-measure": { flushedKm: 4.2, sweptKm: 4.2 },
  "village-collection": { collectedAt: "2026-11-20T08:00:00+08:00", collectedM3: 3.5 },
};

/** Form, what is changed, what the case knows, and how the first fault begins. */
export const BAD_OF_LINES: readonly (readonly [string, JsonObject, JsonObject, string])[] = [
  ["finding-assign", { rectifyBy: "2026-11-19" }, {}, "/rectifyBy 整改期限不能早于今天"],
  [
    "patrol-report",
    {
      track: [
        { lon: 123.005, lat: 40.955, at: "2026-11-15T09:00:00+08:00" },
        { lon: 123.008, lat: 40.955, at: "2026-11-15T10:00:00+08:00" },
      ],
    },
    { form: { dueOn: "2026-11-19" } },
    "/track 轨迹早于这次巡查",
  ],
  [
    "patrol-report",
    {
      track: [
        { lon: 123.005, lat: 40.955, at: "2026-11-20T09:00:00+08:00" },
        { lon: 123.008, lat: 40.955, at: "2026-11-21T10:00:00+08:00" },
      ],
    },
    { form: { dueOn: "2026-11-19" } },
    "/track 轨迹的时间晚于今天",
  ],
  ["river-cleaning", { cleanedOn: "2026-11-21" }, {}, "/cleanedOn 完成日期不能晚于今天"],
  ["river-acceptance", {}, { cleanedKm: 3.1 }, "/acceptedKm 核定长度不能大于报送的长度"],
  ["river-acceptance", {}, { removedM3: 700 }, "/acceptedM3 核定清除量不能大于报送的量"],
  ["road-measure", {}, { form: { lengthKm: 4 } }, "/flushedKm 不能大于道路长度"],
  [
    "village-collection",
    { collectedAt: "2026-11-20T13:00:00+08:00" },
    {},
    "/collectedAt 清运时间不能晚于现在",
  ],
];
