/** Adds a value to a statement and answers its placeholder. */
export type Put = (value: unknown) => string;

/** The values of a statement that is put together from conditions. */
export function parameters(): { readonly values: readonly unknown[]; readonly put: Put } {
  const values: unknown[] = [];
  return { values, put: (value) => `$${values.push(value)}` };
}

/** A search text as an ILIKE pattern that finds it anywhere. */
export function likeOf(text: string): string {
  return `%${text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
}
