import type { TaskAnswer } from "#contract";
import type { ReactNode } from "react";
import { formatEnd, isEndOfDay } from "../format/dates.ts";
import { useLanguage, useSay } from "../language/say.ts";
import { caseWords } from "../words/case.ts";
import { steering } from "../words/steering.ts";

/** What is asked, by when, what comes of it when nobody does it, who has it, and why it came back. */
export function TaskHead({ task }: { readonly task: TaskAnswer }): ReactNode {
  const say = useSay();
  const { returned, takenBy } = task;
  return (
    <>
      <h3>{say(task.name)}</h3>
      {takenBy !== null && <p className="small task-taken">{say(steering.takenBy, { who: say(takenBy) })}</p>}
      {returned !== null && (
        <p className="notice task-returned">
          <strong>{say(steering.returnedFrom, { from: say(returned.from) })}</strong>
          {returned.reason}
        </p>
      )}
      <Due task={task} />
    </>
  );
}

function Due({ task }: { readonly task: TaskAnswer }): ReactNode {
  const say = useSay();
  const language = useLanguage();
  if (task.dueAt === null) return null;
  const words = isEndOfDay(task.dueAt) ? caseWords.lastDay : caseWords.lastMoment;
  return (
    <p className="task-due">
      <strong className="number">{say(words, { day: formatEnd(task.dueAt, language) })}</strong>
      {task.otherwise !== undefined && <span className="quiet"> {say(task.otherwise)}</span>}
    </p>
  );
}
