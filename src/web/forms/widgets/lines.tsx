import type { ReactNode } from "react";
import { useSay } from "../../language/say.ts";
import { formWords } from "../../words/forms.ts";
import type { WidgetProps } from "../widget.ts";

/** Several sentences, one a line of its own: reasons of a refusal. */
export function Lines({ id, label, value, onChange, invalid, describedBy }: WidgetProps): ReactNode {
  const say = useSay();
  const given: readonly unknown[] = Array.isArray(value) ? value : [];
  const lines = given.length === 0 ? [""] : given.map(String);
  const put = (next: readonly string[]): void =>
    onChange(next.every((line) => line === "") ? undefined : next);
  return (
    <div className="stack" id={id}>
      {lines.map((line, index) => (
        // Lines have no identity of their own but their place.
        // oxlint-disable-next-line react/no-array-index-key
        <div className="line" key={index}>
          <textarea
            className="input"
            rows={2}
            value={line}
            aria-invalid={invalid}
            aria-describedby={invalid ? describedBy : undefined}
            aria-label={`${label} ${say(formWords.row, { row: index + 1 })}`}
            onChange={(event) => put(lines.map((other, at) => (at === index ? event.target.value : other)))}
          />
          {lines.length > 1 && (
            <button
              type="button"
              className="text-button"
              aria-label={say(formWords.removeRow, { row: index + 1 })}
              onClick={() => put(lines.filter((_, at) => at !== index))}
            >
              {say(formWords.remove)}
            </button>
          )}
        </div>
      ))}
      <div>
        <button type="button" className="button button-small" onClick={() => put([...lines, ""])}>
          {say(formWords.addRow)}
        </button>
      </div>
    </div>
  );
}
