import { type ReactNode, useContext } from "react";
import { useSay } from "../../language/say.ts";
import { caseWords } from "../../words/case.ts";
import { verdictOn } from "../corrections.ts";
import { fieldsOf, isObject } from "../schema.ts";
import { isShown } from "../validate.ts";
import { NestedFields, type WidgetProps } from "../widget.ts";
import { Defect } from "./defect.tsx";

/** The fields that the notice asks to be put right, each under what is wrong with it; all others are locked. */
export function CorrectedForm({ id, schema, value, onChange, pointer }: WidgetProps): ReactNode {
  const say = useSay();
  const drawFields = useContext(NestedFields);
  const values = isObject(value) ? value : {};
  return (
    <div id={id} className="stack corrected-form">
      <p className="small quiet">{say(caseWords.onlyNamed)}</p>
      {fieldsOf(schema)
        .filter(([, field]) => isShown(field, values))
        .map(([name, field]) => {
          const verdict = verdictOn(field);
          return (
            <div key={name} className="corrected-field">
              {drawFields({ schema, values, onChange, pointer, only: [name], asked: true })}
              {verdict === undefined ? (
                <p className="small quiet">{say(caseWords.asksToo)}</p>
              ) : (
                <Defect {...verdict} />
              )}
            </div>
          );
        })}
    </div>
  );
}
