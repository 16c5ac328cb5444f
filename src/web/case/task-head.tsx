import type { TaskAnswer } from "#contract";
import type { ReactNode } from "react";
import { formatEnd, isEndOfDay } from "../format/dates.ts";
import { useLanguage, useSay } from "../language/say.ts";
import { caseWords } from "../words/case.ts";

/** What is asked, by when, and what comes of it when nobody does it. */
export function TaskHead({ task }: { readonly task: TaskAnswer }): ReactNode {
  const say = useSay();
  const language = useLanguage();
  if (task.dueAt === null) return <h3>{say(task.name)}</h3>;
  const words = isEndOfDay(task.dueAt) ? caseWords.lastDay : caseWords.lastMoment;
  return (
    <>
      <h3>{say(task.name)}</h3>
      <p className="task-due">
        <strong className="number">{say(words, { day: formatEnd(task.dueAt, language) })}</strong>
        {task.otherwise !== undefined && <span className="quiet"> {say(task.otherwise)}</span>}
      </p>
    </>
  );
}
