import { problems } from "./entry.ts";

/** Reports that come in without an account of ours. */
export const REPORT_PROBLEMS = problems({
  REPORT_NOT_TAKEN: {
    status: 404,
    zh: "这里不受理不登录的上报",
    en: "reports without signing in are not taken here",
    nextZh: "请拨打12345，或登录后在“办事”中办理。",
    nextEn: "Call 12345, or sign in and use the services.",
  },
  REPORTS_TOO_MANY: {
    status: 429,
    zh: "您所在的网络上报得太多了，暂时不能再报",
    en: "too many reports came from your network; no more are taken for now",
    nextZh: "请在 {until} 之后再试；情况紧急的，请拨打12345。",
    nextEn: "Try again after {until} (Beijing time); where it is urgent, call 12345.",
  },
  REPORT_CLASS_UNKNOWN: {
    status: 422,
    zh: "没有“{class}”这个类别，或者已经停用",
    en: "there is no class “{class}”, or it is in use no more",
    nextZh: "请重新选择类别；不清楚的可以不选，由工作人员认定。",
    nextEn: "Choose the class again; leave it open where you are not sure.",
  },
  REPORT_PLACE_MISSING: {
    status: 422,
    zh: "没有说明在哪里",
    en: "it is not said where it is",
    nextZh: "请定位，或者选择所在社区（村）并写明地址。",
    nextEn: "Let your phone locate it, or choose the community and write the address.",
  },
  REPORT_PHOTOS_TOO_MANY: {
    status: 422,
    zh: "一次最多上传{most}张照片",
    en: "a report may have {most} photos at most",
    nextZh: "请去掉几张再提交。",
    nextEn: "Leave some out and send it again.",
  },
  REPORT_ACT_OVER: {
    status: 409,
    zh: "现在不能这样办理：期限已过，或者已经办过",
    en: "this cannot be done now: its time is over, or it was done already",
    nextZh: "请重新查询，看看现在的情况；还有问题的，可以另报一次或拨打12345。",
    nextEn: "Look the case up again; report it anew or call 12345 where something is still wrong.",
  },
});
