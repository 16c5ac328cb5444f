import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { type ReactNode, useRef, useState } from "react";
import type { BatchOffer, BatchRequest, DeskTask } from "#contract";
import { deskCasesQuery, deskTasksQuery } from "../api/queries.ts";
import { asRefusal } from "../api/refusal.ts";
import "../design/case.css";
import "../design/desk.css";
import { useSay } from "../language/say.ts";
import { useColumns } from "../lists/use-columns.ts";
import { Nothing } from "../lists/nothing.tsx";
import { Pager } from "../lists/pager.tsx";
import { DESK_FILTERS, type DeskSearch } from "../lists/searches.ts";
import { useAccount } from "../session/session.ts";
import { RefusedPage } from "../shell/error-pages.tsx";
import { Page } from "../shell/page.tsx";
import { ProblemNotice } from "../shell/problem-notice.tsx";
import { Skeleton } from "../shell/skeleton.tsx";
import { desk } from "../words/desk.ts";
import { BatchBar } from "./batch-bar.tsx";
import { BatchDialog } from "./batch-dialog.tsx";
import { useChoosing } from "./choosing.ts";
import { DeskFilters } from "./desk-filters.tsx";
import type { DeskLine } from "./desk-line.ts";
import { useKeys } from "./keys.ts";
import { KeysHelp } from "./keys-help.tsx";
import { StaffOnly } from "./staff-only.tsx";
import { TaskTable } from "./task-table.tsx";

const route = getRouteApi("/desk");
const LOOK_AGAIN_MS = 20_000;

const EMPTY = {
  mine: [desk.noMine, desk.noMineNext],
  organ: [desk.noOrgan, desk.noOrganNext],
  done: [desk.noDone, desk.noDoneNext],
  cases: [desk.noCases, desk.noCasesNext],
} as const;

function NothingHere({
  search,
  next,
}: {
  readonly search: DeskSearch;
  readonly next: string | null;
}): ReactNode {
  const say = useSay();
  const view = search.view as keyof typeof EMPTY;
  const [title, what] = EMPTY[view];
  return (
    <Nothing search={search} filters={DESK_FILTERS} next={next} title={title} what={what}>
      {view === "mine" && (
        <Link className="button" to="/desk" search={{ view: "organ" }}>
          {say(desk.toOrgan)}
        </Link>
      )}
    </Nothing>
  );
}

type Keyed = {
  readonly items: readonly DeskLine[];
  readonly search: DeskSearch;
  readonly next: string | null;
  /** What other keys do. */
  readonly others: Readonly<Record<string, () => void>>;
  readonly tick: (task: DeskTask) => void;
};

function useMoves({ items, search, next, others, tick }: Keyed): number {
  const navigate = useNavigate();
  const list = JSON.stringify(search);
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
  const show = (view: string) => (): void => void navigate({ to: "/desk", search: { view } });
  const turn = (after: string | null) => (): void => {
    if (after !== null && after !== search.after)
      void navigate({ to: "/desk", search: { ...search, after } });
  };
  useKeys({
    ...others,
    j: () => move(1),
    k: () => move(-1),
    n: turn(next),
    p: turn(""),
    enter: () => open(false),
    a: () => open(true),
    "g m": show("mine"),
    "g o": show("organ"),
    "g d": show("done"),
    "g c": show("cases"),
    "g s": () => void navigate({ to: "/screen" }),
    x: () => {
      const task = items[at]?.task ?? null;
      if (task !== null) tick(task);
    },
  });
  return at;
}

type Lines = {
  readonly items: readonly DeskLine[] | undefined;
  readonly offers: readonly BatchOffer[];
  readonly next: string | null;
  readonly error: unknown;
  readonly again: () => void;
};

/** The lines of the list that an address names, whichever question they come from. */
function useLines(search: DeskSearch): Lines {
  const isCases = search.view === "cases";
  const tasks = useQuery({ ...deskTasksQuery(search), enabled: !isCases, refetchInterval: LOOK_AGAIN_MS });
  const cases = useQuery({ ...deskCasesQuery(search), enabled: isCases, refetchInterval: LOOK_AGAIN_MS });
  const asked = isCases ? cases : tasks;
  return {
    items: isCases
      ? cases.data?.items.map((one) => ({ case: one, task: null }))
      : tasks.data?.items.map(lineOf),
    offers: isCases ? [] : (tasks.data?.batches ?? []),
    next: asked.data?.next ?? null,
    error: asked.data === undefined ? asked.error : null,
    again: () => void asked.refetch(),
  };
}

const lineOf = (task: DeskTask): DeskLine => ({ case: task.case, task });

type Filling = { readonly offer: BatchOffer; readonly tasks: BatchRequest["tasks"] };

/** Work by due date: mine, my organ's, done; and every case. */
export function DeskPage(): ReactNode {
  const account = useAccount();
  return account === undefined || account.kind === "staff" ? <Lists /> : <StaffOnly />;
}

function Lists(): ReactNode {
  const say = useSay();
  const search = route.useSearch();
  const { items, offers, next, error, again } = useLines(search);
  const columns = useColumns(search.view, search.columns);
  const field = useRef<HTMLInputElement>(null);
  const [help, setHelp] = useState(false);
  const [filling, setFilling] = useState<Filling>();
  const tasks = (items ?? []).flatMap(({ task }) => (task === null ? [] : [task]));
  const choosing = useChoosing(tasks, offers);
  // What was ticked at that moment: whatever leaves the list meanwhile is told of in the preview.
  const begin = (): void => {
    const { chosen, offer } = choosing;
    if (offer === undefined) return;
    setFilling({ offer, tasks: chosen.map((item) => ({ caseNo: item.case.caseNo, task: item.task })) });
  };
  const at = useMoves({
    items: items ?? [],
    search,
    next,
    others: {
      "/": () => field.current?.focus(),
      "?": () => setHelp(true),
      s: choosing.toggleAll,
      b: begin,
    },
    tick: choosing.toggle,
  });
  const status = error === null ? 0 : asRefusal(error).status;
  if (status === 401 || status === 403) return <RefusedPage error={error} onRetry={again} />;
  return (
    <Page title={say(desk.title)} width="wide" className="desk">
      <DeskFilters search={search} field={field} columns={columns} />
      {error !== null && <ProblemNotice error={error} onRetry={again} />}
      {(items === undefined || columns === undefined) && error === null && <Skeleton lines={8} />}
      {items?.length === 0 && <NothingHere search={search} next={next} />}
      {items !== undefined && items.length > 0 && columns !== undefined && (
        <TaskTable
          items={items}
          at={at}
          columns={columns.shown}
          choosing={tasks.some(({ batch }) => batch !== null) ? choosing : undefined}
        />
      )}
      {(items?.length ?? 0) > 0 && <Pager next={next} after={search.after} />}
      <BatchBar choosing={choosing} onBegin={begin} />
      <p className="tiny quiet no-print only-mouse-block">{say(desk.keysHelp)}</p>
      {filling !== undefined && <BatchDialog {...filling} onClose={() => setFilling(undefined)} />}
      {help && <KeysHelp onClose={() => setHelp(false)} />}
    </Page>
  );
}
