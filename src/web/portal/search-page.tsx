import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { catalogueQuery } from "../api/queries.ts";
import "../design/portal.css";
import { useSay } from "../language/say.ts";
import { CATALOGUE_FILTERS, type CatalogueSearch } from "../lists/searches.ts";
import { Page } from "../shell/page.tsx";
import { ProblemNotice } from "../shell/problem-notice.tsx";
import { Skeleton } from "../shell/skeleton.tsx";
import { catalogue as words } from "../words/catalogue.ts";
import { portal } from "../words/portal.ts";
import { FacetFilters } from "./facet-filters.tsx";
import { MatterList } from "./matter-list.tsx";
import { SituationHint } from "./situation-hint.tsx";
import { NO_CHOICE, SearchBox } from "./search-box.tsx";

const route = getRouteApi("/search");

function Nothing({ search }: { readonly search: CatalogueSearch }): ReactNode {
  const say = useSay();
  const narrowed = CATALOGUE_FILTERS.some((facet) => search[facet] !== "");
  return (
    <div className="empty">
      <h2>{say(narrowed ? words.noneOfThese : portal.noResults, { q: search.q })}</h2>
      <p>{say(narrowed ? words.noneOfTheseNext : portal.noResultsNext)}</p>
      <Link to="/search" search={{ ...NO_CHOICE, q: narrowed ? search.q : "" }} className="button">
        {say(narrowed ? words.clear : portal.allServices)}
      </Link>
    </div>
  );
}

/** What was found for some words, and what each further choice would leave of it. */
export function SearchPage(): ReactNode {
  const say = useSay();
  const search = route.useSearch();
  const found = useQuery({ ...catalogueQuery(search), placeholderData: (before) => before });
  const matters = found.data?.items;
  const { q } = search;
  return (
    <Page title={q === "" ? say(portal.services) : say(portal.resultsTitle, { q })}>
      <div className="search-again">
        <SearchBox key={q} start={q} />
      </div>
      <SituationHint q={q} />
      {found.isPending && <Skeleton lines={4} />}
      {found.isError && <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />}
      {found.data !== undefined && matters !== undefined && (
        <div className="found">
          <FacetFilters facets={found.data.facets} search={search} />
          <div>
            <p className="quiet small" role="status">
              {say(portal.results, { count: matters.length })}
            </p>
            {matters.length === 0 ? <Nothing search={search} /> : <MatterList matters={matters} />}
          </div>
        </div>
      )}
    </Page>
  );
}
