import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { myCasesQuery } from "../api/queries.ts";
import "../design/case.css";
import "../design/portal.css";
import { useSay } from "../language/say.ts";
import { RefusedPage } from "../shell/error-pages.tsx";
import { LoadMore } from "../shell/load-more.tsx";
import { Page } from "../shell/page.tsx";
import { Skeleton } from "../shell/skeleton.tsx";
import { portal } from "../words/portal.ts";
import { CaseList } from "./case-list.tsx";

/** Everything the reader has applied for, newest first. */
export function MyCasesPage(): ReactNode {
  const say = useSay();
  const cases = useInfiniteQuery(myCasesQuery);
  if (cases.isError) return <RefusedPage error={cases.error} onRetry={() => void cases.refetch()} />;
  const items = cases.data?.pages.flatMap((page) => page.items);
  return (
    <Page title={say(portal.myCases)} width="narrow">
      {items === undefined && <Skeleton lines={6} />}
      {items?.length === 0 && (
        <div className="empty">
          <h2>{say(portal.noCases)}</h2>
          <p>{say(portal.noCasesNext)}</p>
          <Link to="/search" search={{ q: "" }} className="button button-main">
            {say(portal.findService)}
          </Link>
        </div>
      )}
      {items !== undefined && items.length > 0 && (
        <div className="list-below-title">
          <CaseList cases={items} />
        </div>
      )}
      <LoadMore list={cases} />
    </Page>
  );
}
