import type { MigrationAnswer } from "#contract";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { migrationQuery } from "../api/queries.ts";
import { request } from "../api/request.ts";
import "../design/admin.css";
import "../design/batch.css";
import "../design/case.css";
import "../design/desk.css";
import { formatInstant } from "../format/dates.ts";
import { useLanguage, useSay } from "../language/say.ts";
import { RefusedPage } from "../shell/error-pages.tsx";
import { Page } from "../shell/page.tsx";
import { ProblemNotice } from "../shell/problem-notice.tsx";
import { Skeleton } from "../shell/skeleton.tsx";
import { migrations as words } from "../words/migrations.ts";
import { migrationSum, shortPlan } from "./migration-words.ts";
import { RefusedCases } from "./refused-cases.tsx";

const route = getRouteApi("/admin/migrations/$migration");
const LOOK_AGAIN_MS = 700;

const isUnderWay = (status: MigrationAnswer["status"] | undefined): boolean =>
  status === "running" || status === "stopping";

function Progress({ migration }: { readonly migration: MigrationAnswer }): ReactNode {
  const say = useSay();
  const client = useQueryClient();
  const { id, ready, refused, done, status } = migration;
  const stop = useMutation({
    mutationFn: () =>
      request<MigrationAnswer>(`/api/admin/migrations/${encodeURIComponent(id)}/stop`, {
        method: "POST",
        body: {},
      }),
    onSuccess: (answer) => client.setQueryData(migrationQuery(id).queryKey, answer),
  });
  return (
    <>
      <progress
        className="batch-progress"
        max={ready + refused + done}
        value={refused + done}
        aria-label={migrationSum(migration, say)}
      />
      <p className="small quiet">{say(words.leave)}</p>
      {stop.isError && <ProblemNotice error={stop.error} />}
      <p>
        <button
          type="button"
          className="button button-danger"
          aria-disabled={status === "stopping" || stop.isPending}
          onClick={() => {
            if (status === "running" && !stop.isPending) stop.mutate();
          }}
        >
          {say(words.stop)}
        </button>
      </p>
    </>
  );
}

function Body({ migration }: { readonly migration: MigrationAnswer }): ReactNode {
  const say = useSay();
  const language = useLanguage();
  const { matterName, from, to, by, reason, createdAt, status, refused, refusedCases } = migration;
  return (
    <Page title={say(words.pageTitle, { matter: say(matterName) })} width="wide">
      <p className="batch-sum" aria-live="polite">
        {migrationSum(migration, say)}
      </p>
      {isUnderWay(status) && <Progress migration={migration} />}
      <section className="panel section">
        <dl className="facts">
          <dt>{say(words.from)}</dt>
          <dd className="number">{shortPlan(from)}</dd>
          <dt>{say(words.to)}</dt>
          <dd className="number">{shortPlan(to)}</dd>
          <dt>{say(words.reason)}</dt>
          <dd>{reason}</dd>
          <dt>{say(words.by)}</dt>
          <dd>{by}</dd>
          <dt>{say(words.when)}</dt>
          <dd className="number">{formatInstant(createdAt, language)}</dd>
        </dl>
      </section>
      <RefusedCases cases={refusedCases} count={refused} />
      <p className="section">
        <Link to="/admin/migrations">{say(words.back)}</Link>
      </p>
    </Page>
  );
}

/** One migration: how far it is, and what it could not take over. */
export function MigrationPage(): ReactNode {
  const say = useSay();
  const { migration: id } = route.useParams();
  const answer = useQuery({
    ...migrationQuery(id),
    refetchInterval: ({ state }) => (isUnderWay(state.data?.status) ? LOOK_AGAIN_MS : false),
  });
  if (answer.data !== undefined) return <Body migration={answer.data} />;
  if (answer.isError) return <RefusedPage error={answer.error} onRetry={() => void answer.refetch()} />;
  return (
    <Page title={say(words.title)} width="wide">
      <Skeleton lines={8} />
    </Page>
  );
}
