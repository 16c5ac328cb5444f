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
  CHANNEL_KEY_WRONG: {
    status: 403,
    zh: "没有密钥，或者密钥不对",
    en: "the key is missing or wrong",
    nextZh: "请在 Authorization: Bearer 后带上本系统（设备）的密钥；密钥已更换的，请向管理员索取新的。",
    nextEn:
      "Send the system's or device's own key as Authorization: Bearer; ask the administrator for the new one where it was changed.",
  },
  MEDIA_AWAY: {
    status: 503,
    zh: "照片没有取到：{url}",
    en: "the photo could not be fetched: {url}",
    nextZh:
      "请检查链接能否打开，稍后重发；也可以去掉链接，或者把照片随请求一起发来（multipart/form-data 的 media）。",
    nextEn:
      "See that the link opens and send it again later; or leave it out, or send the photo with the request (media of multipart/form-data).",
  },
  DEVICE_TIME_OFF: {
    status: 422,
    zh: "报文的时间与现在相差超过{minutes}分钟",
    en: "the message's time is more than {minutes} minutes off",
    nextZh: "请校准设备时钟；过时的报文不再补报。",
    nextEn: "Set the device's clock right; old messages are not sent later.",
  },
  DEVICE_MESSAGE_REPLAYED: {
    status: 409,
    zh: "编号为“{id}”的报文已经收过",
    en: "the message “{id}” was received before",
    nextZh: "不用再发；每条报文用新的编号。",
    nextEn: "Do not send it again; give each message a number of its own.",
  },
  TICKET_UNKNOWN: {
    status: 404,
    zh: "没有收到过编号为“{number}”的工单",
    en: "no ticket “{number}” was received",
    nextZh: "请核对工单编号，或者先推送工单。",
    nextEn: "Check its number, or send the ticket first.",
  },
  EXCLUSION_NOT_ASKED: {
    status: 409,
    zh: "没有等待答复的剔除申请：工单“{number}”",
    en: "no request to exclude the ticket “{number}” waits for an answer",
    nextZh: "请核对工单编号；已经答复过的，不用再答复。",
    nextEn: "Check its number; what was answered is not answered again.",
  },
  REPORT_ACT_OVER: {
    status: 409,
    zh: "现在不能这样办理：期限已过，或者已经办过",
    en: "this cannot be done now: its time is over, or it was done already",
    nextZh: "请重新查询，看看现在的情况；还有问题的，可以另报一次或拨打12345。",
    nextEn: "Look the case up again; report it anew or call 12345 where something is still wrong.",
  },
});
