import type { JsonObject } from "#kernel";

const BUILDING: JsonObject = {
  organ: "鞍山市千山区综合行政执法局",
  addressee: "何志军",
  address: "甘泉镇双庙子村东头",
  area: 118.36,
  finding: "单层彩钢房，没有规划许可",
};
const ORDER_NO = "鞍千执法责拆〔2026〕1号";
const REMEDIES = { reconsiderationOrgan: "鞍山市千山区人民政府", court: "鞍山市千山区人民法院" };

/** Own fields of what an illegal building (违法建设) brings, from the first notice to its removal. */
export const BUILDING_SAMPLES: Readonly<Record<string, JsonObject>> = {
  "building-correction": {
    title: "责令限期改正通知书",
    number: "鞍千执法责改〔2026〕1号",
    ...BUILDING,
    ...REMEDIES,
    within: "15d",
  },
  "building-prior": {
    title: "拟责令限期拆除告知书",
    number: "鞍千执法拟拆告〔2026〕1号",
    ...BUILDING,
    planningOpinion: "占用耕地，无法采取改正措施消除影响",
    statementLimit: "5wd",
  },
  "demolition-order": {
    title: "责令限期拆除决定书",
    number: ORDER_NO,
    ...BUILDING,
    ...REMEDIES,
    kind: "rural",
    planningOpinion: "占用耕地，无法采取改正措施消除影响",
    removeWithinDays: 15,
  },
  "demolition-announcement": {
    title: "限期拆除公告",
    number: "鞍千执法拆公告〔2026〕1号",
    ...BUILDING,
    orderNo: ORDER_NO,
    remedyEndsOn: "2027-05-30",
  },
  "building-reminder": {
    title: "履行行政决定催告书",
    number: "鞍千执法催〔2026〕1号",
    ...BUILDING,
    orderNo: ORDER_NO,
    within: "10d",
  },
  "demolition-enforcement": {
    title: "强制拆除决定书",
    number: "鞍千执法强拆〔2026〕1号",
    ...BUILDING,
    ...REMEDIES,
    orderNo: ORDER_NO,
    remedyEndsOn: "2026-11-29",
    upheld: false,
  },
};
