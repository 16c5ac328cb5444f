import { dictionary } from "./dictionary.ts";

export const trackWords = dictionary({
  title: ["办件查询", "Look up a case"],
  lead: [
    "凭收件凭证上的办件编号和查询码，不用登录就能查进度、作评价。",
    "With the case number and the query code on your receipt you see how far it is, and rate it, without signing in.",
  ],
  caseNo: ["办件编号（22位数字）", "Case number (22 digits)"],
  code: ["查询码（8位）", "Query code (8 signs)"],
  codeNote: [
    "印在收件凭证上；登录后也可在办件页查看。",
    "Printed on your receipt; signed in, you find it with your case.",
  ],
  missing: ["请填写办件编号和查询码", "Type both the case number and the query code"],
  numberWrong: ["办件编号应为22位数字，请再核对一遍", "A case number has 22 digits; check it again"],
  ask: ["查询", "Look up"],
  another: ["查另一件", "Look up another"],
  state: ["办理状态", "State"],
  organ: ["办理部门", "Organ"],
  received: ["收件日期", "Received"],
  closed: ["办结日期", "Closed"],
  wanted: ["等您办理", "Waiting for you"],
  wantedNote: [
    "请登录后在“我的办件”中办理，或者到窗口办理。",
    "Sign in and do it with your case, or come to the window.",
  ],
  by: ["{day}前", "by {day}"],
  clock: ["时间怎么算的", "How the time is counted"],
  reply: ["答复", "Answer"],
  actShort: ["请写清楚一些，至少5个字", "Say a little more: five signs at least"],
  documents: ["已出具的文书", "Documents issued"],
  verify: ["核验", "Verify"],
  noDocuments: ["还没有出具文书", "Nothing has been issued yet"],
  codeName: ["查询码", "Query code"],
  codeUse: [
    "不登录也能查进度、作评价：扫码，或在“办件查询”填写编号和查询码。",
    "See how far it is without signing in: scan this, or type number and code at “Look up a case”.",
  ],
  keep: ["请勿把查询码告诉他人。", "Tell the code to nobody."],
  qrAlt: ["办件查询的二维码", "QR code of the look-up"],
});
