import type { CaseSummary, DeskTask } from "#contract";
import type { Page, TaskView } from "#store";
import { dayCell, dueCell, lightCell, momentCell, remainingCell, yesCell } from "./cells.ts";
import { column, type Column, type Table } from "./table.ts";

type OfCase = { readonly case: CaseSummary };

const CASE: Column<OfCase> = {
  id: "case",
  name: { zh: "办件", en: "Case" },
  cells: [
    { name: { zh: "办件", en: "Case" }, of: (line, language) => line.case.title[language] },
    { name: { zh: "事项", en: "Matter" }, of: (line, language) => line.case.matterName[language] },
    { name: { zh: "办件编号", en: "Case number" }, of: (line) => line.case.caseNo },
  ],
};

const APPLICANT: Column<OfCase> = {
  id: "applicant",
  name: { zh: "申请人", en: "Applicant" },
  cells: [
    { name: { zh: "申请人", en: "Applicant" }, of: (line) => line.case.applicantName },
    { name: { zh: "容缺最迟", en: "Owed until" }, of: (line) => line.case.owedBy ?? "" },
    { name: { zh: "代办", en: "By an agent" }, of: (line, language) => yesCell(line.case.byAgent, language) },
  ],
};

const CLOCK: Column<OfCase> = {
  id: "clock",
  name: { zh: "办理时限", en: "Time limit" },
  cells: [
    {
      name: { zh: "办理时限", en: "Time limit" },
      of: (line, language) => lightCell(line.case.clock, language),
    },
    {
      name: { zh: "剩余时间", en: "Left" },
      of: (line, language) => remainingCell(line.case.clock, language),
    },
    { name: { zh: "最迟日期", en: "Due on" }, of: (line) => dueCell(line.case.clock) },
  ],
};

const STATE = column<OfCase>(
  "state",
  "状态",
  "State",
  ({ case: one }, language) => (one.outcomeName ?? one.stateName)[language],
);
const RECEIVED = column<OfCase>("received", "收件时间", "Received", (line) =>
  momentCell(line.case.receivedAt),
);
const CLOSED = column<OfCase>("closed", "办结时间", "Closed", (line) => momentCell(line.case.closedAt));
const ORGAN = column<OfCase>("organ", "办理部门", "Organ", (line, language) => line.case.organName[language]);
const PLACE = column<OfCase>("place", "所在区划", "Division", (line, language) => line.case.place[language]);

const DONE_TASK = column<DeskTask>("task", "要办的事", "Task", (line, language) => line.taskName[language]);
const TASK: Column<DeskTask> = {
  ...DONE_TASK,
  cells: [
    ...DONE_TASK.cells,
    { name: { zh: "提级", en: "Raised" }, of: (line, language) => yesCell(line.raised, language) },
  ],
};
const TAKEN = column<DeskTask>(
  "taken",
  "领取人",
  "Taken by",
  (line, language) => line.takenBy?.[language] ?? null,
);
const DUE = column<DeskTask>("due", "任务期限", "Task due", (line) => dayCell(line.taskDueAt));
const HANDLED = column<DeskTask>("handled", "办理时间", "Done at", (line) => momentCell(line.taskClosedAt));

const OPEN = [CASE, TASK, TAKEN, APPLICANT, STATE, DUE, CLOCK, RECEIVED, ORGAN, PLACE];
const USUAL = ["case", "task", "taken", "applicant", "state", "due", "clock"];

/** The work lists of the desk. */
export const TASK_TABLES: Readonly<Record<TaskView, Table<DeskTask>>> = {
  mine: { id: "mine", name: { zh: "我的待办", en: "My tasks" }, columns: OPEN, usual: USUAL },
  organ: { id: "organ", name: { zh: "本部门待办", en: "My organ's tasks" }, columns: OPEN, usual: USUAL },
  done: {
    id: "done",
    name: { zh: "已办任务", en: "Done tasks" },
    columns: [CASE, DONE_TASK, APPLICANT, STATE, HANDLED, CLOCK, DUE, RECEIVED, CLOSED, ORGAN, PLACE],
    usual: ["case", "task", "applicant", "state", "handled", "clock"],
  },
};

/** Every case that a member of staff may see. */
export const CASES_TABLE: Table<OfCase> = {
  id: "cases",
  name: { zh: "全部办件", en: "All cases" },
  columns: [CASE, APPLICANT, STATE, RECEIVED, CLOCK, CLOSED, ORGAN, PLACE],
  usual: ["case", "applicant", "state", "received", "clock"],
};

/** What a person has applied for. */
export const MY_CASES_TABLE: Table<OfCase> = {
  id: "my-cases",
  name: { zh: "我的办件", en: "My cases" },
  columns: [CASE, STATE, CLOCK, RECEIVED, CLOSED, ORGAN],
  usual: ["case", "state", "clock", "received", "closed", "organ"],
};

/** A page of cases as lines of a table. */
export const asLines = ({ items, next }: Page<CaseSummary>): Page<OfCase> => ({
  items: items.map((one) => ({ case: one })),
  next,
});
