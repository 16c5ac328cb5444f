import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { catalogueQuery, myCasesQuery } from "../api/queries.ts";
import "../design/case.css";
import "../design/desk.css";
import "../design/portal.css";
import { useSay } from "../language/say.ts";
import { ExportMenu } from "../lists/export-menu.tsx";
import { ListTools } from "../lists/list-tools.tsx";
import { ListFilters, type FilterField } from "../lists/list-filters.tsx";
import { narrowedBy } from "../lists/list-search.ts";
import { Nothing } from "../lists/nothing.tsx";
import { Pager } from "../lists/pager.tsx";
import { SearchField } from "../lists/search-field.tsx";
import { MINE_FILTERS, type MineSearch } from "../lists/searches.ts";
import { RefusedPage } from "../shell/error-pages.tsx";
import { Page } from "../shell/page.tsx";
import { Skeleton } from "../shell/skeleton.tsx";
import { desk } from "../words/desk.ts";
import { lists } from "../words/lists.ts";
import { portal } from "../words/portal.ts";
import { CaseList } from "./case-list.tsx";

const route = getRouteApi("/my/cases");

/** A list so short is seen whole: nothing to search it with. */
const SHORT = 5;

function Tools({ search }: { readonly search: MineSearch }): ReactNode {
  const navigate = useNavigate();
  const matters = useQuery(catalogueQuery()).data?.items ?? [];
  const fields: readonly FilterField[] = [
    {
      kind: "choice",
      name: "matter",
      label: lists.matter,
      choices: matters.map(({ id, name }) => ({ id, name })),
    },
    {
      kind: "choice",
      name: "open",
      label: lists.state,
      choices: [
        { id: "true", name: portal.casesOpen },
        { id: "false", name: portal.casesClosed },
      ],
    },
    { kind: "days", label: portal.appliedOn },
  ];
  const change = (told: Partial<MineSearch>): void =>
    void navigate({ to: "/my/cases", search: { ...search, ...told, after: "" } });
  return (
    <div className="list-below-title">
      <SearchField
        q={search.q}
        label={desk.search}
        hint={portal.searchMineHint}
        onSearch={(q) => change({ q })}
      />
      <ListTools acts={<ExportMenu path="/api/my/cases" search={search} />}>
        <ListFilters search={search} fields={fields} filters={MINE_FILTERS} onChange={change} />
      </ListTools>
    </div>
  );
}

/** Everything the reader has applied for, newest first. */
export function MyCasesPage(): ReactNode {
  const say = useSay();
  const search = route.useSearch();
  const cases = useQuery(myCasesQuery(search));
  if (cases.isError && cases.data === undefined)
    return <RefusedPage error={cases.error} onRetry={() => void cases.refetch()} />;
  const items = cases.data?.items;
  const next = cases.data?.next ?? null;
  const isNarrowed = narrowedBy(search, [...MINE_FILTERS, "after"]) > 0;
  return (
    <Page title={say(portal.myCases)} width="narrow">
      {(isNarrowed || next !== null || (items?.length ?? 0) > SHORT) && <Tools search={search} />}
      {items === undefined && <Skeleton lines={6} />}
      {items?.length === 0 && (
        <Nothing
          search={search}
          filters={MINE_FILTERS}
          next={next}
          title={portal.noCases}
          what={portal.noCasesNext}
        >
          <Link to="/search" search={{ q: "" }} className="button button-main">
            {say(portal.findService)}
          </Link>
        </Nothing>
      )}
      {items !== undefined && items.length > 0 && (
        <div className="list-below-title">
          <CaseList cases={items} />
        </div>
      )}
      <Pager next={next} after={search.after} />
    </Page>
  );
}
