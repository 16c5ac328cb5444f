import { dictionary } from "./dictionary.ts";

export const messageWords = dictionary({
  title: ["邮件和短信提醒", "E-mail and text messages"],
  lead: [
    "站内消息一直都有。要同时收到邮件或短信，请在这里选择；一件事只发一次。",
    "What happens is always told here. Choose whether an e-mail or a text message comes too; each event is sent once.",
  ],
  byEmail: ["发邮件", "By e-mail"],
  email: ["邮箱", "E-mail address"],
  bySms: ["发短信", "By text message"],
  smsNote: [
    "短信只说有进展，不含姓名、编号和内容。",
    "A text message only says that something happened: no names, numbers or contents.",
  ],
  mobile: ["手机号", "Mobile number"],
  noEmail: ["本区暂未开通邮件提醒", "This district sends no e-mail yet"],
  noSms: ["本区暂未开通短信提醒", "This district sends no text messages yet"],
  quiet: ["免打扰时段", "Quiet hours"],
  quietNote: [
    "这段时间内不发，结束后再发；留空则随时发。",
    "Nothing is sent in between, but right after; leave both empty to be told at any hour.",
  ],
  from: ["从", "From"],
  to: ["到", "To"],
  language: ["语言", "Language"],
  chinese: ["中文", "Chinese"],
  english: ["英文", "English"],
  keep: ["保存", "Save"],
  kept: ["已保存，从下一件事起按这样提醒您。", "Saved. You are told so from the next event on."],
  sentTitle: ["发给您的邮件和短信", "What was sent to you"],
  none: ["还没有发过。", "Nothing was sent yet."],
  viaEmail: ["邮件", "e-mail"],
  viaSms: ["短信", "text message"],
  is_waiting: ["待发送", "waiting"],
  is_sent: ["已发送", "sent"],
  is_dropped: ["未发送", "not sent"],
});
