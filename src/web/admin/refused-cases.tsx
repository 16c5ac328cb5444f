import type { RefusedCase } from "#contract";
import type { ReactNode } from "react";
import { useSay } from "../language/say.ts";
import { migrations as words } from "../words/migrations.ts";

type Props = { readonly cases: readonly RefusedCase[]; readonly count: number };

/** Cases that are not taken over, each by its number and with its reason. */
export function RefusedCases({ cases, count }: Props): ReactNode {
  const say = useSay();
  if (count === 0) return null;
  return (
    <section className="section" aria-labelledby="refused">
      <h2 id="refused">{say(words.refusedTitle)}</h2>
      {cases.length < count && (
        <p className="small quiet">{say(words.firstOf, { shown: cases.length, count })}</p>
      )}
      <table className="tasks">
        <thead>
          <tr>
            <th scope="col">{say(words.caseNo)}</th>
            <th scope="col">{say(words.why)}</th>
          </tr>
        </thead>
        <tbody>
          {cases.map(({ caseNo, problem }) => (
            <tr key={caseNo}>
              <th scope="row" className="number">
                {caseNo}
              </th>
              <td data-label={say(words.why)}>
                <span>
                  {say(problem.message)}
                  <span className="small quiet row-more">{say(problem.next)}</span>
                  <span className="tiny quiet">{problem.code}</span>
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
