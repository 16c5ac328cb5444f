import type { JsonObject } from "#kernel";

const FILE = "a".repeat(64);

/** What the forms of incidents take. */
export const GOOD_OF_INCIDENTS: Readonly<Record<string, JsonObject>> = {
  "incident-register": { registerOutcome: "register", classKey: "E-0102", registerNote: "现场属实" },
  "incident-dispatch": {
    handlingOrgan: "law-enforcement",
    dispatchReason: "按类别的责任单位",
    dispatchMode: "joint",
    helpers: ["tanggangzi"],
  },
  "incident-handle": {
    handleResult: "done",
    handleNote: "垃圾已清运",
    materials: { afterPhotos: [FILE] },
  },
  "incident-joint": { handleNote: "已清理", materials: { afterPhotos: [FILE] } },
  "incident-rule": {
    ruling: "reassign",
    ruledOrgan: "law-enforcement",
    rulingReason: "偷倒垃圾由执法部门查处",
  },
  "incident-verify": {
    verifyResult: "fixed",
    verifyNote: "已清理干净",
    materials: { verifyPhotos: [FILE] },
  },
  "shift-take": { takerName: "何桂平", takeNote: "已核对" },
  "incident-close": { closeResult: "close", reply: "垃圾已清运完毕" },
};

const SENT_BACK: JsonObject = {
  handleResult: "sendBack",
  clause: "tanggangzi/2",
  sendBackNote: "属于建筑垃圾偷倒",
  handleNote: null,
  materials: null,
};

/** Form, what is changed, what the case knows, and how the first fault begins. */
export const BAD_OF_INCIDENTS: readonly (readonly [string, JsonObject, JsonObject, string])[] = [
  [
    "incident-register",
    { registerOutcome: "merge", mainCase: "2103112024031120000015", classKey: null, registerNote: null },
    { caseNo: "2103112024031120000015" },
    "/mainCase 不能与自己并案",
  ],
  ["shift-take", {}, { signer: "宁立新" }, "/takerName 接班人要签自己的姓名"],
  ["incident-dispatch", { helpers: ["law-enforcement"] }, {}, "/helpers 主办部门不能同时是协办部门"],
  ["incident-handle", { materials: {} }, {}, "/materials 没有处置后的照片，不能反馈"],
  [
    "incident-handle",
    SENT_BACK,
    { handlingOrgan: "law-enforcement" },
    "/clause 只能依据本部门职责清单的条款退单",
  ],
  [
    "incident-handle",
    SENT_BACK,
    { handlingOrgan: "tanggangzi", ruled: true },
    "/handleResult 指挥中心已经裁定由本部门处置",
  ],
  [
    "incident-handle",
    { handleResult: "extend", extendAmount: 2, requestReason: "清运车辆检修" },
    { extended: true },
    "/handleResult 已经延期一次，不能再延",
  ],
  ["incident-joint", { materials: {} }, {}, "/materials 没有处置后的照片，不能反馈"],
  [
    "incident-rule",
    { ruling: "redispatch", ruledOrgan: null },
    { sendBacks: 2, settings: { incidentSendBackMax: 2 } },
    "/ruling 退单已达次数，必须裁定由谁处置",
  ],
  ["incident-verify", { materials: {} }, {}, "/materials 没有核查照片，不能认定处置到位"],
  ["incident-close", {}, { photosRefused: true }, "/closeResult 处置照片没有通过核对"],
];
