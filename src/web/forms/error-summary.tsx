import { type ReactNode, useEffect, useRef } from "react";
import { useSay } from "../language/say.ts";
import { formWords } from "../words/forms.ts";
import { fieldId } from "./form-context.ts";
import type { FieldProblem } from "./validate.ts";

type Props = {
  readonly problems: readonly FieldProblem[];
  readonly idPrefix: string;
  /** Changes with every attempt, so that the first wrong field takes the focus again. */
  readonly attempt: number;
  /** Called when the field is not on this page. */
  readonly onMiss?: (problem: FieldProblem) => void;
};

const CONTROLS = "input, select, textarea";

/** The control to mend a field with: the field itself, or within a group the wrong one, else its first. */
function controlOf(place: HTMLElement): HTMLElement {
  if (place.matches(CONTROLS)) return place;
  const wrong = place.querySelector<HTMLElement>(`:is(${CONTROLS})[aria-invalid="true"]`);
  return wrong ?? place.querySelector<HTMLElement>(CONTROLS) ?? place;
}

function goTo(id: string): boolean {
  const place = document.querySelector<HTMLElement>(`#${CSS.escape(id)}`);
  if (place === null) return false;
  const control = controlOf(place);
  control.scrollIntoView({ block: "center" });
  control.focus({ preventScroll: true });
  return true;
}

/** The first wrong field takes the focus; what is on no field of this page is read here instead. */
function Box({ first, children }: { readonly first: string; readonly children: ReactNode }): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!goTo(first)) box.current?.focus();
    // Mending a field changes what is first, and must not move the focus.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  return (
    <div className="notice notice-bad" ref={box} tabIndex={-1} role="alert">
      {children}
    </div>
  );
}

/** Everything that needs mending, at the top, each line leading to its field. */
export function ErrorSummary({ problems, idPrefix, attempt, onMiss }: Props): ReactNode {
  const say = useSay();
  const [first] = problems;
  if (first === undefined) return null;
  return (
    // A new attempt makes a new box, which moves the focus; mending a field does not.
    <Box key={attempt} first={fieldId(idPrefix, first.pointer)}>
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
