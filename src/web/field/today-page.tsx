import type { FieldAnswer } from "#contract";
import { type ReactNode, useState } from "react";
import { formatInstant } from "../format/dates.ts";
import { useLanguage, useSay } from "../language/say.ts";
import { fieldWords } from "../words/field.ts";
import { metresBetween } from "../track/track.ts";
import { type Place, whereAmI } from "./where-am-i.ts";
import { useFieldState } from "./field-frame.tsx";
import { TaskLine } from "./task-line.tsx";

type Task = FieldAnswer["tasks"][number];

/** What is to be done today: near first where the phone says where it is, otherwise by due date. */
export function TodayPage(): ReactNode {
  const say = useSay();
  const language = useLanguage();
  const { taken, items, refresh } = useFieldState();
  const [here, setHere] = useState<Place>();
  // What was done here and waits is not to be done again.
  const done = new Set(
    items.flatMap(({ act, state }) => (act.kind === "complete" && state === "waiting" ? [act.task] : [])),
  );
  const tasks = (taken?.field.tasks ?? []).filter(({ task }) => !done.has(task));
  const distance = ({ at }: Task): number =>
    here === undefined || at === null ? Number.POSITIVE_INFINITY : metresBetween(here, at);
  const sorted = here === undefined ? tasks : tasks.toSorted((one, other) => distance(one) - distance(other));
  const locate = (): void =>
    void whereAmI().then(
      (place) => setHere(place),
      () => undefined,
    );
  return (
    <main id="main" className="field-page">
      <h1>{say(fieldWords.toDo)}</h1>
      <div className="button-row">
        <button type="button" className="button" onClick={refresh}>
          {say(fieldWords.refresh)}
        </button>
        <button
          type="button"
          className="button"
          onClick={here === undefined ? locate : () => setHere(undefined)}
        >
          {say(here === undefined ? fieldWords.nearFirst : fieldWords.byDue)}
        </button>
      </div>
      {taken === undefined && <p>{say(fieldWords.notTaken)}</p>}
      {taken?.field.onDuty === false && <p className="notice">{say(fieldWords.notYours)}</p>}
      {taken !== undefined && sorted.length === 0 && <p>{say(fieldWords.noTasks)}</p>}
      <ul className="field-tasks">
        {sorted.map((task) => (
          <TaskLine key={`${task.case.caseNo} ${task.task}`} task={task} here={here} />
        ))}
      </ul>
      {taken !== undefined && (
        <p className="small quiet">{say(fieldWords.takenAt, { at: formatInstant(taken.at, language) })}</p>
      )}
    </main>
  );
}
