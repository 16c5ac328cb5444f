import { getRouteApi, Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import "../design/case.css";
import "../design/desk.css";
import "../design/ratings.css";
import { useSay } from "../language/say.ts";
import { Page } from "../shell/page.tsx";
import { supervisionWords as words } from "../words/supervision.ts";
import { CardTable } from "./card-table.tsx";
import { DueTasks } from "./due-tasks.tsx";
import { OrganTable } from "./organ-table.tsx";

const route = getRouteApi("/desk/supervision");

/** 效能监督: how organs compare, what is near its limit or past it, and the cards. */
export function SupervisionPage(): ReactNode {
  const say = useSay();
  const search = route.useSearch();
  const views = [
    { view: "organs", name: words.organs },
    { view: "tasks", name: words.tasks },
    { view: "cards", name: words.cards },
  ] as const;
  return (
    <Page title={say(words.title)} width="wide">
      <nav className="tabs no-print" aria-label={say(words.title)}>
        {views.map(({ view, name }) => (
          <Link
            key={view}
            to="/desk/supervision"
            search={{ view }}
            aria-current={view === search.view ? "page" : undefined}
          >
            {say(name)}
          </Link>
        ))}
      </nav>
      {search.view === "organs" && <OrganTable by={search.by} />}
      {search.view === "tasks" && <DueTasks search={search} />}
      {search.view === "cards" && <CardTable search={search} />}
    </Page>
  );
}
