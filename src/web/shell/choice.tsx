import { type ReactNode, useId } from "react";
import { useSay } from "../language/say.ts";
import { steering } from "../words/steering.ts";

type Props = {
  readonly label: string;
  readonly value: string;
  readonly missing?: string | undefined;
  readonly children: ReactNode;
  readonly onChange: (value: string) => void;
};

/** One of several, chosen before something is done. */
export function Choice({ label, value, missing, children, onChange }: Props): ReactNode {
  const say = useSay();
  const id = useId();
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <select
        id={id}
        className="input"
        value={value}
        aria-invalid={missing !== undefined}
        aria-describedby={missing === undefined ? undefined : `${id}-error`}
        onChange={(event) => onChange(event.target.value)}
      >
        {value === "" && <option value="">{say(steering.choose)}</option>}
        {children}
      </select>
      {missing !== undefined && (
        <p id={`${id}-error`} className="field-error" role="alert">
          {missing}
        </p>
      )}
    </div>
  );
}
