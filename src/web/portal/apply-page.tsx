import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Navigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { draftQuery, guideQuery, prefillQuery } from "../api/queries.ts";
import "../design/forms.css";
import "../design/portal.css";
import { useSay } from "../language/say.ts";
import { signInPath, useSession } from "../session/session.ts";
import { RefusedPage } from "../shell/error-pages.tsx";
import { Page } from "../shell/page.tsx";
import { Skeleton } from "../shell/skeleton.tsx";
import { common } from "../words/common.ts";
import { Application } from "./application.tsx";
import { startOf } from "./draft.ts";

const route = getRouteApi("/apply/$matter");

function SignInFirst(): ReactNode {
  const say = useSay();
  return (
    <Page title={say(common.signInFirstTitle)} width="narrow">
      <p className="lead">{say(common.signInFirstBody)}</p>
      <p className="section">
        <a className="button button-main" href={signInPath()}>
          {say(common.signIn)}
        </a>
      </p>
    </Page>
  );
}

function Loading(): ReactNode {
  const say = useSay();
  return (
    <Page title={say(common.loading)} heading={<h1 className="visually-hidden">{say(common.loading)}</h1>}>
      <Skeleton lines={10} />
    </Page>
  );
}

/** Reads what an application needs (guide, known values, kept draft), then lets it be written. */
export function ApplyPage(): ReactNode {
  const { matter } = route.useParams();
  const { step, for: principal } = route.useSearch();
  const session = useSession();
  const signedIn = session !== undefined && session.account !== null;
  const guide = useQuery(guideQuery(matter));
  const prefill = useQuery({ ...prefillQuery(matter, principal), enabled: signedIn });
  const draft = useQuery({ ...draftQuery(matter), enabled: signedIn });
  if (guide.isError) return <RefusedPage error={guide.error} onRetry={() => void guide.refetch()} />;
  if (session === undefined || guide.data === undefined) return <Loading />;
  // A session that ends while one is writing keeps the page; only a visitor without data is sent to sign in.
  if (!signedIn && prefill.data === undefined) return <SignInFirst />;
  const isActing = prefill.data === undefined || prefill.data.actsFor.length > 0;
  if (session.account !== null && !guide.data.audience.includes(session.account.kind) && !isActing)
    return <Navigate to="/matters/$matter" params={{ matter }} replace />;
  const refused = prefill.error ?? draft.error;
  if (refused !== null && (prefill.data === undefined || draft.data === undefined))
    return (
      <RefusedPage
        error={refused}
        onRetry={() => {
          void prefill.refetch();
          void draft.refetch();
        }}
      />
    );
  if (prefill.data === undefined || draft.data === undefined) return <Loading />;
  return (
    <Application
      key={`${matter} ${prefill.data.for}`}
      guide={guide.data}
      prefill={prefill.data}
      start={startOf(guide.data, prefill.data, draft.data)}
      step={step}
    />
  );
}
