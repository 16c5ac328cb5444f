import { dictionary } from "./dictionary.ts";

export const clockWords = dictionary({
  // What a chip says of each phase; {amount} comes with its unit: 3 个工作日, 1 working day.
  remaining: ["剩 {amount}", "{amount} left"],
  nearDue: ["临期，剩 {amount}", "near due: {amount} left"],
  dueToday: ["今日到期", "due today"],
  dueNow: ["即将到期", "due now"],
  overdue: ["超期 {amount}", "{amount} overdue"],
  overdueNow: ["已超期", "overdue"],
  intake: ["待受理，{left}", "awaiting acceptance: {left}"],
  intakePlain: ["待受理", "awaiting acceptance"],
  correctionYours: ["待补正：请您最迟 {day} 补正", "correction asked: yours is due by {day}"],
  correctionTheirs: ["待补正：申请人最迟 {day}", "correction asked: applicant's is due by {day}"],
  correctionPlain: ["待补正", "correction asked"],
  paused: ["中止计时（{ground}），剩 {amount}", "clock stopped ({ground}), {amount} left"],
  pausedPlain: ["中止计时（{ground}）", "clock stopped ({ground})"],
  pausedLate: ["{late}，现中止计时（{ground}）", "{late}, now stopped ({ground})"],
  waitingYours: ["等您（{ground}），剩 {amount}", "waiting for you ({ground}), {amount} left"],
  waitingTheirs: ["等申请人（{ground}），剩 {amount}", "waiting for the applicant ({ground}), {amount} left"],
  decidedOnTime: ["按期决定，用时 {amount}", "decided on time in {amount}"],
  decidedLate: ["超期决定，用时 {amount}", "decided late, after {amount}"],
  closedOnTime: ["按期办结，用时 {amount}", "done on time in {amount}"],
  closedLate: ["超期办结，用时 {amount}", "done late, after {amount}"],
  closed: ["已办结，用时 {amount}", "closed after {amount}"],
  ended: ["已终止，用时 {amount}", "ended after {amount}"],
  endedBefore: ["未受理即结束，未计时", "ended before acceptance; no time counted"],
  unknown: ["到期日待定", "due date not yet known"],
  noLimit: ["未开始计时", "not started"],

  // One sentence at the head of the explanation.
  noLimitWhy: [
    "受理之日起开始计算，从次日算第一天。",
    "The clock starts with acceptance; the next day is day one.",
  ],
  sayIntake: [
    "还没有受理，办理期限尚未起算。现在计算的是部门受理审查的期限。",
    "Not yet accepted, so the decision period has not begun. What runs now is the organ's time to accept or to ask for corrections.",
  ],
  sayCorrectionYours: [
    "还没有受理，办理期限尚未起算。现在是您补正材料的时间。",
    "Not yet accepted, so the decision period has not begun. This is your time to mend the application.",
  ],
  sayCorrectionTheirs: [
    "还没有受理，办理期限尚未起算。现在是申请人补正材料的时间。",
    "Not yet accepted, so the decision period has not begun. This is the applicant's time to mend the application.",
  ],
  sayPaused: [
    "{ground}期间不计入办理期限，自 {day} 起中止计时；结束后接着计算，到期日随之顺延。",
    "The time of {ground} is not counted: the clock stands still since {day}, and goes on afterwards with a later due date.",
  ],
  sayDeemed: [
    "部门没有在期限内告知补正，自收到材料之日起视为受理，办理期限从该日起算（行政许可法第三十二条）。",
    "The organ notified nothing in time, so the application counts as accepted from the day of receipt, and the period is counted from then (Administrative Licensing Law art. 32).",
  ],
  sayUnknown: [
    "工作日历 {version} 还不到那一年：放假安排公布并导入后才能确定到期日，在此之前不作推算。",
    "Calendar {version} does not reach that year: the due date is settled once the holidays are announced and imported; until then nothing is guessed.",
  ],
  sayEndedBefore: [
    "本办件没有受理，办理期限没有起算。",
    "This application was not accepted; the decision period never began.",
  ],

  explain: ["计时说明", "How the time is counted"],
  promised: ["承诺时限", "Promised limit"],
  statutory: ["法定时限", "Statutory limit"],
  intakeLimit: ["受理审查期限", "Time to accept or ask for corrections"],
  correctionLimit: ["补正期限", "Time to mend"],
  dueOn: ["最迟 {day}", "by {day}"],
  fromAcceptance: ["受理后起算", "counted from acceptance"],
  dueLater: ["恢复计时后确定", "known once the clock goes on"],
  extended: [
    "已延长 {amount}：{approver}批准，理由：{reason}。",
    "Extended by {amount}, approved by {approver}: {reason}.",
  ],
  extendedFrom: ["{name}原最迟 {day}", "{name} was due by {day}"],
  ours: ["部门用时", "Our time"],
  yours: ["您的用时", "Your time"],
  applicants: ["申请人用时", "Applicant's time"],
  excluded: ["特别程序用时", "Special procedures"],
  whole: ["合计", "In all"],
  before: [
    "另有受理前由部门审查 {amount}，不在合计之内。",
    "Besides, {amount} with the organ before acceptance, outside this sum.",
  ],
  notCounted: ["不计入", "not counted"],
  intervals: ["各段时间", "Every stretch of time"],
  calendar: ["工作日历 {version}", "Calendar {version}"],
  provisional: [
    "暂定：涉及的年份放假安排尚未公布，公布后到期日可能变动。",
    "Provisional: the public holidays of a year in it are not yet announced; the due date may move once they are.",
  ],
});
