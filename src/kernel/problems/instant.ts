import { problems } from "./entry.ts";

/** What stands in the way of decisions by rule, and of looking at them again. */
export const INSTANT_PROBLEMS = problems({
  RULES_UNKNOWN: {
    status: 404,
    zh: "没有发布过规则版本 {hash}",
    en: "rules of version {hash} were never published here",
    nextZh: "请从列出的版本中选择，或者上传规则文件。",
    nextEn: "Choose one of the versions listed, or upload the rules.",
  },
  DECISION_NOT_BY_RULE: {
    status: 404,
    zh: "该办件没有按规则判断过",
    en: "no rule has been asked about this case",
    nextZh: "只有秒批事项的办件有决定依据。",
    nextEn: "Only cases of matters decided by rule have grounds to show.",
  },
  DECISION_NOT_YOURS_TO_REPEAT: {
    status: 403,
    zh: "重新运行规则由承办机关的工作人员或者审计人员进行",
    en: "running the rules again is for staff of the organ in charge and for auditors",
    nextZh: "请联系承办机关。",
    nextEn: "Ask the organ in charge.",
  },
  RULES_WITHOUT_CONDITIONS: {
    status: 422,
    zh: "规则文件里没有名为“{decision}”的决策",
    en: "the rules hold no decision called “{decision}”",
    nextZh: "请上传该事项的 decide.dmn 的新版本。",
    nextEn: "Upload a new version of the matter's decide.dmn.",
  },
  MATTER_NOT_INSTANT: {
    status: 422,
    zh: "“{matter}”不是秒批事项",
    en: "“{matter}” is not decided by rule",
    nextZh: "请选择秒批事项。",
    nextEn: "Choose a matter that is.",
  },
});
