import { certificateWords } from "../words/certificates.ts";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import type { ReactNode, RefObject } from "react";
import { deskChoicesQuery } from "../api/queries.ts";
import { hallsQuery } from "../api/window-queries.ts";
import { LightIcon } from "../design/icons.tsx";
import "../design/desk.css";
import { useSay } from "../language/say.ts";
import { ExportMenu } from "../lists/export-menu.tsx";
import { ListTools } from "../lists/list-tools.tsx";
import type { Columns } from "../lists/use-columns.ts";
import { ColumnsButton } from "../lists/columns-button.tsx";
import { ListFilters, type FilterField } from "../lists/list-filters.tsx";
import { NO_CHOICE } from "../portal/search-box.tsx";
import { useAccount } from "../session/session.ts";
import { SearchField } from "../lists/search-field.tsx";
import { DESK_FILTERS, type DeskSearch } from "../lists/searches.ts";
import { batch } from "../words/batch.ts";
import { campaignWords } from "../words/campaigns.ts";
import { desk } from "../words/desk.ts";
import { skillWords } from "../words/skills.ts";
import { supervisionWords } from "../words/supervision.ts";
import { placeWords } from "../words/places.ts";
import { ratingWords } from "../words/ratings.ts";
import { rollWords } from "../words/rolls.ts";
import { lists } from "../words/lists.ts";
import { windowWords } from "../words/window.ts";

const VIEWS = [
  { view: "mine", name: desk.mine },
  { view: "organ", name: desk.organ },
  { view: "done", name: desk.done },
  { view: "cases", name: desk.cases },
] as const;
const LIGHTS = [
  { light: "", name: desk.all },
  { light: "red", name: desk.red },
  { light: "yellow", name: desk.yellow },
  { light: "green", name: desk.green },
  { light: "paused", name: desk.paused },
] as const;

/** Another list of the desk, narrowed as this one, from its beginning and in its usual order. */
const ofView = (search: DeskSearch, view: string): DeskSearch => ({
  ...search,
  view,
  sort: "",
  columns: "",
  after: "",
});

function useFields({ view }: DeskSearch): readonly FilterField[] {
  const choices = useQuery(deskChoicesQuery).data ?? { matters: [], states: [], organs: [] };
  const [usual, reversed] =
    view === "mine" || view === "organ"
      ? [lists.dueFirst, lists.dueLast]
      : [lists.latestFirst, lists.oldestFirst];
  return [
    { kind: "choice", name: "matter", label: lists.matter, choices: choices.matters },
    { kind: "choice", name: "state", label: lists.state, choices: choices.states },
    // Who sees one organ only has nothing to choose.
    ...(choices.organs.length < 2
      ? []
      : [{ kind: "choice" as const, name: "organ", label: lists.organ, choices: choices.organs }]),
    { kind: "days", label: view === "done" ? lists.handled : lists.received },
    {
      kind: "choice",
      name: "sort",
      label: lists.sort,
      none: usual,
      choices: [{ id: "reversed", name: reversed }],
    },
  ];
}

/** For who manages stations: those who oversee the district or keep its matters, and the head of a station's organ. */
function SkillsLink(): ReactNode {
  const say = useSay();
  const posts = useAccount()?.posts ?? [];
  const isHead = posts.some(({ role }) => role === "approver");
  const halls = useQuery({ ...hallsQuery, enabled: isHead }).data?.items ?? [];
  const stations = halls.filter(({ kind }) => kind === "station").map(({ organ }) => organ);
  const manages = posts.some(
    ({ role, organ }) =>
      ["leader", "auditor", "supervisor", "configurer"].includes(role) ||
      (role === "approver" && stations.includes(organ)),
  );
  if (!manages) return null;
  return (
    <Link to="/desk/skills" search={{ show: "" }}>
      {say(skillWords.title)}
    </Link>
  );
}

type Props = {
  readonly search: DeskSearch;
  readonly field: RefObject<HTMLInputElement | null>;
  readonly columns: Columns | undefined;
};

/** Which list of the desk, and what narrows it. */
export function DeskFilters({ search, field, columns }: Props): ReactNode {
  const say = useSay();
  const navigate = useNavigate();
  const posts = useAccount()?.posts ?? [];
  const begins = posts.length > 0;
  const isClerk = posts.some(({ role }) => role === "clerk");
  const decides = posts.some(({ role }) => role === "approver");
  const pays = posts.some(({ role }) => ["reviewer", "approver", "auditor"].includes(role));
  const fields = useFields(search);
  const { view, ...ofCases } = search;
  const [path, narrowed] =
    view === "cases" ? ["/api/desk/cases", ofCases] : ["/api/desk/tasks", { view, ...ofCases }];
  const change = (told: Partial<DeskSearch>): void =>
    void navigate({ to: "/desk", search: { ...search, ...told, after: "" } });
  return (
    <>
      <div className="desk-filters no-print">
        <nav className="tabs" aria-label={say(desk.views)}>
          {VIEWS.map(({ view: each, name }) => (
            <Link
              key={each}
              to="/desk"
              search={ofView(search, each)}
              aria-current={each === view ? "page" : undefined}
            >
              {say(name)}
            </Link>
          ))}
          <Link to="/desk/batches">{say(batch.mine)}</Link>
          <Link to="/desk/places" search={{ at: "" }}>
            {say(placeWords.title)}
          </Link>
          <Link to="/desk/campaigns">{say(campaignWords.title)}</Link>
          <Link to="/desk/supervision">{say(supervisionWords.title)}</Link>
          <Link to="/desk/ratings">{say(ratingWords.listTitle)}</Link>
          <SkillsLink />
          {begins && (
            <Link to="/search" search={{ ...NO_CHOICE, q: "", audience: "staff" }}>
              {say(desk.begin)}
            </Link>
          )}
          {isClerk && (
            <Link to="/desk/window" search={{ ticket: "", label: "" }}>
              {say(windowWords.title)}
            </Link>
          )}
          {decides && <Link to="/desk/seals">{say(certificateWords.seals)}</Link>}
          {pays && <Link to="/desk/roll">{say(rollWords.title)}</Link>}
        </nav>
        <nav className="lights" aria-label={say(desk.lights)}>
          {LIGHTS.map(({ light, name }) => (
            <Link
              key={light}
              to="/desk"
              search={{ ...search, light, after: "" }}
              className={light === "" ? "light" : `light light-${light}`}
              aria-current={light === search.light ? "true" : undefined}
            >
              {light !== "" && <LightIcon light={light} />}
              {say(name)}
            </Link>
          ))}
        </nav>
        <SearchField
          q={search.q}
          label={desk.search}
          hint={desk.searchHint}
          onSearch={(q) => change({ q })}
          field={field}
        />
      </div>
      <ListTools
        acts={
          <>
            {columns !== undefined && <ColumnsButton {...columns} />}
            <ExportMenu path={path} search={narrowed} columns={columns?.shown.map(({ id }) => id) ?? []} />
          </>
        }
      >
        <ListFilters search={search} fields={fields} filters={DESK_FILTERS} onChange={change} />
      </ListTools>
    </>
  );
}
