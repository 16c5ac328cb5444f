import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useSay } from "../language/say.ts";
import { Page } from "../shell/page.tsx";
import { common } from "../words/common.ts";
import { desk } from "../words/desk.ts";

/** The desk to somebody who applies: whose it is, and where their own cases are. */
export function StaffOnly(): ReactNode {
  const say = useSay();
  return (
    <Page title={say(desk.staffOnly)} width="narrow">
      <p className="lead">{say(desk.staffOnlyNext)}</p>
      <p className="section">
        <Link className="button button-main" to="/my/cases">
          {say(common.myCases)}
        </Link>
      </p>
    </Page>
  );
}
