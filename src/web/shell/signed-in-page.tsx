import type { ReactNode } from "react";
import { useSay } from "../language/say.ts";
import { common } from "../words/common.ts";
import { Page } from "./page.tsx";

/** Where a second window ends after signing in again, so that the first keeps what was typed. */
export function SignedInPage(): ReactNode {
  const say = useSay();
  return (
    <Page title={say(common.signedInTitle)} width="narrow">
      <p className="lead">{say(common.signedInBody)}</p>
    </Page>
  );
}
