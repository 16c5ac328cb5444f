import type { CaseAnswer } from "#contract";
import type { ReactNode } from "react";
import { formatInstant } from "../format/dates.ts";
import { useLanguage, useSay } from "../language/say.ts";
import { groupViews } from "./grouped-views.ts";
import { caseWords } from "../words/case.ts";

/** Who looked at the applicant's data, when and why. */
export function Views({ views }: Pick<CaseAnswer, "views">): ReactNode {
  const say = useSay();
  const language = useLanguage();
  return (
    <section className="section" aria-labelledby="views">
      <h2 id="views">{say(caseWords.views)}</h2>
      {views.length === 0 ? (
        <p className="quiet">{say(caseWords.noViews)}</p>
      ) : (
        <table className="views">
          <thead>
            <tr>
              <th scope="col">{say(caseWords.viewAt)}</th>
              <th scope="col">{say(caseWords.viewWho)}</th>
              <th scope="col">{say(caseWords.viewWhy)}</th>
            </tr>
          </thead>
          <tbody>
            {groupViews(views).map(({ at, who, why, times }) => (
              <tr key={`${at} ${who}`}>
                <td className="number">{formatInstant(at, language)}</td>
                <td>
                  {who}
                  {times > 1 && <span className="small quiet"> {say(caseWords.viewTimes, { times })}</span>}
                </td>
                <td>{say(why)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
