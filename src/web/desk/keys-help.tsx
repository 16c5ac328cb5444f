import type { ReactNode } from "react";
import { useSay } from "../language/say.ts";
import { Dialog } from "../shell/dialog.tsx";
import { common } from "../words/common.ts";
import { desk } from "../words/desk.ts";

const ROWS = [
  { keys: ["/"], what: desk.keySearch },
  { keys: ["j", "k"], what: desk.keyMove },
  { keys: ["n", "p"], what: desk.keyPage },
  { keys: ["Enter"], what: desk.keyOpen },
  { keys: ["g m", "g o", "g d", "g c", "g s"], what: desk.keyGo },
  { keys: ["a"], what: desk.keyAct },
  { keys: ["x", "s"], what: desk.keyChoose },
  { keys: ["b"], what: desk.keyBatch },
  { keys: ["u"], what: desk.keyBack },
  { keys: ["?"], what: desk.keyHelp },
] as const;

/** The list of keys, opened by `?`. */
export function KeysHelp({ onClose }: { readonly onClose: () => void }): ReactNode {
  const say = useSay();
  return (
    <Dialog title={say(desk.keys)} onClose={onClose}>
      <dl className="facts keys">
        {ROWS.map(({ keys, what }) => (
          <div key={what.en} className="fact">
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{say(what)}</dd>
          </div>
        ))}
      </dl>
      <div className="button-row dialog-ways">
        <button type="button" className="button" onClick={onClose}>
          {say(common.close)}
        </button>
      </div>
    </Dialog>
  );
}
