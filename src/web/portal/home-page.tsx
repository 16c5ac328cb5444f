import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { catalogueQuery, myCasesQuery } from "../api/queries.ts";
import "../design/case.css";
import "../design/portal.css";
import { useSay } from "../language/say.ts";
import { useAccount } from "../session/session.ts";
import { Page } from "../shell/page.tsx";
import { ProblemNotice } from "../shell/problem-notice.tsx";
import { Skeleton } from "../shell/skeleton.tsx";
import { common } from "../words/common.ts";
import { portal } from "../words/portal.ts";
import { reportWords } from "../words/report.ts";
import { BrowseCatalogue } from "./browse-catalogue.tsx";
import { CaseList } from "./case-list.tsx";
import { NO_CHOICE, SearchBox } from "./search-box.tsx";

function WaitingForMe(): ReactNode {
  const say = useSay();
  const account = useAccount();
  const cases = useQuery({
    ...myCasesQuery({}),
    enabled: account !== undefined && account.kind !== "staff",
  });
  const waiting = (cases.data?.items ?? []).filter(({ needsMe }) => needsMe);
  if (waiting.length === 0) return null;
  return (
    <section className="panel" aria-labelledby="waiting">
      <div className="heading-line">
        <h2 id="waiting">{say(portal.needsYou)}</h2>
        <Link to="/my/cases">{say(portal.allMine)}</Link>
      </div>
      <CaseList cases={waiting} />
    </section>
  );
}

function Matters(): ReactNode {
  const say = useSay();
  const catalogue = useQuery(catalogueQuery());
  if (catalogue.isPending) return <Skeleton lines={6} />;
  if (catalogue.isError)
    return <ProblemNotice error={catalogue.error} onRetry={() => void catalogue.refetch()} />;
  if (catalogue.data.items.length === 0)
    return (
      <div className="empty">
        <p>{say(portal.noServices)}</p>
        <p className="small">{say(portal.noServicesNext)}</p>
      </div>
    );
  return <BrowseCatalogue catalogue={catalogue.data} />;
}

/** The portal's first page: one question, what waits for the reader, what can be done. */
export function HomePage(): ReactNode {
  const say = useSay();
  const account = useAccount();
  const searches = useQuery(catalogueQuery()).data?.searches ?? [];
  return (
    <Page
      title={say(common.facePortal)}
      heading={<h1 className="hero-title">{say(portal.ask)}</h1>}
      className="home"
    >
      <SearchBox large example={searches[0]} />
      {searches.length > 0 && (
        <nav className="situations" aria-label={say(portal.often)}>
          <span className="quiet small">{say(portal.often)}</span>
          {searches.map((words) => (
            <Link key={words} to="/search" search={{ ...NO_CHOICE, q: words }}>
              {words}
            </Link>
          ))}
        </nav>
      )}
      <p className="report-way">
        <Link to="/report" className="button">
          {say(reportWords.homeWay)}
        </Link>
      </p>
      {account !== undefined && <WaitingForMe />}
      <Matters />
    </Page>
  );
}
