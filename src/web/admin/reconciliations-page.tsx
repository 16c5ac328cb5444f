import type { LibrariesAnswer, LinesOf, ReconciliationPage } from "#contract";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { librariesQuery, reconciliationsQuery } from "../api/reconciliation-queries.ts";
import "../design/ratings.css";
import "../design/reconciliations.css";
import { formatInstant } from "../format/dates.ts";
import { useLanguage, useSay } from "../language/say.ts";
import { Pager } from "../lists/pager.tsx";
import { RefusedPage } from "../shell/error-pages.tsx";
import { Page } from "../shell/page.tsx";
import { Skeleton } from "../shell/skeleton.tsx";
import { reconciliationWords as words } from "../words/reconciliations.ts";
import { AdminTabs } from "./admin-tabs.tsx";

type Library = LibrariesAnswer["libraries"][number];
type Day = ReconciliationPage["items"][number];

const route = getRouteApi("/admin/reconciliations");

/** A number that opens its reports; nought opens nothing. */
function Open({
  library,
  state,
  count,
}: {
  readonly library: string;
  readonly state: "waiting" | "refused";
  readonly count: number;
}): ReactNode {
  if (count === 0) return <span className="number quiet">0</span>;
  return (
    <Link
      to="/admin/libraries/$library"
      params={{ library }}
      search={{ state, after: "" }}
      className={state === "refused" ? "number count-overdue" : "number"}
    >
      {count}
    </Link>
  );
}

function LibraryRow({ library }: { readonly library: Library }): ReactNode {
  const say = useSay();
  const { id, name, connected, address, path, comparedAt, kinds, waiting, refused } = library;
  return (
    <tr>
      <th scope="row">
        <Link to="/admin/libraries/$library" params={{ library: id }} className="row-link">
          {say(name)}
        </Link>
        <span className="small quiet row-more">{kinds.map((kind) => say(kind)).join("、")}</span>
      </th>
      <td data-label={say(words.to)}>
        <span>
          {address}
          <span className="quiet">{path}</span>
          <span className="small quiet row-more">{say(words.comparedAt, { at: comparedAt })}</span>
        </span>
      </td>
      <td data-label={say(words.connection)}>
        <span className={connected ? "tag tag-good" : "tag"}>{say(connected ? words.on : words.off)}</span>
      </td>
      <td data-label={say(words.onTheWay)} className="count">
        <Open library={id} state="waiting" count={waiting} />
      </td>
      <td data-label={say(words.refusedOpen)} className="count">
        <Open library={id} state="refused" count={refused} />
      </td>
    </tr>
  );
}

const NUMBERS = [
  "expected",
  "matched",
  "missing",
  "unknown",
  "differing",
] as const satisfies readonly LinesOf[];
/** What a person may have to look at, and what is only told again. */
const TONES: Readonly<Partial<Record<LinesOf, string>>> = {
  missing: "count-near",
  unknown: "count-overdue",
  differing: "count-overdue",
};
const TAGS = { asked: "tag", matched: "tag tag-good", resent: "tag tag-ask", open: "tag tag-bad" } as const;

function DayRow({ of }: { readonly of: Day }): ReactNode {
  const say = useSay();
  const language = useLanguage();
  const params = { library: of.library, day: of.day };
  return (
    <tr>
      <th scope="row">
        <Link to="/admin/reconciliations/$library/$day" params={params} className="row-link">
          <span className="number">{of.day}</span> {say(of.libraryName)}
        </Link>
        {of.doneAt !== null && (
          <span className="small quiet row-more number">{formatInstant(of.doneAt, language)}</span>
        )}
      </th>
      {NUMBERS.map((number) => (
        <td key={number} data-label={say(words[number])} className="count">
          {of[number] === 0 ? (
            <span className="number quiet">0</span>
          ) : (
            <Link
              to="/admin/reconciliations/$library/$day"
              params={params}
              search={{ verdict: number, after: "" }}
              className={`number ${TONES[number] ?? ""}`}
            >
              {of[number]}
            </Link>
          )}
        </td>
      ))}
      <td data-label={say(words.state)}>
        <span className={TAGS[of.state]}>{say(words[`is_${of.state}`])}</span>
      </td>
    </tr>
  );
}

function Table({
  heads,
  children,
}: {
  readonly heads: readonly (readonly [
    word: { readonly zh: string; readonly en: string },
    isCount: boolean,
  ])[];
  readonly children: ReactNode;
}): ReactNode {
  const say = useSay();
  return (
    <table className="tasks reconciliations">
      <thead>
        <tr>
          {heads.map(([word, isCount]) => (
            <th key={word.zh} scope="col" className={isCount ? "count" : undefined}>
              {say(word)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}

/** What the libraries outside are told, and how each day compares with what they hold. */
export function ReconciliationsPage(): ReactNode {
  const say = useSay();
  const { after } = route.useSearch();
  const libraries = useQuery(librariesQuery);
  const days = useQuery(reconciliationsQuery(after));
  const failed = libraries.isError ? libraries : days.isError ? days : undefined;
  if (failed !== undefined)
    return <RefusedPage error={failed.error ?? new Error()} onRetry={() => void failed.refetch()} />;
  const all = libraries.data?.libraries;
  const items = days.data?.items;
  return (
    <Page title={say(words.title)} width="wide">
      <AdminTabs here="reconciliations" />
      <p className="lead ratings-filter">{say(words.lead)}</p>
      <section className="section" aria-labelledby="days">
        <h2 id="days">{say(words.days)}</h2>
        {items === undefined && <Skeleton lines={6} />}
        {items?.length === 0 && <p className="quiet">{say(words.noDays)}</p>}
        {items !== undefined && items.length > 0 && (
          <Table
            heads={[
              [words.day, false],
              ...NUMBERS.map((number) => [words[number], true] as const),
              [words.state, false],
            ]}
          >
            {items.map((of) => (
              <DayRow key={`${of.library} ${of.day}`} of={of} />
            ))}
          </Table>
        )}
        <Pager next={days.data?.next ?? null} after={after} />
      </section>
      <section className="section" aria-labelledby="libraries">
        <h2 id="libraries">{say(words.libraries)}</h2>
        {all === undefined && <Skeleton lines={3} />}
        {all?.length === 0 && <p className="quiet">{say(words.noLibraries)}</p>}
        {all !== undefined && all.length > 0 && (
          <Table
            heads={[
              [words.library, false],
              [words.to, false],
              [words.connection, false],
              [words.onTheWay, true],
              [words.refusedOpen, true],
            ]}
          >
            {all.map((library) => (
              <LibraryRow key={library.id} library={library} />
            ))}
          </Table>
        )}
      </section>
    </Page>
  );
}
