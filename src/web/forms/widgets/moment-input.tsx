import { type ReactNode, useState } from "react";
import { useForm } from "../form-context.ts";
import { boundOf, fromPicker, momentKindOf, toPicker } from "../moments.ts";
import type { WidgetProps } from "../widget.ts";

/** A day, or a day with its time, by the browser's own picker; typed or picked, it is a time of the district. */
export function MomentInput(props: WidgetProps): ReactNode {
  const { id, schema, value, onChange, invalid, required, describedBy } = props;
  const { values } = useForm();
  const kind = momentKindOf(schema) ?? "date";
  const [now, setNow] = useState(() => new Date());
  return (
    <input
      id={id}
      type={kind === "date" ? "date" : "datetime-local"}
      className="input input-short"
      value={toPicker(kind, value)}
      min={boundOf(schema, "x-min", values, now)}
      max={boundOf(schema, "x-max", values, now)}
      aria-invalid={invalid}
      aria-required={required}
      aria-describedby={describedBy}
      autoComplete="off"
      onFocus={() => setNow(new Date())}
      onChange={(event) => onChange(fromPicker(kind, event.target.value))}
    />
  );
}
