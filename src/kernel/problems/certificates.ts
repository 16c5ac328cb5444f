import { problems } from "./entry.ts";

/** What stands against an act on a certificate, and certificates that are shared. */
export const CERTIFICATE_PROBLEMS = problems({
  CERTIFICATE_UNKNOWN: {
    status: 422,
    zh: "没有编号为“{number}”的{name}",
    en: "there is no {nameEn} with the number “{number}”",
    nextZh: "请对照证照核对编号；可以在“我的证照”中查看。",
    nextEn: "Compare the number with the certificate; yours are listed under “My certificates”.",
  },
  CERTIFICATE_OTHER_KIND: {
    status: 422,
    zh: "“{number}”是{found}，不是{name}",
    en: "“{number}” is no {nameEn} ({found})",
    nextZh: "请填写{name}的编号，或办理与该证照对应的事项。",
    nextEn: "Give the number of a {nameEn}, or choose the matter for that certificate.",
  },
  CERTIFICATE_NOT_YOURS: {
    status: 422,
    zh: "{name}“{number}”的持证者不是申请人",
    en: "the applicant does not hold the {nameEn} “{number}”",
    nextZh: "请由持证者本人申请，或者核对编号。",
    nextEn: "Its holder has to apply; or check the number.",
  },
  CERTIFICATE_SUPERSEDED: {
    status: 422,
    zh: "证照“{number}”的这一版本已经换发，不再有效",
    en: "this version of the certificate “{number}” has been superseded",
    nextZh: "请使用换发后的证照；可以在“我的证照”中查看。",
    nextEn: "Use the version that took its place; see “My certificates”.",
  },
  CERTIFICATE_SUSPENDED: {
    status: 422,
    zh: "证照“{number}”正在暂扣，暂扣期间不能使用",
    en: "the certificate “{number}” is suspended and cannot be used meanwhile",
    nextZh: "恢复后可以使用；对暂扣有异议的，可以按决定书告知的途径申请救济。",
    nextEn: "It can be used once it is restored; the decision names the remedies.",
  },
  CERTIFICATE_REVOKED: {
    status: 422,
    zh: "证照“{number}”的状态为“{state}”，不能使用",
    en: "the certificate “{number}” is no longer valid ({stateEn})",
    nextZh: "需要继续从事有关活动的，请重新申请。",
    nextEn: "Apply for a new one if you need it.",
  },
  CERTIFICATE_EXPIRED: {
    status: 422,
    zh: "证照“{number}”的有效期已于{until}届满",
    en: "the certificate “{number}” expired after {until}",
    nextZh: "请重新申请。",
    nextEn: "Apply for a new one.",
  },
  RENEWAL_TOO_EARLY: {
    status: 422,
    zh: "证照“{number}”有效至{until}，{from}起可以申请延续",
    en: "the certificate “{number}” is valid until {until}; renewal may be asked for from {from}",
    nextZh: "请在该日以后申请。",
    nextEn: "Apply on or after that day.",
  },
  RENEWAL_TOO_LATE: {
    status: 422,
    zh: "证照“{number}”有效至{until}，延续应当最迟于{latest}提出",
    en: "the certificate “{number}” is valid until {until}; renewal had to be asked for by {latest}",
    nextZh: "请按新办申请；有疑问的，请向受理机关咨询。",
    nextEn: "Apply for a new one, or ask the organ.",
  },
  CERTIFICATE_VERSIONS_USED_UP: {
    status: 422,
    zh: "证照“{identifier}”的版本号已经用完",
    en: "the certificate “{identifier}” has no version numbers left",
    nextZh: "请注销后重新申请。",
    nextEn: "Cancel it and apply for a new one.",
  },
  RECORD_TO_CHANGE_MISSING: {
    status: 422,
    zh: "{register}中没有要变更的记录",
    en: "the {registerEn} holds no record to be changed",
    nextZh: "请核对申请中的编号；确需办理的，请先补登记。",
    nextEn: "Check the number in the application; where it is right, have it registered first.",
  },
});
