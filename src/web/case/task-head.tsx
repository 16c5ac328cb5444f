import type { TaskAnswer } from "#contract";
import type { ReactNode } from "react";
import { dayOf, formatDay, formatEnd, isEndOfDay } from "../format/dates.ts";
import { formatLimit } from "../format/limits.ts";
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
  const { dueAt, period, otherwise } = task;
  if (dueAt === null && period === null) return null;
  const words = dueAt !== null && isEndOfDay(dueAt) ? caseWords.lastDay : caseWords.lastMoment;
  return (
    <>
      <p className="task-due">
        {dueAt !== null && (
          <strong className="number">{say(words, { day: formatEnd(dueAt, language) })}</strong>
        )}
        {period?.paused === true && <strong> {say(caseWords.stoodStill)}</strong>}
        {otherwise !== undefined && <span className="quiet"> {say(otherwise)}</span>}
      </p>
      {period !== null && <Pauses period={period} />}
    </>
  );
}

/** Why the day is another than the limit alone would make it. */
function Pauses({ period }: { readonly period: NonNullable<TaskAnswer["period"]> }): ReactNode {
  const say = useSay();
  const language = useLanguage();
  if (period.pauses.length === 0) return null;
  const [limit, day] = [formatLimit(period.limit, language), formatDay(dayOf(period.from), language)];
  return (
    <ul className="small quiet task-pauses">
      <li>{say(caseWords.periodFrom, { limit, day })}</li>
      {period.pauses.map((why) => (
        <li key={why.zh}>{say(why)}</li>
      ))}
    </ul>
  );
}
