import type { Instant } from "#kernel";
import { tilesIn, type Bounds } from "#places";
import type { StoreContext } from "#registers";
import type { Row } from "../database/database.ts";
import { systemContext, withContext } from "../ledger/context.ts";
import type { Store } from "../store.ts";
import { parameters, type Put } from "./parameters.ts";
import { CASE_COLUMNS, type CaseRow } from "./subjects.ts";

/** A report, and within what its twins are looked for. */
export type SoughtTwins = {
  readonly caseNo: string;
  readonly matter: string;
  readonly place: { readonly lon: number; readonly lat: number } | null;
  /** Around the place, in degrees; with `place`. */
  readonly bounds: Bounds | null;
  readonly division: string;
  readonly class: string | null;
  readonly from: Instant;
  readonly to: Instant;
  /** The field of the form that is compared as text. */
  readonly text: string;
};

/** An open case that may be one event with a report: its head and the text of its form. */
export type LikelyTwin = CaseRow & { readonly text: string | null };

/**
 * Of each way of looking, from each tile: 10,000 reports of one pothole are no more work than these. The oldest are
 * read, because what was reported first is what the others are merged into.
 */
const MOST_EACH = 60;
/** Bounds are some hundred metres wide and touch a few tiles. */
const MOST_TILES = 64;

/**
 * Open cases of the same matter that are not merged themselves, near a report in place and time, that the reader may
 * see: of its class and of any, the oldest first, and those without a point in its community. Bounded, whatever there is.
 */
export async function findLikelyTwins(
  store: Store,
  context: StoreContext,
  sought: SoughtTwins,
): Promise<readonly LikelyTwin[]> {
  const { district } = context;
  const refused = await withContext(store.database, systemContext(district), (sql) =>
    sql.last<{ id: string } & Row>(
      `select other as id from not_one_event where district = $1 and one = $2
       union all select one from not_one_event where district = $1 and other = $2`,
      [district, sought.caseNo],
    ),
  );
  const { values, put } = parameters();
  const out = [sought.caseNo, ...refused.map(({ id }) => id)];
  const common = [
    `c.district = ${put(district)}`,
    "c.closed_at is null and c.merged_into is null",
    `c.received_at between ${put(sought.from)}::timestamptz and ${put(sought.to)}::timestamptz`,
    `c.matter = ${put(sought.matter)}`,
    `not c.id = any (${put(out)}::text[])`,
  ];
  const ways =
    sought.bounds === null ? inCommunity(sought, common, put) : around(sought, sought.bounds, common, put);
  return withContext(store.database, context, (sql) =>
    sql.last<LikelyTwin>(
      `select distinct on (c.id) ${CASE_COLUMNS},
              c.engine_state #>> array['variables', 'form', ${put(sought.text)}] as text
         from (${ways.join(" union all ")}) c`,
      values,
    ),
  );
}

function around(sought: SoughtTwins, bounds: Bounds, common: readonly string[], put: Put): readonly string[] {
  const [west, south, east, north] = bounds;
  const tiles = `${put(tilesIn(bounds, MOST_TILES) ?? [])}::bigint[]`;
  const box = [
    `c.lon between ${put(west)}::float8 and ${put(east)}::float8`,
    `c.lat between ${put(south)}::float8 and ${put(north)}::float8`,
  ];
  const inTiles = (more: readonly string[]): string =>
    `select c.* from unnest(${tiles}) as t (tile) cross join lateral (
       select c.* from case_file c where c.tile = t.tile and ${[...common, ...box, ...more].join(" and ")}
        order by c.received_at, c.id limit ${MOST_EACH}) as c`;
  const ofClass = sought.class === null ? [] : [inTiles([`c.class = ${put(sought.class)}`])];
  return [...ofClass, inTiles([]), ...inCommunity(sought, [...common, "c.tile is null"], put)];
}

function inCommunity({ division }: SoughtTwins, common: readonly string[], put: Put): readonly string[] {
  return [
    `select * from (select c.* from case_file c where c.division = ${put(division)} and ${common.join(" and ")}
       order by c.received_at, c.id limit ${MOST_EACH}) as c`,
  ];
}

/** How near the nearest two photos of two cases are: by how many of 64 bits they differ, and which they are. */
export type PhotoPair = {
  readonly caseNo: string;
  readonly mine: string;
  readonly theirs: string;
  readonly distance: number;
};

/**
 * Of each other case the pair of photos that differ least, where they differ in at most `bits`; for the system, which
 * shows it to who may see both.
 */
export async function findPhotoPairs(
  store: Store,
  district: string,
  asked: {
    readonly caseNo: string;
    readonly others: readonly string[];
    readonly material: string;
    readonly bits: number;
  },
): Promise<readonly PhotoPair[]> {
  if (asked.others.length === 0) return [];
  return withContext(store.database, systemContext(district), (sql) =>
    sql.last<PhotoPair & Row>(
      `with photo as (
         select u.subject, u.hash, p.phash from file_use u
           left join photo_fact p on p.district = u.district and p.hash = u.hash
          where u.district = $1 and u.material = $4 and u.destroyed is null
            and u.subject = any (array_append($3::text[], $2)))
       select distinct on (t.subject) t.subject as "caseNo", m.hash as mine, t.hash as theirs,
              case when m.hash = t.hash then 0 else bit_count(m.phash # t.phash)::integer end as distance
         from photo m join photo t on t.subject <> m.subject
        where m.subject = $2
          and (m.hash = t.hash or bit_count(m.phash # t.phash) <= $5)
        order by t.subject, distance, m.hash, t.hash`,
      [district, asked.caseNo, asked.others, asked.material, asked.bits],
    ),
  );
}

/** The first photo of each of some cases that stands for a material; for the system. */
export async function firstPhotos(
  store: Store,
  district: string,
  caseNos: readonly string[],
  material: string,
): Promise<ReadonlyMap<string, string>> {
  const rows = await withContext(store.database, systemContext(district), (sql) =>
    sql.last<{ caseNo: string; hash: string } & Row>(
      `select distinct on (subject) subject as "caseNo", hash from file_use
        where district = $1 and subject = any ($2) and material = $3 and destroyed is null
        order by subject, at, hash`,
      [district, caseNos, material],
    ),
  );
  return new Map(rows.map(({ caseNo, hash }) => [caseNo, hash]));
}

/** Cases that were merged into one, as the reader may see them, the oldest first. */
export async function listMergedInto(
  store: Store,
  context: StoreContext,
  caseNo: string,
  most: number,
): Promise<readonly CaseRow[]> {
  return withContext(store.database, context, (sql) =>
    sql.last<CaseRow>(
      `select ${CASE_COLUMNS} from case_file where district = $1 and merged_into = $2
        order by received_at, id limit $3`,
      [context.district, caseNo, most],
    ),
  );
}

/** How many cases were merged into each of some, whoever may see them, and into those in turn. */
export async function countMerged(
  store: Store,
  district: string,
  caseNos: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (caseNos.length === 0) return new Map();
  const rows = await withContext(store.database, systemContext(district), (sql) =>
    sql.last<{ caseNo: string; many: number } & Row>(
      `with recursive merged (root, id) as (
         select merged_into, id from case_file where district = $1 and merged_into = any ($2)
         union
         select m.root, c.id from merged m join case_file c on c.district = $1 and c.merged_into = m.id)
       select root as "caseNo", count(*)::integer as many from merged group by root`,
      [district, caseNos],
    ),
  );
  return new Map(rows.map(({ caseNo, many }) => [caseNo, many]));
}
