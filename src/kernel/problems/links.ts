import { problems } from "./entry.ts";

/** Links by which a party without an account does one task. */
export const LINK_PROBLEMS = problems({
  LINK_WRONG: {
    status: 404,
    zh: "这个链接不对，可能没有复制完整",
    en: "this link is wrong; perhaps it was not copied whole",
    nextZh: "请重新扫码，或者从收到的消息里把链接完整复制；仍打不开的，请联系交办单位。",
    nextEn: "Scan the code again, or copy the whole link; ask whoever sent it where it still fails.",
  },
  LINK_EXPIRED: {
    status: 410,
    zh: "这个链接已过有效期（{until}）",
    en: "this link was good until {until}",
    nextZh: "请联系交办单位，另要一个链接。",
    nextEn: "Ask whoever sent it for a new one.",
  },
  LINK_REVOKED: {
    status: 410,
    zh: "这个链接已被交办单位收回",
    en: "this link was revoked by whoever sent it",
    nextZh: "不用再填；有疑问请联系交办单位。",
    nextEn: "Nothing more is asked of you; call whoever sent it where you have a question.",
  },
  LINK_USED: {
    status: 409,
    zh: "这个链接已经提交过，只能提交一次",
    en: "this link was answered already; it can be answered once",
    nextZh: "不用再填；要补充或更正的，请联系交办单位另要一个链接。",
    nextEn: "Nothing more is asked; for more or a correction ask whoever sent it for a new link.",
  },
  LINK_OVER: {
    status: 409,
    zh: "这件事已由别人办理，不再需要您填写",
    en: "this was done by somebody else; nothing more is asked of you",
    nextZh: "不用再填；有疑问请联系交办单位。",
    nextEn: "Call whoever sent it where you have a question.",
  },
  LINKS_TOO_MANY: {
    status: 429,
    zh: "打开或提交的次数太多，暂时停用",
    en: "too many requests; it is locked for now",
    nextZh: "请在 {until} 之后再试。",
    nextEn: "Try again after {until} (Beijing time).",
  },
  LINK_NOT_OFFERED: {
    status: 409,
    zh: "环节“{task}”不能用链接交给外部单位",
    en: "“{task}” is not given to parties outside by a link",
    nextZh: "请由本单位办理；确需外部协助的，由管理员在这一环节的表单里开通。",
    nextEn: "Do it yourselves; the form of the step says whether it may be given outside.",
  },
  LINK_DAY_WRONG: {
    status: 422,
    zh: "有效期应在今天到{last}之间",
    en: "a link is good until a day between today and {last}",
    nextZh: "请改选日期。",
    nextEn: "Choose another day.",
  },
  PUBLICITY_OVER: {
    status: 410,
    zh: "这项公示已经结束，或者不再接受异议",
    en: "this publicity is over, or takes no objection any more",
    nextZh: "仍有意见的，请向公示的机关反映，或拨打12345。",
    nextEn: "Tell the organ that publicised it, or call 12345.",
  },
  OBJECTIONS_TOO_MANY: {
    status: 429,
    zh: "您所在的网络提出的异议太多，暂时不能再提",
    en: "too many objections came from your network; no more are taken for now",
    nextZh: "请在 {until} 之后再试，或者向公示的机关书面提出。",
    nextEn: "Try again after {until} (Beijing time), or object in writing.",
  },
  LINK_UNKNOWN: {
    status: 404,
    zh: "没有这个链接，或者不归本单位管理",
    en: "there is no such link, or it is not yours to keep",
    nextZh: "请刷新案卷页面再看。",
    nextEn: "Load the case again.",
  },
});
