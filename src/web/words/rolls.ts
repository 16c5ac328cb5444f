import { dictionary } from "./dictionary.ts";

export const rollWords = dictionary({
  title: ["发放名册", "Rolls of payments"],
  lead: [
    "按月发放的给付：当月末在发、已到发放起始日的记录。未到月末的，按现在的情况。",
    "Benefits paid by the month: records that are live at its end and paid from a day in it or before. A month that is not over is shown as it stands now.",
  ],
  month: ["月份", "Month"],
  kind: ["类别", "Kind"],
  allKinds: ["全部类别", "all kinds"],
  total: ["应发合计", "To be paid"],
  yuan: ["元", "yuan"],
  people: ["{count}条记录", "{count} records"],
  asOf: ["截至 {at}", "as of {at}"],
  name: ["领取人", "Recipient"],
  place: ["所在地", "Place"],
  organ: ["准予部门", "Granted by"],
  amount: ["金额（元）", "Amount (yuan)"],
  account: ["发放账户", "Account"],
  none: ["这个月没有要发放的记录", "Nothing is to be paid in this month"],
  noneNext: [
    "给付准予后，从发放起始月起列入名册。请换一个月份或者类别再看。",
    "A benefit stands on the roll from the month that it is paid from. Look at another month or kind.",
  ],
  purpose: ["导出完整号码和账号的用途", "Why the file needs whole numbers and accounts"],
  purposeNote: [
    "不填的，文件里的号码和账号带星号。填写的用途会记入日志，领取人可以看到。",
    "Left empty, numbers and accounts in the file are starred. What you write is logged, and the recipients can read it.",
  ],
});
