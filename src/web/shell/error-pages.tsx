import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { asRefusal } from "../api/refusal.ts";
import { useSay } from "../language/say.ts";
import { common } from "../words/common.ts";
import { Page } from "./page.tsx";
import { ProblemNotice } from "./problem-notice.tsx";

/** An address that leads nowhere. */
export function NotFound(): ReactNode {
  const say = useSay();
  return (
    <Page title={say(common.notFoundTitle)} width="narrow">
      <p className="lead">{say(common.notFoundBody)}</p>
      <p>
        <Link to="/">{say(common.goHome)}</Link>
      </p>
    </Page>
  );
}

/** A page whose own code failed. */
export function Crashed(): ReactNode {
  const say = useSay();
  return (
    <Page title={say(common.crashedTitle)} width="narrow">
      <p className="lead">{say(common.crashedBody)}</p>
      <div className="button-row problem-ways">
        <button type="button" className="button" onClick={() => location.reload()}>
          {say(common.tryAgain)}
        </button>
        <a href="/">{say(common.goHome)}</a>
      </div>
    </Page>
  );
}

type RefusedProps = { readonly error: unknown; readonly onRetry: () => void };

/** A page that the server would not give: unknown case, no permission, nobody signed in, offline. */
export function RefusedPage({ error, onRetry }: RefusedProps): ReactNode {
  const say = useSay();
  const { problem } = asRefusal(error);
  return (
    <Page
      title={say(problem.message)}
      width="narrow"
      heading={<h1 className="visually-hidden">{say(problem.message)}</h1>}
    >
      <ProblemNotice error={error} onRetry={onRetry} />
      <p className="section">
        <Link to="/">{say(common.goHome)}</Link>
      </p>
    </Page>
  );
}
