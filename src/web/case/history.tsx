import type { CaseAnswer } from "#contract";
import type { ReactNode } from "react";
import "../design/case.css";
import { ChainIcon } from "../design/icons.tsx";
import { formatInstant } from "../format/dates.ts";
import { useLanguage, useSay } from "../language/say.ts";
import { caseWords } from "../words/case.ts";

type Props = Pick<CaseAnswer, "history" | "chain">;

/** What happened, in sentences from the ledger, and whether its chain checks. */
export function History({ history, chain }: Props): ReactNode {
  const say = useSay();
  const language = useLanguage();
  return (
    <section className="section" aria-labelledby="history">
      <h2 id="history">{say(caseWords.history)}</h2>
      {history.length === 0 && <p className="quiet">{say(caseWords.noHistory)}</p>}
      <ol className="history">
        {history.map(({ seq, at, actor, sentence, hash }) => (
          <li key={seq} title={say(caseWords.entryHash, { seq, hash })}>
            <span className="history-when number">{formatInstant(at, language)}</span>
            <span className="history-what">
              {say(sentence)}
              {actor.zh !== "" && <span className="quiet small history-actor">{say(actor)}</span>}
            </span>
          </li>
        ))}
      </ol>
      <p className={`chain small ${chain.intact ? "chain-intact" : "chain-broken"}`}>
        <ChainIcon />
        <span>
          {say(chain.intact ? caseWords.chainIntact : caseWords.chainBroken, { entries: chain.entries })}
        </span>
        <span className="hash quiet">{say(caseWords.chainHead, { head: chain.head })}</span>
      </p>
    </section>
  );
}
