import type { ReactNode } from "react";
import "../design/forms.css";
import { Field } from "./field.tsx";
import { needsOf } from "./required.ts";
import { fieldsOf, isObject, type Schema, type Values, withValue } from "./schema.ts";
import { isShown } from "./validate.ts";
import { type FieldsProps, NestedFields } from "./widget.ts";

/** The questions of a form, those whose condition holds. */
export function FormFields(props: FieldsProps): ReactNode {
  const { schema, values, onChange, only, pointer = "", asked = true } = props;
  const fields = new Map(fieldsOf(schema));
  const need = needsOf(schema, values, asked);
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
        need={need(name)}
        onChange={(value) => onChange(withAnswer(values, name, field, value))}
      />
    );
  });
  return <NestedFields value={FormFields}>{drawn}</NestedFields>;
}

/** What is chosen from rows (`x-offers`) fills in each of its fields. */
const withAnswer = (values: Values, name: string, field: Schema, value: unknown): Values =>
  field["x-offers"] !== undefined && isObject(value)
    ? { ...values, ...value }
    : withValue(values, name, value);
