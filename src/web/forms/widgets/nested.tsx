import { type ReactNode, useContext } from "react";
import { NestedFields, type WidgetProps } from "../widget.ts";
import { isObject } from "../schema.ts";

/** A group of questions inside a question. */
export function Nested({ schema, value, onChange, pointer }: WidgetProps): ReactNode {
  const Fields = useContext(NestedFields);
  return (
    <div className="nested">
      <Fields schema={schema} values={isObject(value) ? value : {}} onChange={onChange} pointer={pointer} />
    </div>
  );
}
