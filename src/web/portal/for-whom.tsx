import type { PrefillAnswer } from "#contract";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import "../design/desk.css";
import { useSay } from "../language/say.ts";
import { mandates as words } from "../words/mandates.ts";

type Props = { readonly matter: string; readonly prefill: Pick<PrefillAnswer, "actsFor" | "for"> };

/** In whose name one applies: one's own, or a firm's that has given a mandate (经办授权). Changing it begins the form anew. */
export function ForWhom({ matter, prefill }: Props): ReactNode {
  const say = useSay();
  const { actsFor, for: chosen } = prefill;
  if (actsFor.length === 0) return null;
  const ways = [
    { principal: "", name: say(words.forMe) },
    ...actsFor.map(({ principal, name }) => ({ principal, name: say(words.forFirm, { name }) })),
  ];
  return (
    <nav className="lights" aria-label={say(words.forWhom)}>
      <span className="small quiet">{say(words.forWhom)}</span>
      {ways.map(({ principal, name }) => (
        <Link
          key={principal}
          to="/apply/$matter"
          params={{ matter }}
          search={{ step: "", for: principal }}
          className="light"
          aria-current={(chosen ?? "") === principal ? "true" : undefined}
        >
          {name}
        </Link>
      ))}
    </nav>
  );
}
