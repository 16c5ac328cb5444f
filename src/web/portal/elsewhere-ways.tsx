import type { GuideAnswer } from "#contract";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useSay } from "../language/say.ts";
import { signInPath, useAccount } from "../session/session.ts";
import { catalogue as words } from "../words/catalogue.ts";

type Props = {
  readonly guide: GuideAnswer;
  readonly elsewhere: NonNullable<GuideAnswer["handledElsewhere"]>;
};

/** The way to another system, and, for who has applied there, noting its number so that progress is seen here. */
export function ElsewhereWays({ guide, elsewhere }: Props): ReactNode {
  const say = useSay();
  const account = useAccount();
  const { id } = guide.summary;
  const system = say(elsewhere.system);
  const isOpen = guide.standing.state === "inForce";
  return (
    <>
      <p>{say(words.elsewhere, { organ: say(elsewhere.organ), system })}</p>
      <a className="button button-main" href={elsewhere.link} target="_blank" rel="noopener noreferrer">
        {say(words.goThere, { system })}
      </a>
      <p className="small quiet">{say(words.goThereNote)}</p>
      {isOpen && account === undefined && (
        <a className="button" href={signInPath(`/apply/${encodeURIComponent(id)}`)}>
          {say(words.noteNumber)}
        </a>
      )}
      {isOpen && account !== undefined && guide.audience.includes(account.kind) && (
        <Link className="button" to="/apply/$matter" params={{ matter: id }} search={{ step: "", for: "" }}>
          {say(words.noteNumber)}
        </Link>
      )}
      <p className="small quiet">{say(words.noteNumberWhy)}</p>
    </>
  );
}
