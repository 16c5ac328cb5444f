import type { RatingLine } from "#contract";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { ratingsQuery } from "../api/rating-queries.ts";
import "../design/case.css";
import "../design/desk.css";
import "../design/ratings.css";
import { formatDay } from "../format/dates.ts";
import { useLanguage, useSay } from "../language/say.ts";
import { PagedLines } from "../lists/paged-lines.tsx";
import { RefusedPage } from "../shell/error-pages.tsx";
import { Page } from "../shell/page.tsx";
import { ratingWords as words } from "../words/ratings.ts";

const route = getRouteApi("/desk/ratings");

function Line({ line }: { readonly line: RatingLine }): ReactNode {
  const say = useSay();
  const language = useLanguage();
  const { id, grade, gradeName, matterName, organName, labels, statusName, ratedOn, again } = line;
  return (
    <tr>
      <th scope="row">
        <Link to="/desk/ratings/$rating" params={{ rating: id }} className="row-link">
          {say(gradeName)}
        </Link>
        {again !== null && (
          <span className="small quiet"> · {say(words.againGiven, { grade: say(gradeWord(again)) })}</span>
        )}
        <span className="small quiet row-more">
          {say(matterName)} · {say(organName)}
        </span>
      </th>
      <td data-label={say(words.state)}>
        <span className={grade <= 2 ? "tag tag-ask" : "tag"}>{say(statusName)}</span>
      </td>
      <td data-label={say(words.labels)} className="small">
        {labels.map((label) => say(label)).join("、") || "—"}
      </td>
      <td data-label={say(words.ofCase)} className="number small">
        {line.caseNo === null ? (
          say(words.nameless)
        ) : (
          <Link to="/desk/cases/$caseNo" params={{ caseNo: line.caseNo }}>
            {line.caseNo}
          </Link>
        )}
      </td>
      <td data-label={say(words.day)} className="number small">
        {formatDay(ratedOn, language)}
      </td>
    </tr>
  );
}

const gradeWord = (grade: number) =>
  ({ 1: words.grade_1, 2: words.grade_2, 3: words.grade_3, 4: words.grade_4 })[grade] ?? words.grade_5;

/** What people say of the reader's organ, or of the places one oversees; the latest change first. */
export function RatingsPage(): ReactNode {
  const say = useSay();
  const search = route.useSearch();
  const list = useQuery(ratingsQuery(search));
  if (list.isError && list.data === undefined)
    return <RefusedPage error={list.error} onRetry={() => void list.refetch()} />;
  return (
    <Page title={say(words.listTitle)} width="wide">
      <p className="lead">{say(words.listLead)}</p>
      <nav className="lights ratings-filter no-print" aria-label={say(words.what)}>
        {[
          { bad: "", name: words.all },
          { bad: "true", name: words.badOnly },
        ].map(({ bad, name }) => (
          <Link
            key={bad}
            to="/desk/ratings"
            search={{ bad }}
            className="light"
            aria-current={bad === search.bad ? "true" : undefined}
          >
            {say(name)}
          </Link>
        ))}
      </nav>
      <PagedLines
        list={list}
        search={search}
        filters={["bad"]}
        empty={{ title: words.none, what: words.noneNext }}
        headings={[words.what, words.state, words.labels, words.ofCase, words.day]}
        className="list-below-title"
      >
        {list.data?.items.map((line) => (
          <Line key={line.id} line={line} />
        ))}
      </PagedLines>
    </Page>
  );
}
