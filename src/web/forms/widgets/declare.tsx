import type { ReactNode } from "react";
import { useSay } from "../../language/say.ts";
import { formWords } from "../../words/forms.ts";
import type { WidgetProps } from "../widget.ts";

/** A statement that can only be agreed to. */
export function Declare({ id, value, onChange, invalid, describedBy }: WidgetProps): ReactNode {
  const say = useSay();
  return (
    <label className="choice choice-sign" htmlFor={id}>
      <input
        id={id}
        type="checkbox"
        checked={value === true}
        aria-invalid={invalid}
        aria-describedby={invalid ? describedBy : undefined}
        onChange={(event) => onChange(event.target.checked ? true : undefined)}
      />
      <span>{say(formWords.declare)}</span>
    </label>
  );
}
