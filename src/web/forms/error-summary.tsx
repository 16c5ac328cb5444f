import { type ReactNode, type Ref, useEffect, useRef } from "react";
import { useSay } from "../language/say.ts";
import { formWords } from "../words/forms.ts";
import { fieldId } from "./form-context.ts";
import type { FieldProblem } from "./validate.ts";

type Props = {
  readonly problems: readonly FieldProblem[];
  readonly idPrefix: string;
  /** Changes with every attempt, so that the summary takes the focus again. */
  readonly attempt: number;
  /** Called when the field is not on this page. */
  readonly onMiss?: (problem: FieldProblem) => void;
};

function goTo(id: string): boolean {
  const place = document.querySelector<HTMLElement>(`#${CSS.escape(id)}`);
  const inner =
    place?.matches("fieldset") === true ? place.querySelector<HTMLElement>("input, select, textarea") : place;
  place?.scrollIntoView({ block: "center" });
  (inner ?? place)?.focus({ preventScroll: true });
  return place !== null;
}

/** Everything that needs mending, at the top, each line leading to its field. */
export function ErrorSummary({ problems, idPrefix, attempt, onMiss }: Props): ReactNode {
  const say = useSay();
  const box: Ref<HTMLDivElement> = useRef(null);
  useEffect(() => {
    if (attempt > 0 && problems.length > 0) box.current?.focus();
    // Only an attempt moves the focus; mending a field must not.
  }, [attempt]);
  if (problems.length === 0) return null;
  return (
    <div className="notice notice-bad" ref={box} tabIndex={-1} role="alert">
      <h2>
        {problems.length === 1
          ? say(formWords.summaryOne)
          : say(formWords.summaryTitle, { count: problems.length })}
      </h2>
      <ul>
        {problems.map((problem) => (
          <li key={problem.pointer}>
            <a
              href={`#${fieldId(idPrefix, problem.pointer)}`}
              onClick={(event) => {
                event.preventDefault();
                if (!goTo(fieldId(idPrefix, problem.pointer))) onMiss?.(problem);
              }}
            >
              {say(problem.message)}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
