import { problems } from "./entry.ts";

export const SUPERVISION_PROBLEMS = problems({
  SUPERVISION_FOR_STAFF: {
    status: 403,
    zh: "效能监督只供经办机关和监督人员查看",
    en: "supervision is for those who handle cases and those who oversee them",
    nextZh: "如岗位有误，请联系管理员。",
    nextEn: "If your posts are wrong, ask the administrator.",
  },
  CARD_UNKNOWN: {
    status: 404,
    zh: "没有这张卡片，或者您不能查看",
    en: "there is no such card, or it is not yours to see",
    nextZh: "请回到监督页面重新选择。",
    nextEn: "Go back to the page of supervision.",
  },
  CARD_NOT_YOURS: {
    status: 403,
    zh: "被督办的机关说明，监督人员撤销；您不能办理这张卡片",
    en: "the organ explains a card and a supervisor cancels it; this one is not yours",
    nextZh: "请联系被督办的机关或者监督人员。",
    nextEn: "Ask the organ, or a supervisor.",
  },
  CARD_ENDED: {
    status: 409,
    zh: "这张卡片已经撤销",
    en: "this card was cancelled already",
    nextZh: "请刷新页面。",
    nextEn: "Reload the page.",
  },
});
