import type { Bilingual, CaseKind } from "#contract";
import { caseWords } from "./case.ts";
import { clockWords } from "./clock.ts";
import { dictionary } from "./dictionary.ts";

const GOVERNANCE_CASE = dictionary({
  caseNo: ["案卷编号", "Case number"],
  form: ["任务内容", "What is to be done"],
  materials: ["照片和材料", "Photographs and materials"],
  noMaterials: ["没有照片和材料。", "No photograph or material."],
  receivedAt: ["建立时间", "Opened"],
  closedAt: ["结案时间", "Closed"],
  organ: ["承办部门", "Organ in charge"],
  decided: ["已结案", "Closed"],
});

const CASE: Readonly<Record<CaseKind, Readonly<Partial<Record<keyof typeof caseWords, Bilingual>>>>> = {
  service: {},
  governance: GOVERNANCE_CASE,
  incident: {
    ...GOVERNANCE_CASE,
    ...dictionary({
      form: ["上报内容", "What is reported"],
      receivedAt: ["上报时间", "Reported"],
      organ: ["监督部门", "Organ that supervises it"],
    }),
  },
  enforcement: {
    ...GOVERNANCE_CASE,
    ...dictionary({
      caseNo: ["案件编号", "Case number"],
      form: ["案件内容", "What the case is about"],
      materials: ["证据和材料", "Evidence and materials"],
      noMaterials: ["没有证据和材料。", "No evidence or material."],
      receivedAt: ["登记时间", "Recorded"],
    }),
  },
};

/** The words of a case's page by its kind: 申请内容 of a service is 上报内容 of an incident. */
export const caseWordsOf = (kind: CaseKind): typeof caseWords => ({ ...caseWords, ...CASE[kind] });

const GOVERNANCE_CLOCK = dictionary({
  intake: ["尚未起算，{left}", "not started: {left}"],
  intakePlain: ["尚未起算", "not started"],
  sayIntake: [
    "办理时限尚未起算。现在计算的是当前环节的时限。",
    "The time to handle it has not begun. What runs now is the time of the present step.",
  ],
  sayEndedBefore: ["没有起算就已结束。", "It ended before the clock began."],
  endedBefore: ["未起算即结束", "ended before it was counted"],
  noLimitWhy: ["立案、派遣后开始计算。", "The clock starts with its dispatch."],
  intakeLimit: ["当前环节时限", "Time of this step"],
  promised: ["办理时限", "Time to handle it"],
  statutory: ["办理时限", "Time to handle it"],
  fromAcceptance: ["起算后确定", "known once it is counted"],
  decidedOnTime: ["按期办理，用时{amount}", "handled on time in {amount}"],
  decidedLate: ["超期办理，用时{amount}", "handled late, after {amount}"],
  decidedPastPromise: ["超时限办理，用时{amount}", "handled past its time, after {amount}"],
  closedOnTime: ["按期结案，用时{amount}", "closed on time in {amount}"],
  closedLate: ["超期结案，用时{amount}", "closed late, after {amount}"],
  closedPastPromise: ["超时限结案，用时{amount}", "closed past its time, after {amount}"],
  closed: ["已结案，用时{amount}", "closed after {amount}"],
  pastPromise: ["超期{amount}", "{amount} overdue"],
  pastPromiseNow: ["已超期", "overdue"],
  pastLaw: ["超期{amount}", "{amount} overdue"],
  pastLawNow: ["已超期", "overdue"],
  applicants: ["对方用时", "The other side's time"],
  waitingTheirs: ["等对方（{ground}），剩{amount}", "waiting ({ground}), {amount} left"],
  excluded: ["不计入的时间", "Time not counted"],
  before: ["另有起算前{amount}，不在合计之内。", "Besides, {amount} before it began, outside this sum."],
});

const CLOCK: Readonly<Record<CaseKind, Readonly<Partial<Record<keyof typeof clockWords, Bilingual>>>>> = {
  service: {},
  governance: GOVERNANCE_CLOCK,
  enforcement: GOVERNANCE_CLOCK,
  incident: {
    ...GOVERNANCE_CLOCK,
    ...dictionary({
      intake: ["待派遣，{left}", "awaiting dispatch: {left}"],
      intakePlain: ["待派遣", "awaiting dispatch"],
      sayIntake: [
        "还没有派遣，处置时限尚未起算。现在计算的是立案、派遣的时限。",
        "Not yet dispatched, so the time to handle it has not begun. What runs now is the time to register and dispatch it.",
      ],
      sayEndedBefore: [
        "没有派遣就已结束，处置时限没有起算。",
        "It ended before dispatch; the time to handle it never began.",
      ],
      endedBefore: ["未派遣即结束，未计时", "ended before dispatch; no time counted"],
      intakeLimit: ["立案、派遣时限", "Time to register and dispatch"],
      promised: ["处置时限", "Time to handle it"],
      statutory: ["处置时限", "Time to handle it"],
      fromAcceptance: ["派遣后起算", "counted from dispatch"],
      decidedOnTime: ["按期处置，用时{amount}", "handled on time in {amount}"],
      decidedLate: ["超期处置，用时{amount}", "handled late, after {amount}"],
      decidedPastPromise: ["超时限处置，用时{amount}", "handled past its time, after {amount}"],
      before: ["另有派遣前{amount}，不在合计之内。", "Besides, {amount} before dispatch, outside this sum."],
    }),
  },
};

/** The words of a clock by the kind of its case. */
export const clockWordsOf = (kind: CaseKind): typeof clockWords => ({ ...clockWords, ...CLOCK[kind] });
