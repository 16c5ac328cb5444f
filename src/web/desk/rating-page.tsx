import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { ratingDetailQuery } from "../api/rating-queries.ts";
import "../design/case.css";
import "../design/ratings.css";
import { formatDay } from "../format/dates.ts";
import { useLanguage, useSay } from "../language/say.ts";
import { RefusedPage } from "../shell/error-pages.tsx";
import { Page } from "../shell/page.tsx";
import { Skeleton } from "../shell/skeleton.tsx";
import { ratingWords as words } from "../words/ratings.ts";

const route = getRouteApi("/desk/ratings/$rating");

/** One rating with its own words, and what has come of it. */
export function RatingPage(): ReactNode {
  const say = useSay();
  const language = useLanguage();
  const { rating: id } = route.useParams();
  const answer = useQuery(ratingDetailQuery(id));
  if (answer.isError) return <RefusedPage error={answer.error} onRetry={() => void answer.refetch()} />;
  if (answer.data === undefined)
    return (
      <Page title={say(words.listTitle)} width="narrow">
        <Skeleton lines={8} />
      </Page>
    );
  const rating = answer.data;
  const { labels, caseNo, rectification } = rating;
  const rows = [
    { label: words.day, value: formatDay(rating.ratedOn, language) },
    { label: words.state, value: say(rating.statusName) },
    { label: words.labels, value: labels.map((label) => say(label)).join("、") },
    { label: words.measures, value: rating.measures ?? "" },
    { label: words.reply, value: rating.reply ?? "" },
    { label: words.revisit, value: rating.revisit === null ? "" : say(rating.revisit) },
    { label: words.voidGround, value: rating.voidGround ?? "" },
  ].filter(({ value }) => value !== "");
  return (
    <Page title={`${say(rating.gradeName)} · ${say(rating.matterName)}`} width="narrow">
      <p className="quiet">
        {say(rating.organName)} · {rating.anonymous ? say(words.nameless) : (caseNo ?? "")}
      </p>
      <section className="panel" aria-labelledby="words">
        <h2 id="words">{say(words.ownWords)}</h2>
        {rating.words === null ? (
          <p className="small quiet">{say(words.hiddenWords)}</p>
        ) : (
          <>
            <p className="rating-said">{rating.words === "" ? say(words.noWords) : rating.words}</p>
            {rating.againWords !== "" && <p className="rating-said">{rating.againWords}</p>}
          </>
        )}
        <dl className="facts section">
          {rows.map(({ label, value }) => (
            <div key={label.zh} className="fact">
              <dt>{say(label)}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        <div className="button-row">
          {rectification !== null && (
            <Link className="button button-main" to="/desk/cases/$caseNo" params={{ caseNo: rectification }}>
              {say(words.open)}
            </Link>
          )}
          {caseNo !== null && (
            <Link className="button" to="/desk/cases/$caseNo" params={{ caseNo }}>
              {say(words.ofCase)}
            </Link>
          )}
        </div>
      </section>
      <p className="section">
        <Link to="/desk/ratings" search={{ bad: "" }}>
          {say(words.toList)}
        </Link>
      </p>
    </Page>
  );
}
