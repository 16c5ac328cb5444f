import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { tallyQuery } from "../api/rating-queries.ts";
import "../design/ratings.css";
import { useSay } from "../language/say.ts";
import { ratingWords as words } from "../words/ratings.ts";

/** What people say of a matter; what nobody rated is told apart. */
export function RatingTally({ matter }: { readonly matter: string }): ReactNode {
  const say = useSay();
  const tally = useQuery(tallyQuery(matter)).data;
  if (tally === undefined) return null;
  const { grades, rated, unrated, goodRate } = tally;
  return (
    <section className="panel rating-tally" aria-labelledby="tally">
      <h2 id="tally">{say(words.tally)}</h2>
      {goodRate === null ? (
        <p className="small quiet">{say(words.tallyNone)}</p>
      ) : (
        <>
          <p>
            <span className="rating-rate number">{goodRate}</span>
            <span className="small">% {say(words.tallyRate)}</span>
          </p>
          <dl className="rating-counts small">
            {grades.map(({ grade, name, count }) => (
              <div key={grade}>
                <dt>{say(name)}</dt>
                <dd className="number">{count}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
      <p className="small quiet">{say(words.tallyCounts, { rated, unrated })}</p>
    </section>
  );
}
