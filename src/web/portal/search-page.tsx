import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { catalogueQuery } from "../api/queries.ts";
import "../design/portal.css";
import { useSay } from "../language/say.ts";
import { Page } from "../shell/page.tsx";
import { ProblemNotice } from "../shell/problem-notice.tsx";
import { Skeleton } from "../shell/skeleton.tsx";
import { portal } from "../words/portal.ts";
import { MatterList } from "./matter-list.tsx";
import { SearchBox } from "./search-box.tsx";

const route = getRouteApi("/search");

function Nothing({ q }: { readonly q: string }): ReactNode {
  const say = useSay();
  return (
    <div className="empty">
      <h2>{say(portal.noResults, { q })}</h2>
      <p>{say(portal.noResultsNext)}</p>
      <Link to="/search" search={{ q: "" }} className="button">
        {say(portal.allServices)}
      </Link>
    </div>
  );
}

/** What was found for some words. */
export function SearchPage(): ReactNode {
  const say = useSay();
  const { q } = route.useSearch();
  const found = useQuery(catalogueQuery(q));
  const matters = found.data?.items;
  return (
    <Page title={q === "" ? say(portal.services) : say(portal.resultsTitle, { q })} width="narrow">
      <div className="search-again">
        <SearchBox key={q} start={q} />
      </div>
      {found.isPending && <Skeleton lines={4} />}
      {found.isError && <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />}
      {matters !== undefined && matters.length === 0 && <Nothing q={q} />}
      {matters !== undefined && matters.length > 0 && (
        <>
          <p className="quiet small" role="status">
            {say(portal.results, { count: matters.length })}
          </p>
          <MatterList matters={matters} />
        </>
      )}
    </Page>
  );
}
