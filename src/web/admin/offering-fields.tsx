import type { OfferingAnswer } from "#contract";
import { type ReactNode, useState } from "react";
import { useSay } from "../language/say.ts";
import { offerings as words } from "../words/offerings.ts";

type Props = {
  readonly fields: OfferingAnswer["fields"];
  readonly onAmend: (set: Readonly<Record<string, string>>) => void;
};

const rowsOf = (text: string): number =>
  Math.min(8, Math.max(1, text.split("\n").length, Math.ceil(text.length / 60)));

/** A text in both languages stands in a pair of columns; what is said once has the line to itself. */
const classOf = (id: string, isChanged: boolean): string =>
  ["field", isChanged ? "field-changed" : "", id.includes(".") ? "" : "field-alone"].join(" ");

/** The texts that may be changed outside the folder; only those that were changed are proposed. */
export function OfferingFields({ fields, onAmend }: Props): ReactNode {
  const say = useSay();
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const changed = Object.fromEntries(
    fields.flatMap(({ id, value }) => {
      const text = typed[id];
      return text === undefined || text === value ? [] : [[id, text]];
    }),
  );
  const count = Object.keys(changed).length;
  return (
    <section className="section" aria-labelledby="fields">
      <h2 id="fields">{say(words.fields)}</h2>
      <p className="quiet">{say(words.fieldsLead)}</p>
      <div className="offering-fields">
        {fields.map(({ id, name, value }) => (
          <div key={id} className={classOf(id, changed[id] !== undefined)}>
            <label className="field-label" htmlFor={`field-${id}`}>
              {say(name)}
            </label>
            <textarea
              id={`field-${id}`}
              className="input"
              rows={rowsOf(typed[id] ?? value)}
              maxLength={4000}
              value={typed[id] ?? value}
              onChange={(event) => setTyped({ ...typed, [id]: event.target.value })}
            />
          </div>
        ))}
      </div>
      <div className="button-row offering-ways">
        <button
          type="button"
          className="button button-main"
          aria-disabled={count === 0}
          onClick={() => {
            if (count > 0) onAmend(changed);
          }}
        >
          {say(words.amend)}
          {count > 0 && `（${count}）`}
        </button>
      </div>
    </section>
  );
}
