import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { request } from "../api/request.ts";
import { webhookDeliveriesQuery, webhookPath, webhooksQuery } from "../api/webhook-queries.ts";
import "../design/ratings.css";
import { formatInstant } from "../format/dates.ts";
import { useLanguage, useSay } from "../language/say.ts";
import { Pager } from "../lists/pager.tsx";
import { LineTable } from "../lists/line-table.tsx";
import { RefusedPage } from "../shell/error-pages.tsx";
import { Page } from "../shell/page.tsx";
import { ProblemNotice } from "../shell/problem-notice.tsx";
import { Skeleton } from "../shell/skeleton.tsx";
import { webhookWords as words } from "../words/webhooks.ts";
import { AdminTabs } from "./admin-tabs.tsx";

const route = getRouteApi("/admin/webhooks/$webhook");

/** What was told to one system outside, what it answered, and the way to tell it again. */
export function WebhookPage(): ReactNode {
  const say = useSay();
  const language = useLanguage();
  const client = useQueryClient();
  const { webhook } = route.useParams();
  const { after } = route.useSearch();
  const list = useQuery(webhookDeliveriesQuery(webhook, after));
  const hook = useQuery(webhooksQuery).data?.webhooks.find(({ id }) => id === webhook);
  const again = useMutation({
    mutationFn: (event: string) =>
      request(`${webhookPath(webhook)}/deliveries/${encodeURIComponent(event)}/redeliver`, {
        method: "POST",
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["webhooks", webhook] }),
  });
  if (list.isError) return <RefusedPage error={list.error} onRetry={() => void list.refetch()} />;
  const items = list.data?.items;
  return (
    <Page title={`${say(words.log)}${hook === undefined ? "" : ` · ${hook.name}`}`} width="wide">
      <AdminTabs here="webhooks" />
      {again.isError && <ProblemNotice error={again.error} />}
      {items === undefined && <Skeleton lines={6} />}
      {items?.length === 0 && <p className="quiet section">{say(words.noLog)}</p>}
      {items !== undefined && items.length > 0 && (
        <LineTable
          headings={[words.event, words.state, words.tries, words.answer, words.time]}
          className="ratings-filter"
        >
          {items.map((told) => (
            <tr key={told.event}>
              <th scope="row">
                {say(told.kindName)}
                <span className="small quiet row-more">{told.subject}</span>
              </th>
              <td data-label={say(words.state)}>
                <span className={told.state === "delivered" ? "tag tag-good" : "tag tag-ask"}>
                  {say(words[`is_${told.state}`])}
                </span>{" "}
                <button
                  type="button"
                  className="button button-small"
                  disabled={again.isPending}
                  onClick={() => again.mutate(told.event)}
                >
                  {say(words.again)}
                </button>
              </td>
              <td data-label={say(words.tries)} className="number">
                {told.attempts}
              </td>
              <td data-label={say(words.answer)} className="number">
                {told.lastAnswer ?? "—"}
              </td>
              <td data-label={say(words.time)} className="number small">
                {formatInstant(told.triedAt ?? told.orderedAt, language)}
              </td>
            </tr>
          ))}
        </LineTable>
      )}
      <Pager next={list.data?.next ?? null} after={after} />
      <p className="section">
        <Link to="/admin/webhooks">{say(words.title)}</Link>
      </p>
    </Page>
  );
}
