import { type ReactNode, useState } from "react";
import { useSay } from "../../language/say.ts";
import { formWords } from "../../words/forms.ts";
import type { WidgetProps } from "../widget.ts";
import { choicesOf, objectAt } from "../schema.ts";

const MANY = 8;

/** Several of a list: officers, kinds of business. A long list can be filtered by name. */
export function CheckList({
  id,
  schema,
  label,
  value,
  onChange,
  invalid,
  describedBy,
}: WidgetProps): ReactNode {
  const say = useSay();
  const [filter, setFilter] = useState("");
  const choices = choicesOf(objectAt(schema, "items"));
  const chosen: readonly unknown[] = Array.isArray(value) ? value : [];
  const toggle = (one: unknown, on: boolean): void => {
    const next = on ? [...chosen, one] : chosen.filter((other) => other !== one);
    onChange(next.length === 0 ? undefined : next);
  };
  const shown = choices.filter(
    (choice) => filter === "" || say(choice.label).includes(filter) || chosen.includes(choice.value),
  );
  return (
    <div id={id}>
      {choices.length > MANY && (
        <input
          className="input input-short"
          type="search"
          value={filter}
          placeholder={say(formWords.filter)}
          aria-label={`${say(formWords.filter)}：${label}`}
          onChange={(event) => setFilter(event.target.value)}
        />
      )}
      <div className="choices choices-columns">
        {shown.map((choice) => (
          <label key={String(choice.value)} className="choice">
            <input
              type="checkbox"
              checked={chosen.includes(choice.value)}
              aria-invalid={invalid}
              aria-describedby={invalid ? describedBy : undefined}
              onChange={(event) => toggle(choice.value, event.target.checked)}
            />
            <span>{say(choice.label)}</span>
          </label>
        ))}
      </div>
    </div>
  );
}
