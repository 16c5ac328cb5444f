import type { ReactNode } from "react";
import { useSay } from "../../language/say.ts";
import { formWords } from "../../words/forms.ts";
import { isObject } from "../schema.ts";

type Props = { readonly value: unknown; readonly onChange: (value: unknown) => void };

/** The degrees of a value that says where something is; undefined where it does not. */
export function degreesIn(value: unknown): { readonly lon?: number; readonly lat?: number } {
  const { lon, lat }: { readonly lon?: unknown; readonly lat?: unknown } = isObject(value) ? value : {};
  return {
    ...(typeof lon === "number" ? { lon } : {}),
    ...(typeof lat === "number" ? { lat } : {}),
  };
}

/** Longitude and latitude typed, in degrees. */
export function DegreePair({ value, onChange }: Props): ReactNode {
  const say = useSay();
  const known = degreesIn(value);
  const typed = (name: "lon" | "lat") => (
    <label className="field-degrees">
      {say(formWords[name])}
      <input
        className="input number"
        type="number"
        step="0.000001"
        inputMode="decimal"
        value={known[name] ?? ""}
        onChange={({ target }) => {
          const { [name]: _, ...rest } = known;
          const number = target.valueAsNumber;
          const now = { ...rest, ...(Number.isNaN(number) ? {} : { [name]: number }) };
          onChange(Object.keys(now).length === 0 ? undefined : now);
        }}
      />
    </label>
  );
  return (
    <div className="field-degree-pair">
      {typed("lon")}
      {typed("lat")}
    </div>
  );
}
