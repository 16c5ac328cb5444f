import type { StoreContext } from "#registers";
import type { Sql } from "../database/database.ts";
import type { CaseFilter } from "./case-filter.ts";

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

/** Ids of the cases that hold a text, newest first, from the index of grams; only those the context may see. */
export async function searchCaseIds(
  sql: Sql,
  context: StoreContext,
  filter: CaseFilter & { readonly search: string },
  before: readonly string[] | undefined,
  most: number,
): Promise<readonly string[]> {
  const rows = await sql.query<{ id: string }>(
    "select id from search_cases($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
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
  return rows.map(({ id }) => id);
}
