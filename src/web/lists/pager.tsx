import { Link, useRouter, useRouterState } from "@tanstack/react-router";
import type { ReactNode } from "react";
import "../design/lists.css";
import { useSay } from "../language/say.ts";
import { lists } from "../words/lists.ts";

declare module "@tanstack/react-router" {
  interface HistoryState {
    /** How many pages of a list were turned to come here. */
    turned?: number;
  }
}

type Props = {
  /** The cursor of the page that follows, null at the end. */
  readonly next: string | null;
  /** Where this page begins, empty for the first. */
  readonly after: string;
};

/** The address of a page of this list: everything else of it stays. */
function toPage(after: string): { readonly to: "."; readonly search: never } {
  return { to: ".", search: ((now: object) => ({ ...now, after })) as never };
}

/** Turns the pages of a list. Every page has its own address; back and forward of the browser turn them too. */
export function Pager({ next, after }: Props): ReactNode {
  const say = useSay();
  const router = useRouter();
  const turned = useRouterState({ select: ({ location }) => location.state.turned ?? 0 });
  if (next === null && after === "") return null;
  return (
    <nav className="pager no-print" aria-label={say(lists.pages)}>
      {after !== "" && (
        <Link {...toPage("")} className="button button-small">
          {say(lists.firstPage)}
        </Link>
      )}
      {after !== "" && turned > 0 && (
        <button type="button" className="button button-small" onClick={() => router.history.back()}>
          {say(lists.previousPage)}
        </button>
      )}
      {(after === "" || turned > 0) && (
        <span className="small quiet number">{say(lists.page, { page: turned + 1 })}</span>
      )}
      {next !== null && (
        <Link
          {...toPage(next)}
          state={(before) => ({ ...before, turned: turned + 1 })}
          className="button button-small"
          rel="next"
        >
          {say(lists.nextPage)}
        </Link>
      )}
    </nav>
  );
}
