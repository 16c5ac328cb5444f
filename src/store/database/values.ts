/** PostgreSQL type numbers (pg_type.oid) whose text both drivers must read alike. */
const BIGINT = 20;
const DATE = 1082;
const TIMESTAMPTZ = 1184;
const NUMERIC = 1700;
const XID8 = 5069;

/** Readers of a value's text, by type number; every other type keeps its driver's own reader. */
export const VALUE_READERS: Readonly<Record<number, (text: string) => unknown>> = {
  [BIGINT]: Number,
  [DATE]: (text) => text,
  [TIMESTAMPTZ]: readInstant,
  [NUMERIC]: (text) => text,
  [XID8]: (text) => text,
};

/** `2022-09-30 02:00:00.123+00` → `2022-09-30T02:00:00.123Z`; `infinity` stays as it is. */
function readInstant(text: string): string {
  if (text === "infinity" || text === "-infinity") return text;
  return new Date(`${text.replace(" ", "T")}:00`).toISOString();
}

/** A text literal for the few statements that travel without parameters. */
export function quoteText(text: string): string {
  const doubled = text.replaceAll("'", "''");
  return text.includes("\\") ? `E'${doubled.replaceAll("\\", "\\\\")}'` : `'${doubled}'`;
}
