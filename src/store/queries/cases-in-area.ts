import { tilesIn, type Bounds } from "#places";
import type { StoreContext } from "#registers";
import { withContext } from "../ledger/context.ts";
import type { Sql } from "../database/database.ts";
import type { Store } from "../store.ts";
import { filterConditions, type CaseFilter } from "./case-filter.ts";
import { keysOf, type PageOptions } from "./cursor.ts";
import { parameters, soughtIn, type Put } from "./parameters.ts";
import { CASE_COLUMNS, type CaseRow } from "./subjects.ts";

/** A part of the map: bounds, and the ring drawn within them where it is no rectangle (degrees). */
export type CaseArea = {
  readonly bounds: Bounds;
  readonly ring: readonly (readonly [lon: number, lat: number])[] | null;
};

/** An area of so many tiles is looked up tile by tile at once; a larger one among the newest cases first. */
const FEW_TILES = 250;
const NEWEST = 5_000;
/** More than a county: no index is of use. */
const MOST_TILES = 20_000;

/** That a case is in an area; `of` names the table. */
function inAreaConditions(of: string, { bounds, ring }: CaseArea, put: Put): readonly string[] {
  const [west, south, east, north] = bounds;
  const box = [
    `${of}.tile is not null`,
    `${of}.lon between ${put(west)}::float8 and ${put(east)}::float8`,
    `${of}.lat between ${put(south)}::float8 and ${put(north)}::float8`,
  ];
  if (ring === null) return box;
  const corners = ring.map(([lon, lat]) => `(${lon},${lat})`).join(",");
  return [...box, `${put(`(${corners})`)}::text::polygon @> point(${of}.lon, ${of}.lat)`];
}

type Listed = PageOptions & CaseFilter & { readonly area: CaseArea; readonly oldestFirst?: boolean };

/** Cases of an area in the order of receipt: read from each tile no further than a page. */
export async function casesInArea(
  sql: Sql,
  context: StoreContext,
  options: Listed,
  most: number,
): Promise<readonly CaseRow[]> {
  const tiles = tilesIn(options.area.bounds, MOST_TILES);
  if (tiles !== null && tiles.length <= FEW_TILES) return fromTiles(sql, context, options, tiles, most);
  const newest = await amongNewest(sql, context, options, tiles === null ? null : NEWEST, most);
  return newest.length >= most || tiles === null ? newest : fromTiles(sql, context, options, tiles, most);
}

async function fromTiles(
  sql: Sql,
  context: StoreContext,
  options: Listed,
  tiles: readonly number[],
  most: number,
): Promise<readonly CaseRow[]> {
  const { values, put } = parameters();
  const where = conditionsOf(context, options, put);
  const order = orderOf(options);
  const limit = put(most);
  return sql.query<CaseRow>(
    `select ${CASE_COLUMNS} from (
       select c.* from unnest(${put(tiles)}::bigint[]) as t (tile) cross join lateral (
         select c.* from case_file c where c.tile = t.tile and ${where.join(" and ")}
          order by ${order} limit ${limit}) as c
        order by ${order} limit ${limit}) as c order by ${order}`,
    values,
  );
}

async function amongNewest(
  sql: Sql,
  context: StoreContext,
  options: Listed,
  among: number | null,
  most: number,
): Promise<readonly CaseRow[]> {
  const { values, put } = parameters();
  const order = orderOf(options);
  const keys = keyConditions(options, put);
  const district = `c.district = ${put(context.district)}`;
  const where = conditionsOf(context, options, put);
  return sql.query<CaseRow>(
    `select ${CASE_COLUMNS} from (
       select c.* from case_file c where ${[district, ...keys].join(" and ")} order by ${order}
        ${among === null ? "" : `limit ${put(among)}`}) as c
      where ${where.join(" and ")} order by ${order} limit ${put(most)}`,
    values,
  );
}

function conditionsOf(context: StoreContext, options: Listed, put: Put): readonly string[] {
  const { search = "" } = options;
  return [
    `c.district = ${put(context.district)}`,
    ...filterConditions("c", options, put),
    ...inAreaConditions("c", options.area, put),
    ...keyConditions(options, put),
    ...(search === "" ? [] : [soughtIn("c", `${put(search)}::text`)]),
  ];
}

function keyConditions(options: Listed, put: Put): readonly string[] {
  const [moment, id] = keysOf(options, 2, "moment") ?? [];
  const sign = options.oldestFirst === true ? ">" : "<";
  return moment === undefined
    ? []
    : [`(c.received_at, c.id) ${sign} (${put(moment)}::timestamptz, ${put(id)})`];
}

const orderOf = ({ oldestFirst }: Listed): string =>
  oldestFirst === true ? "c.received_at asc, c.id asc" : "c.received_at desc, c.id desc";

/** Open cases at one place: a cell, or where there is none the rest of a division. */
export type OpenAtPlace = { readonly cell: string | null; readonly division: string; readonly open: number };

/** How many open cases with a point stand in each cell; those in no cell are counted by their division. */
export async function countOpenByCell(
  store: Store,
  context: StoreContext,
  filter: Pick<CaseFilter, "organ" | "matter"> = {},
): Promise<readonly OpenAtPlace[]> {
  const { values, put } = parameters();
  const where = [`c.district = ${put(context.district)}`, ...filterConditions("c", filter, put)];
  return withContext(store.database, context, (sql) =>
    sql.last<OpenAtPlace>(
      `select c.cell, c.division, count(*)::integer as open from case_file c
        where c.closed_at is null and c.tile is not null and ${where.join(" and ")}
        group by c.cell, c.division order by c.cell nulls last, c.division`,
      values,
    ),
  );
}
