import type { DeskTask } from "#contract";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useEffect, useRef, useState } from "react";
import "../design/batch.css";
import { ClockChip } from "../clock/clock-chip.tsx";
import { dayOf, formatDay, timeOf } from "../format/dates.ts";
import { useLanguage, useSay } from "../language/say.ts";
import { batch as words } from "../words/batch.ts";
import { desk } from "../words/desk.ts";
import { type Choosing, MOST_CHOSEN } from "./choosing.ts";

type ChooseProps = { readonly item: DeskTask; readonly choosing: Choosing };

/** Ticks a task for a batch; where it cannot be ticked, says why. */
function ChooseCell({ item, choosing }: ChooseProps): ReactNode {
  const say = useSay();
  const may = choosing.may(item);
  const full = choosing.chosen.length >= MOST_CHOSEN;
  const why = item.batch === null ? words.alone : full ? words.full : words.otherKind;
  return (
    <td className="choose">
      <label title={may ? undefined : say(why, { most: MOST_CHOSEN })}>
        <input
          type="checkbox"
          checked={choosing.isChosen(item)}
          disabled={!may}
          aria-label={say(words.choose, { title: say(item.case.title) })}
          onChange={() => choosing.toggle(item)}
        />
      </label>
    </td>
  );
}

function ChooseAll({ choosing }: { readonly choosing: Choosing }): ReactNode {
  const say = useSay();
  const { chosen, alike } = choosing;
  const box = useRef<HTMLInputElement>(null);
  const some = chosen.length > 0 && chosen.length < alike.length;
  useEffect(() => {
    if (box.current !== null) box.current.indeterminate = some;
  }, [some]);
  return (
    <td className="choose">
      <label title={say(words.chooseAll)}>
        <input
          ref={box}
          type="checkbox"
          checked={chosen.length > 0 && !some}
          aria-label={say(words.chooseAll)}
          onChange={choosing.toggleAll}
        />
      </label>
    </td>
  );
}

type RowProps = {
  readonly item: DeskTask;
  readonly choosing: Choosing | undefined;
  readonly current: boolean;
  readonly done: boolean;
  readonly now: number;
};

function TaskRow({ item, choosing, current, done, now }: RowProps): ReactNode {
  const say = useSay();
  const language = useLanguage();
  const row = useRef<HTMLTableRowElement>(null);
  useEffect(() => {
    if (!current) return;
    row.current?.scrollIntoView({ block: "nearest" });
    row.current?.querySelector("a")?.focus({ preventScroll: true });
  }, [current]);
  const { case: one, taskName, taskDueAt } = item;
  const looks = [
    ...(choosing === undefined ? [] : ["choosing"]),
    ...(choosing?.isChosen(item) === true ? ["chosen"] : []),
    ...(current ? ["current"] : []),
  ];
  const past = !done && taskDueAt !== null && Date.parse(taskDueAt) < now;
  return (
    <tr ref={row} className={looks.join(" ")}>
      {choosing !== undefined && <ChooseCell item={item} choosing={choosing} />}
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

type Props = {
  readonly items: readonly DeskTask[];
  readonly at: number;
  readonly done: boolean;
  /** Given where tasks may be ticked for a batch. */
  readonly choosing: Choosing | undefined;
};

/** The list itself, quiet and dense, the nearest due first. */
export function TaskTable({ items, at, done, choosing }: Props): ReactNode {
  const say = useSay();
  const [now] = useState(() => Date.now());
  return (
    <table className="tasks">
      <thead>
        <tr>
          {choosing !== undefined && <ChooseAll choosing={choosing} />}
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
            choosing={choosing}
            current={index === at}
            done={done}
            now={now}
          />
        ))}
      </tbody>
    </table>
  );
}
