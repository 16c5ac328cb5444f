import type { BatchOffer, BatchRequest, DeskTask } from "#contract";
import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { type ReactNode, useRef, useState } from "react";
import { type DeskFilter, deskQuery } from "../api/queries.ts";
import { LightIcon } from "../design/icons.tsx";
import "../design/case.css";
import "../design/desk.css";
import "../design/forms.css";
import { useSay } from "../language/say.ts";
import { RefusedPage } from "../shell/error-pages.tsx";
import { LoadMore } from "../shell/load-more.tsx";
import { Page } from "../shell/page.tsx";
import { Skeleton } from "../shell/skeleton.tsx";
import { desk } from "../words/desk.ts";
import { BatchBar } from "./batch-bar.tsx";
import { BatchDialog } from "./batch-dialog.tsx";
import { useChoosing } from "./choosing.ts";
import { useKeys } from "./keys.ts";
import { KeysHelp } from "./keys-help.tsx";
import { TaskTable } from "./task-table.tsx";

const route = getRouteApi("/desk");
const LOOK_AGAIN_MS = 20_000;
const VIEWS = [
  { view: "mine", name: desk.mine },
  { view: "organ", name: desk.organ },
  { view: "done", name: desk.done },
] as const;
const LIGHTS = [
  { light: "", name: desk.all },
  { light: "red", name: desk.red },
  { light: "yellow", name: desk.yellow },
  { light: "green", name: desk.green },
  { light: "paused", name: desk.paused },
] as const;

function Filters({
  filter,
  search,
}: {
  readonly filter: DeskFilter;
  readonly search: React.RefObject<HTMLInputElement | null>;
}): ReactNode {
  const say = useSay();
  const navigate = useNavigate();
  const [q, setQ] = useState(filter.q);
  return (
    <div className="desk-filters no-print">
      <nav className="tabs" aria-label={say(desk.views)}>
        {VIEWS.map(({ view, name }) => (
          <Link
            key={view}
            to="/desk"
            search={{ ...filter, view }}
            aria-current={view === filter.view ? "page" : undefined}
          >
            {say(name)}
          </Link>
        ))}
      </nav>
      <nav className="lights" aria-label={say(desk.lights)}>
        {LIGHTS.map(({ light, name }) => (
          <Link
            key={light}
            to="/desk"
            search={{ ...filter, light }}
            className={light === "" ? "light" : `light light-${light}`}
            aria-current={light === filter.light ? "true" : undefined}
          >
            {light !== "" && <LightIcon light={light} />}
            {say(name)}
          </Link>
        ))}
      </nav>
      <search className="desk-search">
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void navigate({ to: "/desk", search: { ...filter, q: q.trim() } });
          }}
        >
          <input
            ref={search}
            type="search"
            className="input"
            value={q}
            placeholder={say(desk.searchHint)}
            aria-label={say(desk.search)}
            aria-keyshortcuts="/"
            onChange={(event) => setQ(event.target.value)}
          />
        </form>
      </search>
    </div>
  );
}

function Nothing({ filter }: { readonly filter: DeskFilter }): ReactNode {
  const say = useSay();
  const filtered = filter.q !== "" || filter.light !== "";
  const words = {
    mine: [desk.noMine, desk.noMineNext],
    organ: [desk.noOrgan, desk.noOrganNext],
    done: [desk.noDone, desk.noDoneNext],
  } as const;
  const [title, next] = filtered
    ? [desk.noFound, desk.noFoundNext]
    : words[filter.view === "organ" || filter.view === "done" ? filter.view : "mine"];
  return (
    <div className="empty">
      <h2>{say(title)}</h2>
      <p>{say(next)}</p>
      {filtered && (
        <Link className="button" to="/desk" search={{ view: filter.view, q: "", light: "" }}>
          {say(desk.clear)}
        </Link>
      )}
      {!filtered && filter.view === "mine" && (
        <Link className="button" to="/desk" search={{ view: "organ", q: "", light: "" }}>
          {say(desk.toOrgan)}
        </Link>
      )}
    </div>
  );
}

function useMoves(
  items: readonly DeskTask[],
  filter: DeskFilter,
  others: Readonly<Record<string, () => void>>,
  tick: (item: DeskTask) => void,
): number {
  const navigate = useNavigate();
  const list = `${filter.view} ${filter.light} ${filter.q}`;
  const [place, setPlace] = useState({ list, at: -1 });
  // Another list starts anew.
  const at = place.list === list ? place.at : -1;
  const move = (by: number): void => setPlace({ list, at: Math.min(items.length - 1, Math.max(0, at + by)) });
  const open = (act: boolean): void => {
    const item = items[at];
    if (item === undefined) return;
    void navigate({
      to: "/desk/cases/$caseNo",
      params: { caseNo: item.case.caseNo },
      ...(act ? { hash: "actions" } : {}),
    });
  };
  const show = (view: string) => (): void =>
    void navigate({ to: "/desk", search: { view, q: "", light: "" } });
  useKeys({
    ...others,
    j: () => move(1),
    k: () => move(-1),
    enter: () => open(false),
    a: () => open(true),
    "g m": show("mine"),
    "g o": show("organ"),
    "g d": show("done"),
    "g s": () => void navigate({ to: "/screen" }),
    x: () => {
      const item = items[at];
      if (item !== undefined) tick(item);
    },
  });
  return at;
}

type Filling = { readonly offer: BatchOffer; readonly tasks: BatchRequest["tasks"] };

/** Work by due date: mine, my organ's, done. */
export function DeskPage(): ReactNode {
  const say = useSay();
  const filter = route.useSearch();
  const tasks = useInfiniteQuery({ ...deskQuery(filter), refetchInterval: LOOK_AGAIN_MS });
  const search = useRef<HTMLInputElement>(null);
  const [help, setHelp] = useState(false);
  const [filling, setFilling] = useState<Filling>();
  const pages = tasks.data?.pages ?? [];
  const items = pages.flatMap((page) => page.items);
  const choosing = useChoosing(
    items,
    pages.flatMap((page) => page.batches),
  );
  const { chosen, offer } = choosing;
  // What was ticked at that moment: whatever leaves the list meanwhile is told of in the preview.
  const begin = (): void => {
    if (offer === undefined) return;
    setFilling({ offer, tasks: chosen.map((item) => ({ caseNo: item.case.caseNo, task: item.task })) });
  };
  const at = useMoves(
    items,
    filter,
    {
      "/": () => search.current?.focus(),
      "?": () => setHelp(true),
      s: choosing.toggleAll,
      b: begin,
    },
    choosing.toggle,
  );
  if (tasks.isError && tasks.data === undefined)
    return <RefusedPage error={tasks.error} onRetry={() => void tasks.refetch()} />;
  return (
    <Page title={say(desk.title)} width="wide" className="desk">
      <Filters key={filter.q} filter={filter} search={search} />
      {tasks.data === undefined && <Skeleton lines={8} />}
      {tasks.data !== undefined && items.length === 0 && <Nothing filter={filter} />}
      {items.length > 0 && (
        <TaskTable
          items={items}
          at={at}
          done={filter.view === "done"}
          choosing={items.some(({ batch }) => batch !== null) ? choosing : undefined}
        />
      )}
      <LoadMore list={tasks} />
      <BatchBar choosing={choosing} onBegin={begin} />
      <p className="tiny quiet no-print only-mouse-block">{say(desk.keysHelp)}</p>
      {filling !== undefined && <BatchDialog {...filling} onClose={() => setFilling(undefined)} />}
      {help && <KeysHelp onClose={() => setHelp(false)} />}
    </Page>
  );
}
