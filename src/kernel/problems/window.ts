import { problems } from "./entry.ts";

export const WINDOW_PROBLEMS = problems({
  WINDOW_CLERKS_ONLY: {
    status: 403,
    zh: "窗口业务由窗口人员办理",
    en: "Counters are for window clerks",
    nextZh: "如岗位有误，请联系管理员。",
    nextEn: "If your posts are wrong, ask the administrator.",
  },
  WINDOW_MATTER_NOT_TAKEN_IN: {
    status: 409,
    zh: "此事项不在窗口收件",
    en: "This matter is not taken in at a window",
    nextZh: "请按办事指南告知申请人办理方式。",
    nextEn: "Tell the applicant how it is applied for; the guide says it.",
  },
  WINDOW_NAME_DIFFERS: {
    status: 422,
    zh: "姓名（名称）与{register}登记的不一致",
    en: "The name is not the one that {registerEn} has for this number",
    nextZh: "请核对证件原件：号码和姓名须是同一人。仍不一致的，不予收件，请申请人到登记机关更正。",
    nextEn:
      "Compare with the original: number and name must be of one person. If they still differ, do not take it in.",
  },
  WINDOW_APPLICANT_KIND: {
    status: 422,
    zh: "此事项的申请人应是{register}中的主体",
    en: "Applicants of this matter are in {registerEn}",
    nextZh: "请改选申请人类型。",
    nextEn: "Choose the other kind of applicant.",
  },
  WINDOW_AGENT_NOT_ADMITTED: {
    status: 422,
    zh: "此事项须由申请人本人到场办理",
    en: "The applicant has to come in person for this matter",
    nextZh: "请告知申请人本人到窗口办理。",
    nextEn: "Tell the applicant to come in person.",
  },
  WINDOW_LETTER_MISSING: {
    status: 422,
    zh: "他人代为办理的，须收取授权委托书并填写委托期限",
    en: "Whoever comes for another brings a letter of authority, and its last day is written down",
    nextZh:
      "请扫描授权委托书（载明代理人、代理事项、权限和期限，由委托人签名或者盖章），并填写期限的最后一天。",
    nextEn:
      "Scan the letter, which names agent, matter, powers and term and is signed, and enter its last day.",
  },
  WINDOW_LETTER_EXPIRED: {
    status: 422,
    zh: "授权委托书已于{until}到期",
    en: "The letter of authority ran out on {until}",
    nextZh: "请申请人重新出具授权委托书，或由本人办理。",
    nextEn: "The applicant has to give a new letter, or come in person.",
  },
  WINDOW_OWN_CASE: {
    status: 403,
    zh: "申请人或者来办的人与您同名，按回避要求不能由您收件",
    en: "The applicant, or who comes for them, bears your name: you may not take it in",
    nextZh: "请由其他窗口人员收件。",
    nextEn: "A colleague has to take it in.",
  },
  WINDOW_ALREADY_OPEN: {
    status: 409,
    zh: "同一申请人的同一事项已在办理：{caseNo}",
    en: "The same applicant's case of this matter is under way already: {caseNo}",
    nextZh: "请先核对是否重复申请；确需另办的，填写理由后再提交。",
    nextEn: "See whether it is the same application; if another is really needed, say why and hand in again.",
  },
  HALL_UNKNOWN: {
    status: 404,
    zh: "没有这个大厅或站点：{hall}",
    en: "There is no such hall or station: {hall}",
    nextZh: "请重新选择。",
    nextEn: "Choose one from the list.",
  },
});
