import { type ReactNode, useContext } from "react";
import { useSay } from "../../language/say.ts";
import { formWords } from "../../words/forms.ts";
import { NestedFields, type WidgetProps } from "../widget.ts";
import { isObject, objectAt, type Values } from "../schema.ts";

/** The same questions several times: people, premises, vehicles. */
export function Rows({ schema, value, onChange, pointer }: WidgetProps): ReactNode {
  const drawFields = useContext(NestedFields);
  const say = useSay();
  const given: readonly unknown[] = Array.isArray(value) ? value : [];
  const rows: readonly Values[] = given.map((row) => (isObject(row) ? row : {}));
  return (
    <div className="stack">
      {rows.map((row, index) => (
        // Rows have no identity of their own but their place.
        // oxlint-disable-next-line react/no-array-index-key
        <fieldset className="nested" key={index}>
          <legend className="small quiet">{say(formWords.row, { row: index + 1 })}</legend>
          {drawFields({
            schema: objectAt(schema, "items"),
            values: row,
            pointer: `${pointer}/${index}`,
            onChange: (changed) => onChange(rows.map((other, at) => (at === index ? changed : other))),
          })}
          <button
            type="button"
            className="text-button row-remove"
            onClick={() => {
              const rest = rows.filter((_, at) => at !== index);
              onChange(rest.length === 0 ? undefined : rest);
            }}
          >
            {say(formWords.removeRow, { row: index + 1 })}
          </button>
        </fieldset>
      ))}
      <div>
        <button type="button" className="button button-small" onClick={() => onChange([...rows, {}])}>
          {say(formWords.addRow)}
        </button>
      </div>
    </div>
  );
}
