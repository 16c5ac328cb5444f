import type { ReactNode } from "react";
import { useSay } from "../../language/say.ts";
import { formWords } from "../../words/forms.ts";
import type { WidgetProps } from "../widget.ts";
import { useForm } from "../form-context.ts";

/** A statement signed by ticking it, in the signer's name. */
export function Sign({ id, value, onChange, invalid }: WidgetProps): ReactNode {
  const say = useSay();
  const { signer } = useForm();
  return (
    <label className="choice choice-sign" htmlFor={id}>
      <input
        id={id}
        type="checkbox"
        checked={value === true}
        aria-invalid={invalid}
        onChange={(event) => onChange(event.target.checked ? true : undefined)}
      />
      <span>{say(formWords.signature, { name: signer })}</span>
    </label>
  );
}
