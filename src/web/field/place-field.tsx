import { type ReactNode, useState } from "react";
import { isObject } from "../forms/schema.ts";
import { DegreePair, degreesIn } from "../forms/widgets/degree-pair.tsx";
import { useSay } from "../language/say.ts";
import { fieldWords } from "../words/field.ts";
import { whereAmI } from "./where-am-i.ts";

type Props = { readonly value: unknown; readonly onChange: (value: unknown) => void };

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
  const { lon, lat } = degreesIn(value);
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
  return (
    <>
      <button type="button" className="button field-main" aria-disabled={asking === "asking"} onClick={ask}>
        {say(asking === "asking" ? fieldWords.locating : fieldWords.placeHere)}
      </button>
      <p className="small" role="status">
        {lon === undefined || lat === undefined
          ? say(fieldWords.placeMissing)
          : say(fieldWords.placeIs, { lon, lat, accuracy: accuracyIn(value) })}
      </p>
      {asking === "refused" && <p className="field-error">{say(fieldWords.placeRefused)}</p>}
      <DegreePair value={value} onChange={onChange} />
    </>
  );
}

function accuracyIn(value: unknown): string | number {
  const found = isObject(value) ? value["accuracy"] : undefined;
  return typeof found === "number" ? found : "—";
}
