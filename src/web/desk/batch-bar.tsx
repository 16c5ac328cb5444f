import type { ReactNode } from "react";
import "../design/batch.css";
import { useSay } from "../language/say.ts";
import { batch as words } from "../words/batch.ts";
import type { Choosing } from "./choosing.ts";

type Props = { readonly choosing: Choosing; readonly onBegin: () => void };

/** What is ticked and what can be done with it, at the foot of the page while anything is. */
export function BatchBar({ choosing, onBegin }: Props): ReactNode {
  const say = useSay();
  const { chosen, alike, offer } = choosing;
  return (
    <div aria-live="polite" className="batch-place no-print">
      {offer !== undefined && (
        <div className="batch-bar">
          <p>
            <strong>{say(words.chosen, { count: chosen.length })}</strong>
            <span className="small quiet row-more">
              {say(words.chosenOf, { task: say(offer.taskName), matter: say(offer.matterName) })}
            </span>
          </p>
          <div className="button-row">
            {chosen.length < alike.length && (
              <button type="button" className="button" onClick={choosing.toggleAll}>
                {say(words.all, { count: alike.length })}
              </button>
            )}
            <button type="button" className="button" onClick={choosing.clear}>
              {say(words.clear)}
            </button>
            <button type="button" className="button button-main" onClick={onBegin}>
              {say(words.begin)}
            </button>
          </div>
        </div>
      )}
    </div>
  );
}
