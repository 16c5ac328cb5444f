/** One text of a query; what was given several times or not at all is nothing. */
export function queryText(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
