import type { Instant } from "#kernel";
import type { StoreContext } from "#registers";
import type { Sql } from "../database/database.ts";
import { filterConditions, type CaseFilter } from "./case-filter.ts";
import { takesPart } from "./case-scopes.ts";
import { parameters, soughtIn } from "./parameters.ts";

/** Cases read first, newest first, before the index is asked: a text that many hold is found among them. */
export const RECENT = 300;

/** Runs of letters and digits make a gram from three signs, other signs from two (sql/0053-search.sql). */
export function hasGrams(sought: string): boolean {
  return sought
    .normalize("NFKC")
    .toLowerCase()
    .split(/\s+/u)
    .some((word) => /[a-z0-9]{3}|[^a-z0-9]{2}/u.test(word));
}

/** A full case number, as people copy it: 22 digits with or without spaces and hyphens. */
export function wholeCaseNo(sought: string): string | undefined {
  const digits = sought.replaceAll(/[\s-]/gu, "");
  return /^\d{22}$/u.test(digits) ? digits : undefined;
}

/** The reader as the index names parties. */
const partyKeys = ({ account, knownAs }: StoreContext): readonly string[] => [
  `#${account}`,
  ...knownAs.map((record) => `~${record}`),
];

type Sought = CaseFilter & { readonly search: string };
type Found = { readonly id: string; readonly at: Instant };

/** Ids of the cases that hold a text, newest first; only those the context may see. */
export async function searchCaseIds(
  sql: Sql,
  context: StoreContext,
  filter: Sought,
  before: readonly string[] | undefined,
  most: number,
): Promise<readonly string[]> {
  const found = await searchIndex(sql, context, filter, before, most);
  // The index of grams names a case's own organ alone; what others are asked is a small part of all cases.
  const beside = await searchBeside(sql, context, filter, before, most);
  const all = new Map([...found, ...beside].map((each) => [each.id, each]));
  return [...all.values()]
    .toSorted((one, other) => (newerFirst(one) < newerFirst(other) ? 1 : -1))
    .slice(0, most)
    .map(({ id }) => id);
}

const newerFirst = ({ at, id }: Found): string => `${at} ${id}`;

async function searchBeside(
  sql: Sql,
  context: StoreContext,
  filter: Sought,
  before: readonly string[] | undefined,
  most: number,
): Promise<readonly Found[]> {
  const { account, organs } = context;
  if (account === null || organs.length === 0 || filter.own === true) return [];
  const { values, put } = parameters();
  const where = [
    `c.district = ${put(context.district)}`,
    takesPart("c", put(organs)),
    soughtIn("c", `${put(filter.search)}::text`),
    ...filterConditions("c", filter, put),
  ];
  if (before !== undefined)
    where.push(`(c.received_at, c.id) < (${put(before[0])}::timestamptz, ${put(before[1])})`);
  return sql.query<Found>(
    `select c.id, c.received_at as at from case_file c where ${where.join(" and ")}
      order by c.received_at desc, c.id desc limit ${put(most)}`,
    values,
  );
}

/** By the index of grams. */
function searchIndex(
  sql: Sql,
  context: StoreContext,
  filter: Sought,
  before: readonly string[] | undefined,
  most: number,
): Promise<readonly Found[]> {
  return sql.query<Found>(
    "select id, received_at as at from search_cases($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
    [
      context.district,
      filter.search,
      before?.[0] ?? null,
      before?.[1] ?? null,
      filter.own === true ? partyKeys(context) : null,
      filter.organ ?? null,
      filter.matter ?? null,
      filter.open ?? null,
      filter.state ?? null,
      filter.receivedFrom ?? null,
      filter.receivedTo ?? null,
      most,
    ],
  );
}
