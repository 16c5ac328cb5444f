import type { NewAccountAnswer } from "#contract";
import { type ReactNode, useState } from "react";
import { useSay } from "../language/say.ts";
import { admin } from "../words/admin.ts";
import { common } from "../words/common.ts";

type Props = { readonly answer: NewAccountAnswer; readonly onClose: () => void };

/** The one-time link of a new account, shown once. */
export function FirstPassword({ answer, onClose }: Props): ReactNode {
  const say = useSay();
  const [copied, setCopied] = useState(false);
  const link = new URL(answer.firstPasswordLink, location.origin).href;
  return (
    <section className="notice notice-good said" aria-live="polite" aria-labelledby="made">
      <h2 id="made">{say(admin.created, { name: answer.account.name })}</h2>
      <p>{say(admin.linkLead)}</p>
      <div className="first-link">
        <input
          className="input"
          readOnly
          value={link}
          aria-label={say(admin.link)}
          onFocus={(event) => event.target.select()}
        />
        <button
          type="button"
          className="button"
          onClick={() => {
            void navigator.clipboard.writeText(link).then(() => setCopied(true));
          }}
        >
          {say(copied ? admin.copied : admin.copy)}
        </button>
        <button type="button" className="button" onClick={onClose}>
          {say(common.close)}
        </button>
      </div>
    </section>
  );
}
