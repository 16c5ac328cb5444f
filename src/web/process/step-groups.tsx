import type { ProcessElement, ProcessView } from "#contract";
import type { ReactNode } from "react";
import { formatEnd, formatInstant } from "../format/dates.ts";
import { useLanguage, useSay } from "../language/say.ts";
import { processWords } from "../words/process.ts";
import { grouped, nameOf, STATUS_NAMES, STATUS_SIGNS } from "./statuses.ts";

type Ways = {
  /** Brings an element into the middle of the drawing; absent where nothing is drawn. */
  readonly onShow?: (element: string) => void;
  readonly onOpen: (key: string) => void;
};

/** What a step has to say of itself besides its name and status. */
function useDetails(element: ProcessElement): readonly string[] {
  const say = useSay();
  const language = useLanguage();
  const { status, holders, dueAt, runs, arrived, times, lastAt } = element;
  const isOver = status === "done" || status === "stopped";
  return [
    ...holders.map((holder) => say(holder)),
    ...(status === "current" && element.type === "serviceTask" ? [say(processWords.automatic)] : []),
    ...(isOver && lastAt !== null ? [formatInstant(lastAt, language)] : []),
    ...(isOver && times > 1 ? [say(processWords.times, { times })] : []),
    ...(runs === null ? [] : [say(processWords.runs, { done: runs.done, total: runs.total })]),
    ...(runs === null || runs.votes === null ? [] : [say(processWords.votes, runs.votes)]),
    ...(arrived > 0 ? [say(processWords.arrived, { arrived })] : []),
    ...dueAt.map((at) => say(processWords.dueAt, { at: formatEnd(at, language) })),
  ];
}

function Step({ element, ways }: { readonly element: ProcessElement; readonly ways: Ways }): ReactNode {
  const say = useSay();
  const name = nameOf(element, say);
  const details = useDetails(element);
  const status = STATUS_NAMES[element.status];
  const { onShow, onOpen } = ways;
  return (
    <li className={`step step-${element.status}`}>
      <span className="step-sign" aria-hidden="true">
        {STATUS_SIGNS[element.status] ?? "–"}
      </span>
      <span className="step-text">
        {onShow === undefined ? (
          <span className="step-name">{name}</span>
        ) : (
          <button
            type="button"
            className="step-name step-show"
            title={say(processWords.show, { name })}
            onClick={() => onShow(element.element)}
          >
            {name}
          </button>
        )}
        {status !== undefined && <span className="step-status">{say(status)}</span>}
        {details.length > 0 && <span className="step-more number">{details.join(" · ")}</span>}
        {element.failures.map(({ message, next }) => (
          <span key={message.zh} className="step-more step-failure">
            {say(message)} {say(next)}
          </span>
        ))}
        {element.opens.map((key) => (
          <button key={key} type="button" className="text-button small" onClick={() => onOpen(key)}>
            {say(processWords.openCalled)}
          </button>
        ))}
      </span>
    </li>
  );
}

function Steps({
  elements,
  none,
  ways,
}: {
  readonly elements: readonly ProcessElement[];
  readonly none: string;
  readonly ways: Ways;
}): ReactNode {
  if (elements.length === 0) return <p className="quiet small">{none}</p>;
  return (
    <ul className="steps-list">
      {elements.map((element) => (
        <Step key={element.element} element={element} ways={ways} />
      ))}
    </ul>
  );
}

/** The steps of a process in words: what is being done, what is done, what may still come. */
export function StepGroups({ view, ...ways }: { readonly view: ProcessView } & Ways): ReactNode {
  const say = useSay();
  const { now, past, next } = grouped(view);
  return (
    <div className="process-steps">
      <h3>{say(processWords.now)}</h3>
      <Steps elements={now} none={say(processWords.nothingNow)} ways={ways} />
      <details open={past.length <= 6}>
        <summary>
          <h3>
            {say(processWords.past)} <span className="quiet number">{past.length}</span>
          </h3>
        </summary>
        <Steps elements={past} none={say(processWords.nothingPast)} ways={ways} />
      </details>
      <details>
        <summary>
          <h3>
            {say(processWords.next)} <span className="quiet number">{next.length}</span>
          </h3>
        </summary>
        {next.length > 0 && <p className="quiet small">{say(processWords.nextHint)}</p>}
        <Steps elements={next} none={say(processWords.nothingNext)} ways={ways} />
      </details>
    </div>
  );
}
