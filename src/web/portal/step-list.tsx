import type { ReactNode } from "react";
import { CheckIcon } from "../design/icons.tsx";
import type { FieldProblem } from "../forms/validate.ts";
import { useSay } from "../language/say.ts";
import { applyWords } from "../words/apply.ts";
import { problemsOf, type Step } from "./steps.ts";

type Props = {
  readonly steps: readonly Step[];
  readonly at: number;
  readonly problems: readonly FieldProblem[];
  readonly onGo: (step: Step) => void;
};

/** All steps, which one this is, and which are done. */
export function StepList({ steps, at, problems, onGo }: Props): ReactNode {
  const say = useSay();
  return (
    <nav aria-label={say(applyWords.steps)}>
      <ol className="steps">
        {steps.map((step, index) => {
          const done = step.kind !== "review" && index < at && problemsOf(step, problems).length === 0;
          return (
            <li key={step.id} className={done ? "step-done" : ""}>
              <button
                type="button"
                aria-current={index === at ? "step" : undefined}
                onClick={() => onGo(step)}
              >
                <span className="step-mark" aria-hidden="true">
                  {done ? <CheckIcon size={14} /> : index + 1}
                </span>
                <span>
                  {say(step.name)}
                  {done && <span className="visually-hidden"> {say(applyWords.complete)}</span>}
                </span>
              </button>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
