import { problems } from "./entry.ts";

export const ROLL_PROBLEMS = problems({
  ROLL_NOT_YOURS: {
    status: 403,
    zh: "发放名册由审核、决定给付的人员查看",
    en: "Rolls of payments are for those who review and decide benefits",
    nextZh: "请由本部门审查人或者决定人查看。",
    nextEn: "Ask a reviewer or approver of the organ.",
  },
  ROLL_UNKNOWN: {
    status: 404,
    zh: "台账“{register}”没有发放名册",
    en: "The register “{register}” keeps no roll of payments",
    nextZh: "请从发放名册页面选择台账。",
    nextEn: "Choose a register on the page of rolls.",
  },
});
