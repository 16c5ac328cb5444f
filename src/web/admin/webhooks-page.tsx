import type { WebhooksAnswer } from "#contract";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { request } from "../api/request.ts";
import { webhookPath, webhooksQuery } from "../api/webhook-queries.ts";
import "../design/ratings.css";
import { useSay } from "../language/say.ts";
import { LineTable } from "../lists/line-table.tsx";
import { RefusedPage } from "../shell/error-pages.tsx";
import { Page } from "../shell/page.tsx";
import { ProblemNotice } from "../shell/problem-notice.tsx";
import { Skeleton } from "../shell/skeleton.tsx";
import { webhookWords as words } from "../words/webhooks.ts";
import { AdminTabs } from "./admin-tabs.tsx";
import { WebhookForm } from "./webhook-form.tsx";

type Hook = WebhooksAnswer["webhooks"][number];

function Row({ hook, kinds }: { readonly hook: Hook; readonly kinds: WebhooksAnswer["kinds"] }): ReactNode {
  const say = useSay();
  const client = useQueryClient();
  const stop = useMutation({
    mutationFn: () => request(`${webhookPath(hook.id)}/stop`, { method: "POST" }),
    onSuccess: () => client.invalidateQueries({ queryKey: webhooksQuery.queryKey }),
  });
  const names = kinds.filter(({ id }) => hook.kinds.includes(id)).map(({ name }) => say(name));
  return (
    <tr>
      <th scope="row">
        <Link to="/admin/webhooks/$webhook" params={{ webhook: hook.id }} className="row-link">
          {hook.name}
        </Link>
        <span className="small quiet row-more">{names.join("、")}</span>
      </th>
      <td data-label={say(words.to)}>
        {hook.address}
        <span className="quiet">{hook.path}</span>
      </td>
      <td data-label={say(words.state)}>
        <span className={hook.stoppedAt === null ? "tag tag-good" : "tag"}>
          {say(hook.stoppedAt === null ? words.on : words.stopped)}
        </span>{" "}
        {hook.stoppedAt === null && (
          <button
            type="button"
            className="button button-small"
            disabled={stop.isPending}
            onClick={() => stop.mutate()}
          >
            {say(words.stop)}
          </button>
        )}
        {stop.isError && <ProblemNotice error={stop.error} />}
      </td>
    </tr>
  );
}

/** Which systems outside are told of what. */
export function WebhooksPage(): ReactNode {
  const say = useSay();
  const answer = useQuery(webhooksQuery);
  if (answer.isError) return <RefusedPage error={answer.error} onRetry={() => void answer.refetch()} />;
  const { webhooks = [], kinds = [], addresses = [] } = answer.data ?? {};
  return (
    <Page title={say(words.title)} width="wide">
      <AdminTabs here="webhooks" />
      <p className="lead ratings-filter">{say(words.lead)}</p>
      {answer.data === undefined && <Skeleton lines={4} />}
      {answer.data !== undefined && webhooks.length === 0 && <p className="quiet">{say(words.none)}</p>}
      {webhooks.length > 0 && (
        <LineTable headings={[words.name, words.to, words.state]}>
          {webhooks.map((hook) => (
            <Row key={hook.id} hook={hook} kinds={kinds} />
          ))}
        </LineTable>
      )}
      {answer.data !== undefined && <WebhookForm kinds={kinds} addresses={addresses} />}
    </Page>
  );
}
