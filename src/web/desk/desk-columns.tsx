import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Bilingual } from "#contract";
import { AgentTag } from "../case/agent-tag.tsx";
import { ClockChip } from "../clock/clock-chip.tsx";
import { dayOf, formatDay, formatInstant, timeOf } from "../format/dates.ts";
import { useLanguage, useSay } from "../language/say.ts";
import { desk } from "../words/desk.ts";
import type { DeskLine } from "./desk-line.ts";

type CellProps = { readonly line: DeskLine; readonly now: number };

function CaseCell({ line }: CellProps): ReactNode {
  const say = useSay();
  const { case: one } = line;
  return (
    <>
      <Link to="/desk/cases/$caseNo" params={{ caseNo: one.caseNo }} className="row-link">
        {say(one.title)}
      </Link>
      <span className="small quiet row-more">
        {say(one.matterName)} · <span className="number">{one.caseNo}</span>
      </span>
    </>
  );
}

function ApplicantCell({ line }: CellProps): ReactNode {
  return (
    <span>
      {line.case.applicantName} <AgentTag of={line.case} />
    </span>
  );
}

function StateCell({ line }: CellProps): ReactNode {
  const say = useSay();
  return <span className="tag">{say(line.case.outcomeName ?? line.case.stateName)}</span>;
}

function DueCell({ line, now }: CellProps): ReactNode {
  const say = useSay();
  const language = useLanguage();
  const { taskDueAt = null, taskClosedAt = null } = line.task ?? {};
  if (taskDueAt === null) return <span className="quiet">—</span>;
  const past = taskClosedAt === null && Date.parse(taskDueAt) < now;
  return (
    <span className={past ? "number small past" : "number small"} title={timeOf(taskDueAt)}>
      {formatDay(dayOf(taskDueAt), language)}
      {past && ` · ${say(desk.overdue)}`}
    </span>
  );
}

function Moment({ at }: { readonly at: string | null | undefined }): ReactNode {
  const language = useLanguage();
  if (at === null || at === undefined) return <span className="quiet">—</span>;
  return <span className="number small">{formatInstant(at, language)}</span>;
}

function Words({ text }: { readonly text: Bilingual | undefined }): ReactNode {
  const say = useSay();
  return <span>{text === undefined ? "—" : say(text)}</span>;
}

type Column = { readonly name: Bilingual; readonly Cell: (props: CellProps) => ReactNode };

/** What a list of the desk can show, by the names that the server knows it by too. */
export const DESK_COLUMNS: Readonly<Record<string, Column>> = {
  case: { name: desk.case, Cell: CaseCell },
  task: { name: desk.task, Cell: ({ line }) => <Words text={line.task?.taskName} /> },
  applicant: { name: desk.applicant, Cell: ApplicantCell },
  state: { name: desk.state, Cell: StateCell },
  due: { name: desk.due, Cell: DueCell },
  handled: { name: desk.handled, Cell: ({ line }) => <Moment at={line.task?.taskClosedAt} /> },
  clock: {
    name: desk.clock,
    Cell: ({ line }) => <ClockChip clock={line.case.clock} reader="staff" opens="end" />,
  },
  received: { name: desk.received, Cell: ({ line }) => <Moment at={line.case.receivedAt} /> },
  closed: { name: desk.closed, Cell: ({ line }) => <Moment at={line.case.closedAt} /> },
  organ: { name: desk.organName, Cell: ({ line }) => <Words text={line.case.organName} /> },
  place: { name: desk.place, Cell: ({ line }) => <Words text={line.case.place} /> },
};

/** What each list shows unless its reader has chosen otherwise. */
export const USUAL_COLUMNS: Readonly<Record<string, readonly string[]>> = {
  mine: ["case", "task", "applicant", "state", "due", "clock"],
  organ: ["case", "task", "applicant", "state", "due", "clock"],
  done: ["case", "task", "applicant", "state", "handled", "clock"],
  cases: ["case", "applicant", "state", "received", "clock"],
};
