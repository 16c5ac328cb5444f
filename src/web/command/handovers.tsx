import type { DutyAnswer } from "#contract";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { formatInstant } from "../format/dates.ts";
import { useLanguage, useSay } from "../language/say.ts";
import { commandWords as words } from "../words/command.ts";

/** The latest hand-overs, those that wait for a signature first in the eye. */
export function Handovers({ handovers }: Pick<DutyAnswer, "handovers">): ReactNode {
  const say = useSay();
  const language = useLanguage();
  return (
    <section className="section" aria-labelledby="handovers">
      <h2 id="handovers">{say(words.handovers)}</h2>
      {handovers.length === 0 && <p className="quiet">{say(words.noHandovers)}</p>}
      <ul className="case-lines handovers">
        {handovers.map(({ caseNo, givenBy, givenAt, takenBy, takenAt, remarks, stateName, urgentCases }) => (
          <li key={caseNo} className="case-line">
            <div className="case-what">
              <p>
                <span className={takenBy === null ? "tag tag-ask" : "tag tag-good"}>{say(stateName)}</span>{" "}
                {say(words.givenBy)} <strong>{givenBy}</strong>{" "}
                <span className="small quiet number">{formatInstant(givenAt, language)}</span>
                {takenBy !== null && (
                  <>
                    {" → "}
                    {say(words.takenBy)} <strong>{takenBy}</strong>{" "}
                    {takenAt !== null && (
                      <span className="small quiet number">{formatInstant(takenAt, language)}</span>
                    )}
                  </>
                )}
              </p>
              <p className="small">{remarks}</p>
              {urgentCases > 0 && (
                <p className="small quiet">{say(words.withUrgent, { count: urgentCases })}</p>
              )}
            </div>
            <Link className="button button-small" to="/desk/cases/$caseNo" params={{ caseNo }}>
              {say(takenBy === null ? words.toTake : words.look)}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
