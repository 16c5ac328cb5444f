import type { DeskTask } from "#contract";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { ClockChip } from "../clock/clock-chip.tsx";
import { dayOf, formatDay, timeOf } from "../format/dates.ts";
import { useLanguage, useSay } from "../language/say.ts";
import { desk } from "../words/desk.ts";

type RowProps = {
  readonly item: DeskTask;
  readonly current: boolean;
  readonly done: boolean;
  readonly now: number;
};

function TaskRow({ item, current, done, now }: RowProps): ReactNode {
  const say = useSay();
  const language = useLanguage();
  const row = useRef<HTMLTableRowElement>(null);
  useEffect(() => {
    if (!current) return;
    row.current?.scrollIntoView({ block: "nearest" });
    row.current?.querySelector("a")?.focus({ preventScroll: true });
  }, [current]);
  const { case: one, taskName, taskDueAt } = item;
  const past = !done && taskDueAt !== null && Date.parse(taskDueAt) < now;
  return (
    <tr ref={row} className={current ? "current" : ""}>
      <th scope="row">
        <Link to="/desk/cases/$caseNo" params={{ caseNo: one.caseNo }} className="row-link">
          {say(one.title)}
        </Link>
        <span className="small quiet row-more">
          {say(one.matterName)} · <span className="number">{one.caseNo}</span>
        </span>
      </th>
      <td data-label={say(desk.task)}>{say(taskName)}</td>
      <td data-label={say(desk.applicant)}>
        {one.applicantName} {one.byAgent && <span className="tag">{say(desk.byAgent)}</span>}
      </td>
      <td data-label={say(desk.state)}>
        <span className="tag">{say(one.outcomeName ?? one.stateName)}</span>
      </td>
      <td data-label={say(desk.due)} className="number small">
        {taskDueAt === null ? (
          <span className="quiet">—</span>
        ) : (
          <span className={past ? "past" : ""} title={timeOf(taskDueAt)}>
            {formatDay(dayOf(taskDueAt), language)}
            {past && ` · ${say(desk.overdue)}`}
          </span>
        )}
      </td>
      <td data-label={say(desk.clock)}>
        <ClockChip clock={one.clock} reader="staff" opens="end" />
      </td>
    </tr>
  );
}

type Props = { readonly items: readonly DeskTask[]; readonly at: number; readonly done: boolean };

/** The list itself, quiet and dense, the nearest due first. */
export function TaskTable({ items, at, done }: Props): ReactNode {
  const say = useSay();
  const [now] = useState(() => Date.now());
  return (
    <table className="tasks">
      <thead>
        <tr>
          <th scope="col">{say(desk.case)}</th>
          <th scope="col">{say(desk.task)}</th>
          <th scope="col">{say(desk.applicant)}</th>
          <th scope="col">{say(desk.state)}</th>
          <th scope="col">{say(desk.due)}</th>
          <th scope="col">{say(desk.clock)}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((item, index) => (
          <TaskRow
            key={`${item.case.caseNo} ${item.task}`}
            item={item}
            current={index === at}
            done={done}
            now={now}
          />
        ))}
      </tbody>
    </table>
  );
}
