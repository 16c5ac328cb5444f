import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Bilingual } from "#contract";
import { AgentTag } from "../case/agent-tag.tsx";
import { OwedTag } from "../case/owed-tag.tsx";
import { ClockChip } from "../clock/clock-chip.tsx";
import { formatEnd, formatInstant, timeOf } from "../format/dates.ts";
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
      {line.case.applicantName} <AgentTag of={line.case} /> <OwedTag of={line.case} />
    </span>
  );
}

function StateCell({ line }: CellProps): ReactNode {
  const say = useSay();
  return <span className="tag">{say(line.case.outcomeName ?? line.case.stateName)}</span>;
}

function TaskCell({ line }: CellProps): ReactNode {
  const say = useSay();
  return (
    <span>
      <Words text={line.task?.taskName} />
      {line.task?.raised === true && (
        <>
          {" "}
          <span className="tag" title={say(desk.raisedWhy)}>
            {say(desk.raised)}
          </span>
        </>
      )}
    </span>
  );
}

function DueCell({ line, now }: CellProps): ReactNode {
  const say = useSay();
  const language = useLanguage();
  const { taskDueAt = null, taskClosedAt = null } = line.task ?? {};
  if (taskDueAt === null) return <span className="quiet">—</span>;
  const past = taskClosedAt === null && Date.parse(taskDueAt) < now;
  return (
    <span className={past ? "number small past" : "number small"} title={timeOf(taskDueAt)}>
      {formatEnd(taskDueAt, language)}
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

/** How each column of a list of the desk is shown; the server knows them by the same names. */
export const DESK_CELLS: Readonly<Record<string, (props: CellProps) => ReactNode>> = {
  case: CaseCell,
  task: TaskCell,
  taken: ({ line }) => <Words text={line.task?.takenBy ?? undefined} />,
  applicant: ApplicantCell,
  state: StateCell,
  due: DueCell,
  handled: ({ line }) => <Moment at={line.task?.taskClosedAt} />,
  clock: ({ line: { case: one } }) =>
    one.clock === null && one.closedAt !== null ? null : (
      <ClockChip clock={one.clock} reader="staff" opens="end" />
    ),
  received: ({ line }) => <Moment at={line.case.receivedAt} />,
  closed: ({ line }) => <Moment at={line.case.closedAt} />,
  organ: ({ line }) => <Words text={line.case.organName} />,
  place: ({ line }) => <Words text={line.case.place} />,
};
