import type { ReactNode } from "react";
import { useSay } from "../../language/say.ts";
import { formWords } from "../../words/forms.ts";
import { widgetOf } from "../schema.ts";
import type { WidgetProps } from "../widget.ts";

/** A statement that can only be agreed to, or (`x-widget: checked`) a check that can only be said to be made. */
export function Declare({ id, schema, value, onChange, invalid, describedBy }: WidgetProps): ReactNode {
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
      <span>{say(widgetOf(schema) === "checked" ? formWords.checked : formWords.declare)}</span>
    </label>
  );
}
