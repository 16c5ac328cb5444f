import type { ReactNode } from "react";
import { useSay } from "../../language/say.ts";
import { caseWords } from "../../words/case.ts";

type Props = { readonly reason: string | null; readonly requirement: string | null };

/** As the correction notice puts it: what is wrong, and what is asked. */
export function Defect({ reason, requirement }: Props): ReactNode {
  const say = useSay();
  const lines = [
    { name: caseWords.problem, text: reason },
    { name: caseWords.requirement, text: requirement },
  ];
  return (
    <dl className="material-defect">
      {lines.map(
        ({ name, text }) =>
          text !== null &&
          text !== "" && (
            <div key={name.en}>
              <dt>{say(name)}</dt>
              <dd>{text}</dd>
            </div>
          ),
      )}
    </dl>
  );
}
