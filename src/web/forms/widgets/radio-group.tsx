import type { ReactNode } from "react";
import { useSay } from "../../language/say.ts";
import { common } from "../../words/common.ts";
import type { WidgetProps } from "../widget.ts";
import { type Choice, choicesOf } from "../schema.ts";

const YES_NO: readonly Choice[] = [
  { value: true, label: common.yes },
  { value: false, label: common.no },
];

/** One of a few, all of them in sight. */
export function RadioGroup({ id, schema, value, onChange, invalid, describedBy }: WidgetProps): ReactNode {
  const say = useSay();
  const given = choicesOf(schema);
  const choices = given.length > 0 ? given : YES_NO;
  const inline = choices.every(({ label }) => say(label).length <= 8);
  return (
    <div className={inline ? "choices choices-inline" : "choices"} id={id}>
      {choices.map((choice) => (
        <label key={String(choice.value)} className="choice">
          <input
            type="radio"
            name={id}
            checked={choice.value === value}
            aria-invalid={invalid}
            aria-describedby={invalid ? describedBy : undefined}
            onChange={() => onChange(choice.value)}
          />
          <span>{say(choice.label)}</span>
        </label>
      ))}
    </div>
  );
}
