import { dictionary } from "./dictionary.ts";

export const publicityWords = dictionary({
  title: ["公示公告", "Publicity"],
  lead: [
    "正在公示的整改和公告，任何人都可以查看；可以提异议的，期间内提出。",
    "What is publicised now, for anybody to read; object while it lasts where that is possible.",
  ],
  none: ["现在没有公示", "Nothing is publicised now"],
  noneNext: ["有新的公示会列在这里。", "What is publicised will be listed here."],
  since: ["{day}起 · {organ}", "since {day} · {organ}"],
  organ: ["公示单位", "Publicised by"],
  ends: ["公示截止", "Until"],
  paper: ["查看公示文书（PDF）", "Open the notice (PDF)"],
  object: ["提出异议", "Object"],
  objectLead: [
    "请说明事实。姓名和手机号码用于核实，不会公开。",
    "State the facts. Your name and number serve to check it and are not made public.",
  ],
  words: ["异议内容", "Your objection"],
  wordsShort: ["请把事实说清楚，至少5个字", "State the facts, at least 5 characters"],
  name: ["姓名", "Name"],
  nameMissing: ["请填写姓名", "Type your name"],
  mobile: ["手机号码", "Mobile number"],
  mobileWrong: ["请填写11位手机号码", "Type a mobile number of 11 digits"],
  send: ["提交异议", "Send the objection"],
  sending: ["正在提交…", "Sending…"],
  back: ["全部公示", "All publicity"],
});
