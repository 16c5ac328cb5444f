import { type ReactNode, useState } from "react";
import { isObject } from "../forms/schema.ts";
import { useSay } from "../language/say.ts";
import { fieldWords } from "../words/field.ts";
import { whereAmI } from "./where-am-i.ts";

type Props = { readonly value: unknown; readonly onChange: (value: unknown) => void };

const numberIn = (value: unknown, name: string): number | undefined => {
  const found = isObject(value) ? value[name] : undefined;
  return typeof found === "number" ? found : undefined;
};

/** Where an incident is, as a question of its own. */
export function PlaceField(props: Props): ReactNode {
  const say = useSay();
  return (
    <fieldset className="field">
      <legend className="field-label">{say(fieldWords.place)}</legend>
      <PlaceInput {...props} />
    </fieldset>
  );
}

/** Where something is: by the phone, or typed. */
export function PlaceInput({ value, onChange }: Props): ReactNode {
  const say = useSay();
  const [asking, setAsking] = useState<"no" | "asking" | "refused">("no");
  const lon = numberIn(value, "lon");
  const lat = numberIn(value, "lat");
  const ask = (): void => {
    setAsking("asking");
    whereAmI().then(
      (place) => {
        setAsking("no");
        onChange(place);
      },
      () => setAsking("refused"),
    );
  };
  const typed = (name: "lon" | "lat") => (
    <label className="field-degrees">
      {say(fieldWords[name])}
      <input
        type="number"
        step="0.000001"
        inputMode="decimal"
        value={(name === "lon" ? lon : lat) ?? ""}
        onChange={({ target }) => {
          const number = target.valueAsNumber;
          const rest = { ...(lon === undefined ? {} : { lon }), ...(lat === undefined ? {} : { lat }) };
          onChange({ ...rest, ...(Number.isNaN(number) ? {} : { [name]: number }) });
        }}
      />
    </label>
  );
  return (
    <>
      <button type="button" className="button field-main" aria-disabled={asking === "asking"} onClick={ask}>
        {say(asking === "asking" ? fieldWords.locating : fieldWords.placeHere)}
      </button>
      <p className="small" role="status">
        {lon === undefined || lat === undefined
          ? say(fieldWords.placeMissing)
          : say(fieldWords.placeIs, { lon, lat, accuracy: numberIn(value, "accuracy") ?? "—" })}
      </p>
      {asking === "refused" && <p className="field-error">{say(fieldWords.placeRefused)}</p>}
      <div className="field-degree-pair">
        {typed("lon")}
        {typed("lat")}
      </div>
    </>
  );
}
