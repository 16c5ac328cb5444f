import type { ReactNode } from "react";
import "../design/forms.css";
import { Field } from "./field.tsx";
import { fieldsOf, requiredOf, withValue } from "./schema.ts";
import { isShown } from "./validate.ts";
import { type FieldsProps, NestedFields } from "./widget.ts";

/** The questions of a form, those whose condition holds. */
export function FormFields({ schema, values, onChange, only, pointer = "" }: FieldsProps): ReactNode {
  const fields = new Map(fieldsOf(schema));
  const required = new Set(requiredOf(schema));
  const names = only ?? [...fields.keys()];
  const drawn = names.map((name) => {
    const field = fields.get(name);
    if (field === undefined || !isShown(field, values)) return null;
    return (
      <Field
        key={name}
        name={name}
        pointer={`${pointer}/${name}`}
        schema={field}
        value={values[name]}
        required={required.has(name)}
        onChange={(value) => onChange(withValue(values, name, value))}
      />
    );
  });
  return <NestedFields value={FormFields}>{drawn}</NestedFields>;
}
