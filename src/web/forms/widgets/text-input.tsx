import { type ReactNode, useState } from "react";
import { useSay } from "../../language/say.ts";
import { formWords } from "../../words/forms.ts";
import type { WidgetProps } from "../widget.ts";
import { choicesOf, exampleOf, typeOf, unitOf, widgetOf } from "../schema.ts";

function Select({ id, schema, value, onChange, invalid, required, describedBy }: WidgetProps): ReactNode {
  const say = useSay();
  const choices = choicesOf(schema);
  const at = choices.findIndex((choice) => choice.value === value);
  return (
    <select
      id={id}
      className="input"
      value={at < 0 ? "" : String(at)}
      aria-invalid={invalid}
      aria-required={required}
      aria-describedby={describedBy}
      onChange={(event) =>
        onChange(event.target.value === "" ? undefined : choices[Number(event.target.value)]?.value)
      }
    >
      <option value="">{say(formWords.choose)}</option>
      {choices.map((choice, index) => (
        <option key={String(choice.value)} value={index}>
          {say(choice.label)}
        </option>
      ))}
    </select>
  );
}

/** What was typed as the schema's number; what is no number stays text, so that checking can say so. */
function readNumber(text: string): unknown {
  if (text.trim() === "") return undefined;
  return Number.isFinite(Number(text)) ? Number(text) : text;
}

function NumberInput({
  id,
  schema,
  value,
  onChange,
  invalid,
  required,
  describedBy,
}: WidgetProps): ReactNode {
  const [typed, setTyped] = useState(value === undefined ? "" : String(value));
  const shown = readNumber(typed) === value ? typed : value === undefined ? "" : String(value);
  const say = useSay();
  const unit = unitOf(schema);
  return (
    <span className="input-with-unit">
      <input
        id={id}
        className="input input-short"
        inputMode={typeOf(schema) === "integer" ? "numeric" : "decimal"}
        value={shown}
        aria-invalid={invalid}
        aria-required={required}
        aria-describedby={describedBy}
        autoComplete="off"
        onChange={(event) => {
          setTyped(event.target.value);
          onChange(readNumber(event.target.value));
        }}
      />
      {unit !== undefined && <span className="quiet">{say(unit)}</span>}
    </span>
  );
}

/** Numbers of fixed length need no wide box. */
const CODES = new Set<unknown>(["citizen-id", "credit-code", "mobile-phone"]);

function inputType(schema: WidgetProps["schema"]): string {
  if (schema["format"] === "email") return "email";
  return schema["format"] === "mobile-phone" ? "tel" : "text";
}

/** One line, several lines, a number, or a list to choose from. */
export function TextInput(props: WidgetProps): ReactNode {
  const { id, schema, value, onChange, invalid, required, describedBy } = props;
  if (choicesOf(schema).length > 0) return <Select {...props} />;
  if (["number", "integer"].includes(typeOf(schema))) return <NumberInput {...props} />;
  const common = {
    id,
    value: typeof value === "string" ? value : value === undefined || value === null ? "" : String(value),
    // What is only shown (the other side's words, a proposal) is read, not rewritten.
    readOnly: schema["readOnly"] === true,
    "aria-invalid": invalid,
    "aria-required": required,
    "aria-describedby": describedBy,
    placeholder: exampleOf(schema),
  };
  if (widgetOf(schema) === "textarea")
    return (
      <textarea {...common} className="input" rows={4} onChange={(event) => onChange(event.target.value)} />
    );
  const type = inputType(schema);
  const maximum = schema["maxLength"];
  const short = (typeof maximum === "number" && maximum <= 30) || CODES.has(schema["format"]);
  return (
    <input
      {...common}
      type={type}
      className={`input${short ? " input-short" : ""}`}
      autoComplete="off"
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
