import { type ReactNode, useId, useState } from "react";
import { useSay } from "../../language/say.ts";
import { formWords } from "../../words/forms.ts";
import { useForm } from "../form-context.ts";
import { findOffers, isChosen, type Offer, offersOf } from "../offers.ts";
import { keepUsual, usualOf } from "../usual.ts";
import type { WidgetProps } from "../widget.ts";

const MOST = 12;

/** What it is called, with what it belongs to before it: 事件 · 市容环境 · 暴露垃圾. */
function Named({ offer }: { readonly offer: Offer }): ReactNode {
  const say = useSay();
  const parts = say(offer.label).split(" · ");
  return (
    <span className="offer-name">
      <strong>{parts.at(-1)}</strong>
      <span className="small quiet">{[...parts.slice(0, -1), String(offer.key)].join(" · ")}</span>
    </span>
  );
}

/** One of many, found by its words, its pinyin or its code; what is usual stands there before anything is typed. */
export function ChoiceSearch({
  id,
  name,
  schema,
  label,
  value,
  onChange,
  invalid,
  describedBy,
}: WidgetProps): ReactNode {
  const say = useSay();
  const { values } = useForm();
  const [sought, setSought] = useState("");
  const [open, setOpen] = useState(false);
  const listId = useId();
  const offers = offersOf(schema);
  const chosen = offers.find((offer) => isChosen(offer, value, values));
  const usual = usualOf(name, schema).flatMap((key) => offers.find((offer) => offer.key === key) ?? []);
  const found = sought.trim() === "" ? usual : findOffers(offers, sought);
  const choose = (offer: Offer): void => {
    keepUsual(name, offer.key);
    setSought("");
    setOpen(false);
    onChange(offer.sets ?? offer.key);
  };
  if (chosen !== undefined && !open)
    return (
      <div id={id} className="offer-chosen">
        <Named offer={chosen} />
        <span className="offer-acts">
          <button type="button" className="button" onClick={() => setOpen(true)}>
            {say(formWords.chooseOther)}
          </button>
          <button type="button" className="button" onClick={() => onChange(undefined)}>
            {say(formWords.chooseNone)}
          </button>
        </span>
      </div>
    );
  return (
    <div id={id} className="offer-search">
      <input
        className="input"
        type="search"
        value={sought}
        placeholder={say(formWords.seekHow)}
        aria-label={`${say(formWords.seek)}：${label}`}
        aria-controls={listId}
        aria-invalid={invalid}
        aria-describedby={describedBy}
        autoComplete="off"
        onChange={({ target }) => setSought(target.value)}
      />
      <p className="small quiet" role="status">
        {sought.trim() === ""
          ? say(usual.length === 0 ? formWords.seekNothingYet : formWords.usualOnes)
          : found.length === 0
            ? say(formWords.seekNone, { sought })
            : say(found.length > MOST ? formWords.seekMore : formWords.seekFound, {
                n: found.length,
                most: MOST,
              })}
      </p>
      <ul id={listId} className="offer-list">
        {found.slice(0, MOST).map((offer) => (
          <li key={String(offer.key)}>
            <button type="button" className="offer" onClick={() => choose(offer)}>
              <Named offer={offer} />
            </button>
          </li>
        ))}
      </ul>
      {chosen !== undefined && (
        <button type="button" className="button" onClick={() => setOpen(false)}>
          {say(formWords.keepChosen)}
        </button>
      )}
    </div>
  );
}
