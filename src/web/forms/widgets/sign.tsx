import { type ReactNode, useContext } from "react";
import { useSay } from "../../language/say.ts";
import { formWords } from "../../words/forms.ts";
import { useForm } from "../form-context.ts";
import { fieldsOf, isObject, type Schema, typeOf, type Values } from "../schema.ts";
import { NestedFields, type WidgetProps } from "../widget.ts";

/** What a signature asks besides the signer's name and the moment, such as the number of their licence. */
function asksMore(schema: Schema): readonly string[] {
  return fieldsOf(schema).flatMap(([name]) => (name === "name" || name === "signedAt" ? [] : [name]));
}

function isSigned(value: unknown, signer: string): boolean {
  if (isObject(value)) return value["name"] === signer;
  return value === true || value === signer;
}

function signed(schema: Schema, value: Values, signer: string): unknown {
  if (typeOf(schema) === "object") return { ...value, name: signer };
  return typeOf(schema) === "string" ? signer : true;
}

/** A statement signed by ticking it, in the signer's own name. */
export function Sign({ id, schema, value, onChange, invalid, pointer, describedBy }: WidgetProps): ReactNode {
  const say = useSay();
  const drawFields = useContext(NestedFields);
  const { signer } = useForm();
  const given: Values = isObject(value) ? value : {};
  const unsigned = (): unknown => {
    const { name: _, ...rest } = given;
    return Object.keys(rest).length === 0 ? undefined : rest;
  };
  return (
    <div className="stack">
      {typeOf(schema) === "object" &&
        drawFields({ schema, values: given, onChange, only: asksMore(schema), pointer })}
      <label className="choice choice-sign" htmlFor={id}>
        <input
          id={id}
          type="checkbox"
          checked={isSigned(value, signer)}
          aria-invalid={invalid}
          aria-describedby={invalid ? describedBy : undefined}
          onChange={(event) => onChange(event.target.checked ? signed(schema, given, signer) : unsigned())}
        />
        <span>{say(formWords.signature, { name: signer })}</span>
      </label>
    </div>
  );
}
