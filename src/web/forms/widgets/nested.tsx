import { type ReactNode, useContext } from "react";
import { NestedFields, type WidgetProps } from "../widget.ts";
import { isObject } from "../schema.ts";

/** A group of questions inside a question. */
export function Nested({ schema, value, onChange, pointer, required }: WidgetProps): ReactNode {
  const drawFields = useContext(NestedFields);
  return (
    <div className="nested">
      {drawFields({
        schema,
        values: isObject(value) ? value : {},
        onChange: (values) => onChange(Object.keys(values).length === 0 ? undefined : values),
        pointer,
        asked: required,
      })}
    </div>
  );
}
