import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { librariesQuery, reportsQuery } from "../api/reconciliation-queries.ts";
import "../design/reconciliations.css";
import { useSay } from "../language/say.ts";
import { Pager } from "../lists/pager.tsx";
import { Choice } from "../shell/choice.tsx";
import { RefusedPage } from "../shell/error-pages.tsx";
import { Page } from "../shell/page.tsx";
import { Skeleton } from "../shell/skeleton.tsx";
import { reconciliationWords as words } from "../words/reconciliations.ts";
import { webhookWords } from "../words/webhooks.ts";
import { AdminTabs } from "./admin-tabs.tsx";
import { ReportTable } from "./report-table.tsx";

const route = getRouteApi("/admin/libraries/$library");
const STATES = ["waiting", "refused", "delivered", "dropped"] as const;

/** What narrows nothing. */
const ALL = "all";

/** What a library is told, the latest first. */
export function LibraryPage(): ReactNode {
  const say = useSay();
  const navigate = useNavigate({ from: "/admin/libraries/$library" });
  const { library } = route.useParams();
  const { state, after } = route.useSearch();
  const [isTold, setTold] = useState(false);
  const list = useQuery(reportsQuery(library, state, after));
  const known = useQuery(librariesQuery).data?.libraries.find(({ id }) => id === library);
  if (list.isError) return <RefusedPage error={list.error} onRetry={() => void list.refetch()} />;
  const items = list.data?.items;
  const name = known === undefined ? library : say(known.name);
  return (
    <Page title={say(words.reportsOf, { library: name })} width="wide">
      <AdminTabs here="reconciliations" />
      <div className="reports-of">
        <Choice
          label={say(webhookWords.state)}
          value={state === "" ? ALL : state}
          onChange={(chosen) =>
            void navigate({ search: { state: STATES.find((each) => each === chosen) ?? "", after: "" } })
          }
        >
          <option value={ALL}>{say(words.all)}</option>
          {STATES.map((each) => (
            <option key={each} value={each}>
              {say(webhookWords[`is_${each}`])}
            </option>
          ))}
        </Choice>
      </div>
      {isTold && (
        <p className="notice notice-good" role="status">
          {say(words.resent)}
        </p>
      )}
      {items === undefined && <Skeleton lines={6} />}
      {items?.length === 0 && <p className="quiet section">{say(words.noReports)}</p>}
      {items !== undefined && items.length > 0 && (
        <ReportTable library={library} items={items} onTold={() => setTold(true)} />
      )}
      <Pager next={list.data?.next ?? null} after={after} />
      <p className="section">
        <Link to="/admin/reconciliations">{say(words.back)}</Link>
      </p>
    </Page>
  );
}
