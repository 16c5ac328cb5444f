import { problems } from "./entry.ts";

const another = {
  nextZh: "请核对编号；确认不是同一件的，单独立案。",
  nextEn: "Check the number; register it on its own where it is no such event.",
};

/** Why a case is not merged with another (并案), or not taken out again. */
export const FUSION_PROBLEMS = problems({
  MERGE_NOT_OFFERED: {
    status: 409,
    zh: "这一事项的办件不并案",
    en: "Cases of this matter are not merged",
    nextZh: "请按办件的流程办理。",
    nextEn: "Follow the case's process.",
  },
  MERGE_INTO_ITSELF: {
    status: 409,
    zh: "不能与自己并案",
    en: "A case cannot be merged into itself",
    ...another,
  },
  MERGE_OTHER_MATTER: {
    status: 409,
    zh: "{caseNo}不是同一事项的案卷，不能并案",
    en: "{caseNo} is a case of another matter and takes none in",
    ...another,
  },
  MERGE_CYCLE: {
    status: 409,
    zh: "{caseNo}已经并入本案卷，不能再把本案卷并入它",
    en: "{caseNo} is merged into this case, which cannot be merged into it in turn",
    nextZh: "要改以它为主案卷的，先在它那里拆分。",
    nextEn: "To make it the main case, unmerge it first.",
  },
  MERGE_ALREADY: {
    status: 409,
    zh: "本案卷已并入{caseNo}",
    en: "This case is merged into {caseNo} already",
    nextZh: "要改并的，先拆分。",
    nextEn: "Unmerge it first to merge it elsewhere.",
  },
  MERGE_MAIN_CLOSED: {
    status: 409,
    zh: "{caseNo}的状态是“{state}”，不再接受并案",
    en: "{caseNo} takes no more cases in: {stateEn}",
    nextZh:
      "问题还在的，单独立案，或者请原上报人在期限内要求重新处置；已经处置好的，以“已经在办理”不予立案，把结果告知上报人。",
    nextEn:
      "Where the problem is still there, register this report or have the other reopened within its time; else do not register it and tell its reporter what came of it.",
  },
  MERGE_TOO_LATE: {
    status: 409,
    zh: "本案卷的状态是“{state}”，不能再并入别的案卷",
    en: "This case can no longer be merged into another: {stateEn}",
    nextZh: "缓办的先恢复处置；已经核查或者结案的按流程办完。",
    nextEn: "Resume it first where it is postponed; what is being verified or closed is finished as it is.",
  },
  MERGE_NEVER: {
    status: 409,
    zh: "本案卷不并入别的案卷：{why}",
    en: "This case is not merged into another: {whyEn}",
    nextZh: "请按流程单独办理。",
    nextEn: "Handle it on its own.",
  },
  MERGE_HAS_OTHERS: {
    status: 409,
    zh: "有{count}件并入本案卷，不能终止",
    en: "{count} cases are merged into this one, which cannot be ended",
    nextZh: "先把它们拆分，或者改并到别的案卷。",
    nextEn: "Unmerge them first, or merge them into another case.",
  },
  CASE_NOT_MERGED: {
    status: 409,
    zh: "本案卷没有并入别的案卷",
    en: "This case is not merged into another",
    nextZh: "请刷新页面查看最新进展。",
    nextEn: "Reload the page to see how things stand.",
  },
});
