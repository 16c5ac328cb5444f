import { type ReactNode, useEffect, useRef } from "react";
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

function Box({ children }: { readonly children: ReactNode }): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <div className="notice notice-bad" ref={box} tabIndex={-1} role="alert">
      {children}
    </div>
  );
}

/** Everything that needs mending, at the top, each line leading to its field. */
export function ErrorSummary({ problems, idPrefix, attempt, onMiss }: Props): ReactNode {
  const say = useSay();
  if (problems.length === 0) return null;
  return (
    // A new attempt makes a new box, which takes the focus; mending a field does not.
    <Box key={attempt}>
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
    </Box>
  );
}
