import type { Instant } from "#kernel";
import type { Bounds } from "#places";
import type { StoreContext } from "#registers";
import type { Sql } from "../database/database.ts";
import { withContext } from "../ledger/context.ts";
import type { Store } from "../store.ts";
import type { CaseArea } from "./cases-in-area.ts";
import { keysOf, limitOf, pageOf, type Page, type PageOptions } from "./cursor.ts";
import { parameters, type Put } from "./parameters.ts";

/** What the map of open cases is narrowed to. `now` and `until` say what is overdue and what is near its limit. */
export type PointFilter = {
  readonly now: Instant;
  readonly until: Instant;
  /** Classes as the cases' facts name them; of a category all of it. */
  readonly classes?: readonly string[];
  readonly state?: string;
  /** The organ that handles it. */
  readonly handling?: string;
  readonly due?: "near" | "overdue";
  readonly urgent?: boolean;
  /** The beginning of a division's code. */
  readonly division?: string;
  readonly area?: CaseArea;
  /** States in which a case still runs but is done with: a closed one waits for its reporter to ask again. */
  readonly without: readonly string[];
};

/** How many cases, and how many of them press. */
export type PointCounts = {
  readonly open: number;
  readonly urgent: number;
  readonly overdue: number;
  readonly near: number;
};

/** Cases of some tiles at their middle (degrees). */
export type PointCluster = PointCounts & {
  readonly lon: number;
  readonly lat: number;
  /** The bounds of the cases in it. */
  readonly bounds: Bounds;
};

/** A case by itself. `due` by the moment asked. */
export type OpenPoint = {
  readonly id: string;
  readonly lon: number;
  readonly lat: number;
  readonly title: string;
  readonly state: string;
  readonly class: string | null;
  readonly handling: string | null;
  readonly urgent: boolean;
  readonly due: "overdue" | "near" | null;
};

/** While a case is suspended its clock stands still: the day it was due on says nothing. */
const STANDING = "suspended";

const overdueIn = (now: string): string => `(o.due_at < ${now} and o.state <> '${STANDING}')`;
const nearIn = (now: string, until: string): string =>
  `(o.due_at >= ${now} and o.due_at < ${until} and o.state <> '${STANDING}')`;

type Moments = { readonly now: string; readonly until: string };

const momentsOf = ({ now, until }: PointFilter, put: Put): Moments => ({
  now: `${put(now)}::timestamptz`,
  until: `${put(until)}::timestamptz`,
});

function conditions(
  context: StoreContext,
  filter: PointFilter,
  { now, until }: Moments,
  put: Put,
): readonly string[] {
  const { classes, state, handling, due, urgent, division, area, without } = filter;
  return [
    `o.district = ${put(context.district)}`,
    ...(without.length === 0 ? [] : [`o.state <> all (${put(without)}::text[])`]),
    ...(classes === undefined ? [] : [`o.class = any (${put(classes)}::text[])`]),
    ...(state === undefined ? [] : [`o.state = ${put(state)}`]),
    ...(handling === undefined ? [] : [`o.handling = ${put(handling)}`]),
    ...(due === undefined ? [] : [due === "near" ? nearIn(now, until) : overdueIn(now)]),
    ...(urgent === undefined ? [] : [`o.urgent = ${put(urgent)}`]),
    ...(division === undefined ? [] : [`starts_with(o.division, ${put(division)})`]),
    ...(area === undefined ? [] : withinArea(area, put)),
  ];
}

function withinArea({ bounds, ring }: CaseArea, put: Put): readonly string[] {
  const box = withinBounds(bounds, put);
  if (ring === null) return box;
  const corners = ring.map(([lon, lat]) => `(${lon},${lat})`).join(",");
  return [...box, `${put(`(${corners})`)}::text::polygon @> point(o.lon, o.lat)`];
}

const withinBounds = ([west, south, east, north]: Bounds, put: Put): readonly string[] => [
  `o.lon between ${put(west)}::float8 and ${put(east)}::float8`,
  `o.lat between ${put(south)}::float8 and ${put(north)}::float8`,
];

const countsOf = ({ now, until }: Moments): string =>
  `count(*)::integer as open, (count(*) filter (where o.urgent))::integer as urgent,
   (count(*) filter (where ${overdueIn(now)}))::integer as overdue,
   (count(*) filter (where ${nearIn(now, until)}))::integer as near`;

/** How many open cases with a point there are in all, by what presses; those that the reader may not see are not counted. */
export async function sumOpenPoints(
  store: Store,
  context: StoreContext,
  filter: PointFilter,
): Promise<PointCounts> {
  const { values, put } = parameters();
  const moments = momentsOf(filter, put);
  const where = conditions(context, filter, moments, put);
  const [row] = await withContext(store.database, context, (sql) =>
    sql.last<PointCounts>(
      `select ${countsOf(moments)} from open_point o where ${where.join(" and ")}`,
      values,
    ),
  );
  return row ?? { open: 0, urgent: 0, overdue: 0, near: 0 };
}

/**
 * Open cases within bounds, put together by tile: at level 0 those of a tile of 0.005°, at each level above those of
 * twice as wide and high a square.
 */
export async function clusterOpenPoints(
  store: Store,
  context: StoreContext,
  filter: PointFilter,
  within: { readonly bounds: Bounds; readonly level: number },
): Promise<readonly PointCluster[]> {
  const { values, put } = parameters();
  const moments = momentsOf(filter, put);
  const where = [...conditions(context, filter, moments, put), ...withinBounds(within.bounds, put)];
  const level = `${put(within.level)}::integer`;
  return withContext(store.database, context, (sql) =>
    sql.last<PointCluster>(
      `select ${countsOf(moments)}, avg(o.lon) as lon, avg(o.lat) as lat,
              array[min(o.lon), min(o.lat), max(o.lon), max(o.lat)] as bounds
         from open_point o where ${where.join(" and ")}
        group by (o.tile / 72000)::integer >> ${level}, (o.tile % 72000)::integer >> ${level}
        order by open desc`,
      values,
    ),
  );
}

/** Open cases within bounds one by one, the most pressing first, so many at most. */
export async function openPointsWithin(
  store: Store,
  context: StoreContext,
  filter: PointFilter,
  within: { readonly bounds: Bounds; readonly most: number },
): Promise<readonly OpenPoint[]> {
  return withContext(store.database, context, (sql) => {
    const { values, put } = parameters();
    const moments = momentsOf(filter, put);
    const where = [...conditions(context, filter, moments, put), ...withinBounds(within.bounds, put)];
    return pointsWhere(sql, where, moments, put(within.most), values);
  });
}

/** The same in a list: urgent ones first, then by the day they are due; keyset pages. */
export async function listOpenPoints(
  store: Store,
  context: StoreContext,
  filter: PointFilter,
  options: PageOptions,
): Promise<Page<OpenPoint>> {
  const limit = limitOf(options);
  const rows = await withContext(store.database, context, (sql) => {
    const { values, put } = parameters();
    const moments = momentsOf(filter, put);
    const where = [...conditions(context, filter, moments, put)];
    const [due, calm, id] = keysOf(options, 3, "moment") ?? [];
    if (due !== undefined)
      where.push(
        `(not o.urgent, o.due_at, o.case_id) > (${put(calm === "true")}::boolean, ${put(due)}::timestamptz, ${put(id)})`,
      );
    return pointsWhere(sql, where, moments, put(limit + 1), values);
  });
  return pageOf(rows, limit, ({ dueAt, urgent, id }) => [dueAt ?? "infinity", String(!urgent), id]);
}

type PointRow = OpenPoint & { readonly dueAt: Instant | null };

function pointsWhere(
  sql: Sql,
  where: readonly string[],
  { now, until }: Moments,
  most: string,
  values: readonly unknown[],
): Promise<readonly PointRow[]> {
  return sql.query<PointRow>(
    `select p.*, c.title from (
       select o.district, o.case_id as id, o.lon, o.lat, o.state, o.class, o.handling, o.urgent,
              nullif(o.due_at, 'infinity') as "dueAt",
              case when ${overdueIn(now)} then 'overdue' when ${nearIn(now, until)} then 'near' end as due
         from open_point o where ${where.join(" and ")}
        order by (not o.urgent), o.due_at, o.case_id limit ${most}) as p
       join case_file c on c.id = p.id and c.district = p.district
      order by (not p.urgent), coalesce(p."dueAt", 'infinity'), p.id`,
    values,
  );
}

/** The version that made a case urgent, or showed an urgent one to organs anew, and to which. */
export type UrgentPoint = {
  readonly id: string;
  readonly toldAt: number;
  readonly toldTo: readonly string[];
};

/** Urgent cases among some, by id. */
export async function findUrgentPoints(
  store: Store,
  context: StoreContext,
  ids: readonly string[],
): Promise<ReadonlyMap<string, UrgentPoint>> {
  if (ids.length === 0) return new Map();
  const rows = await withContext(store.database, context, (sql) =>
    sql.last<UrgentPoint>(
      `select case_id as id, told_at as "toldAt", told_to as "toldTo" from open_point
        where district = $1 and case_id = any ($2) and urgent`,
      [context.district, ids],
    ),
  );
  return new Map(rows.map((row) => [row.id, row]));
}
