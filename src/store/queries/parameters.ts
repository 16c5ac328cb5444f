import { planFor } from "../database/statement-names.ts";

/** Adds a value to a statement and answers its placeholder. */
export type Put = (value: unknown) => string;

/** The values of a statement that is put together from conditions; it is planned for them. */
export function parameters(): { readonly values: readonly unknown[]; readonly put: Put } {
  const values: unknown[] = [];
  planFor(values);
  return { values, put: (value) => `$${values.push(value)}` };
}

/** That a case's number, title or applicant's name holds a text, whatever its width and case. */
export function soughtIn(of: string, text: string): string {
  const columns = ["title", "applicant_name", "case_no"];
  const holds = columns.map((column) => `position(search_text(${text}) in search_text(${of}.${column})) > 0`);
  return `(${holds.join(" or ")})`;
}

/** A search text as an ILIKE pattern that finds it anywhere: for short tables without an index of grams. */
export function likeOf(text: string): string {
  return `%${text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
}
