import type { FieldAnswer } from "#contract";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { formatEnd } from "../format/dates.ts";
import { useLanguage, useSay } from "../language/say.ts";
import { metresBetween } from "../track/track.ts";
import { fieldWords } from "../words/field.ts";
import type { Place } from "./where-am-i.ts";

type Task = FieldAnswer["tasks"][number];

const far = (metres: number): string =>
  metres < 1000 ? `${Math.round(metres / 10) * 10} m` : `${Math.round(metres / 100) / 10} km`;

/** A task of the day as a line of a list, with how far it is where the phone says where it is. */
export function TaskLine({
  task,
  here,
}: {
  readonly task: Task;
  readonly here: Place | undefined;
}): ReactNode {
  const say = useSay();
  const language = useLanguage();
  // A step without a limit of its own is done within the case's.
  const due = task.taskDueAt ?? task.case.clock?.due ?? null;
  const metres = here === undefined || task.at === null ? undefined : metresBetween(here, task.at);
  return (
    <li>
      <Link
        className="field-task"
        to="/field/tasks/$caseNo/$task"
        params={{ caseNo: task.case.caseNo, task: task.task }}
      >
        <strong>{say(task.taskName)}</strong>
        <span>{say(task.case.title)}</span>
        <span className="small quiet">
          {[
            ...(due === null ? [] : [say(fieldWords.dueAt, { at: formatEnd(due, language) })]),
            ...(metres === undefined ? [] : [say(fieldWords.away, { far: far(metres) })]),
            say(task.case.place),
          ].join(" · ")}
        </span>
      </Link>
    </li>
  );
}
