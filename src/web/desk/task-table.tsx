import type { Bilingual, DeskTask } from "#contract";
import { type ReactNode, useEffect, useRef, useState } from "react";
import "../design/batch.css";
import { useSay } from "../language/say.ts";
import { batch as words } from "../words/batch.ts";
import { type Choosing, MOST_CHOSEN } from "./choosing.ts";
import { DESK_CELLS } from "./desk-columns.tsx";
import type { DeskLine } from "./desk-line.ts";

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

/** A column that is shown, under its name. */
type ShownColumn = { readonly id: string; readonly name: Bilingual };

type RowProps = {
  readonly line: DeskLine;
  readonly columns: readonly ShownColumn[];
  readonly choosing: Choosing | undefined;
  readonly current: boolean;
  readonly now: number;
};

function TaskRow({ line, columns, choosing, current, now }: RowProps): ReactNode {
  const say = useSay();
  const row = useRef<HTMLTableRowElement>(null);
  useEffect(() => {
    if (!current) return;
    row.current?.scrollIntoView({ block: "nearest" });
    row.current?.querySelector("a")?.focus({ preventScroll: true });
  }, [current]);
  const { task } = line;
  const looks = [
    ...(choosing === undefined ? [] : ["choosing"]),
    ...(task !== null && choosing?.isChosen(task) === true ? ["chosen"] : []),
    ...(current ? ["current"] : []),
  ];
  return (
    <tr ref={row} className={looks.join(" ")}>
      {choosing !== undefined && task !== null && <ChooseCell item={task} choosing={choosing} />}
      {columns.map(({ id, name }) => {
        const Cell = DESK_CELLS[id];
        if (Cell === undefined) return null;
        const cell = <Cell line={line} now={now} />;
        if (id === "case")
          return (
            <th key={id} scope="row">
              {cell}
            </th>
          );
        return (
          <td key={id} data-label={say(name)}>
            {cell}
          </td>
        );
      })}
    </tr>
  );
}

type Props = {
  readonly items: readonly DeskLine[];
  readonly at: number;
  readonly columns: readonly ShownColumn[];
  /** Given where tasks may be ticked for a batch. */
  readonly choosing: Choosing | undefined;
};

/** The list itself, quiet and dense. */
export function TaskTable({ items, at, columns, choosing }: Props): ReactNode {
  const say = useSay();
  const [now] = useState(() => Date.now());
  return (
    <table className="tasks">
      <thead>
        <tr>
          {choosing !== undefined && <ChooseAll choosing={choosing} />}
          {columns.map(({ id, name }) => (
            <th key={id} scope="col">
              {say(name)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {items.map((line, index) => (
          <TaskRow
            key={`${line.case.caseNo} ${line.task?.task ?? ""}`}
            line={line}
            columns={columns}
            choosing={choosing}
            current={index === at}
            now={now}
          />
        ))}
      </tbody>
    </table>
  );
}
