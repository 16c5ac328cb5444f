import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import type { Bilingual } from "#contract";
import { dayPath, dayQuery, librariesQuery } from "../api/reconciliation-queries.ts";
import { request } from "../api/request.ts";
import "../design/reconciliations.css";
import { useSay } from "../language/say.ts";
import { Pager } from "../lists/pager.tsx";
import { Choice } from "../shell/choice.tsx";
import { RefusedPage } from "../shell/error-pages.tsx";
import { Page } from "../shell/page.tsx";
import { ProblemNotice } from "../shell/problem-notice.tsx";
import { Skeleton } from "../shell/skeleton.tsx";
import { reconciliationWords as words } from "../words/reconciliations.ts";
import { AdminTabs } from "./admin-tabs.tsx";
import { ReportTable } from "./report-table.tsx";

const route = getRouteApi("/admin/reconciliations/$library/$day");
const CHOICES = ["expected", "matched", "missing", "unknown", "differing"] as const;

/** What narrows nothing. */
const ALL = "all";

/** A day of a library: the reports behind each number, and the way to compare once more. */
export function ReconciliationPage(): ReactNode {
  const say = useSay();
  const client = useQueryClient();
  const navigate = useNavigate({ from: "/admin/reconciliations/$library/$day" });
  const { library, day } = route.useParams();
  const { verdict, after } = route.useSearch();
  const [told, setTold] = useState<Bilingual | null>(null);
  const list = useQuery(dayQuery(library, day, verdict, after));
  const known = useQuery(librariesQuery).data?.libraries.find(({ id }) => id === library);
  const again = useMutation({
    mutationFn: () => request(dayPath(library, day), { method: "POST" }),
    onSuccess: async () => {
      setTold(words.orderedAgain);
      await client.invalidateQueries({ queryKey: ["reconciliations"] });
    },
  });
  if (list.isError) return <RefusedPage error={list.error} onRetry={() => void list.refetch()} />;
  const items = list.data?.items;
  const name = known === undefined ? library : say(known.name);
  return (
    <Page title={say(words.dayOf, { day, library: name })} width="wide">
      <AdminTabs here="reconciliations" />
      <div className="reports-of">
        <Choice
          label={say(words.verdict)}
          value={verdict === "" ? ALL : verdict}
          onChange={(chosen) =>
            void navigate({ search: { verdict: CHOICES.find((each) => each === chosen) ?? "", after: "" } })
          }
        >
          <option value={ALL}>{say(words.all)}</option>
          {CHOICES.map((each) => (
            <option key={each} value={each}>
              {say(words[each])}
            </option>
          ))}
        </Choice>
        {known?.connected === true && (
          <button type="button" className="button" disabled={again.isPending} onClick={() => again.mutate()}>
            {say(words.again)}
          </button>
        )}
      </div>
      {again.isError && <ProblemNotice error={again.error} />}
      {told !== null && (
        <p className="notice notice-good" role="status">
          {say(told)}
        </p>
      )}
      {items === undefined && <Skeleton lines={6} />}
      {items?.length === 0 && <p className="quiet section">{say(words.noLines)}</p>}
      {items !== undefined && items.length > 0 && (
        <ReportTable library={library} items={items} isCompared onTold={() => setTold(words.resent)} />
      )}
      <Pager next={list.data?.next ?? null} after={after} />
      <p className="section">
        <Link to="/admin/reconciliations">{say(words.back)}</Link>
      </p>
    </Page>
  );
}
