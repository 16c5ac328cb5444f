import { type ReactNode, useId, useState } from "react";
import { useSay } from "../language/say.ts";
import { common } from "../words/common.ts";
import { Dialog } from "./dialog.tsx";
import { ProblemNotice } from "./problem-notice.tsx";

type Props = {
  readonly title: string;
  /** What it brings about, said before it is done. */
  readonly effect: string;
  /** What the reason is of, and what is missing where there is none. */
  readonly label: string;
  readonly missing: string;
  /** The word on the button. */
  readonly act: string;
  readonly isDanger?: boolean;
  readonly isPending: boolean;
  readonly error: unknown;
  /** What else must be given first; nothing is sent before it is. */
  readonly isReady?: boolean;
  /** Reasons to choose from; what is chosen may be added to. */
  readonly suggestions?: readonly string[];
  /** Fields before the reason. */
  readonly children?: ReactNode;
  /** Somebody tries to send what is given. */
  readonly onTry?: () => void;
  readonly onAct: (reason: string) => void;
  readonly onClose: () => void;
};

/** Something out of the ordinary, which is done only with a reason; the reason stands in the ledger. */
export function ReasonDialog(props: Props): ReactNode {
  const { title, effect, label, missing, act, isDanger = false, isReady = true, children } = props;
  const { suggestions = [] } = props;
  const { isPending, error, onTry, onAct, onClose } = props;
  const say = useSay();
  const id = useId();
  const [reason, setReason] = useState("");
  const [asked, setAsked] = useState(false);
  const isMissing = reason.trim().length < 2;
  const wrong = asked && isMissing;
  return (
    <Dialog title={title} onClose={onClose}>
      <p>{effect}</p>
      {error !== null && error !== undefined && <ProblemNotice error={error} />}
      {children}
      <div className="field">
        <label className="field-label" htmlFor={id}>
          {label}
        </label>
        {suggestions.length > 0 && (
          <div className="button-row reasons">
            {suggestions.map((each) => (
              <button
                key={each}
                type="button"
                className="button button-small"
                onClick={() => setReason(each)}
              >
                {each}
              </button>
            ))}
          </div>
        )}
        <textarea
          id={id}
          className="input"
          rows={3}
          maxLength={300}
          value={reason}
          aria-invalid={wrong}
          aria-describedby={wrong ? `${id}-error` : undefined}
          onChange={(event) => setReason(event.target.value)}
        />
        {wrong && (
          <p id={`${id}-error`} className="field-error" role="alert">
            {missing}
          </p>
        )}
      </div>
      <div className="button-row dialog-ways">
        <button
          type="button"
          className={`button ${isDanger ? "button-danger-main" : "button-main"}`}
          aria-disabled={isPending}
          onClick={() => {
            setAsked(true);
            onTry?.();
            if (!isMissing && isReady && !isPending) onAct(reason.trim());
          }}
        >
          {act}
        </button>
        <button type="button" className="button" onClick={onClose}>
          {say(common.cancel)}
        </button>
      </div>
    </Dialog>
  );
}
