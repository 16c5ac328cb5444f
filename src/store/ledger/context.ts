import type { StoreContext } from "#registers";
import type { Database, Sql } from "../database/database.ts";
import { quoteText } from "../database/values.ts";

/** The system itself in one district: the worker, a sign-in, a public verification. */
export function systemContext(district: string): StoreContext {
  return { district, account: null, roles: [], organs: [], divisions: [], knownAs: [] };
}

/** Every district at once: backup, audit, start-up. */
export const WHOLE_STORE: StoreContext = systemContext("*");

/** Runs queries for a context; row level security holds whatever they ask. */
export function withContext<Value>(
  database: Database,
  context: StoreContext,
  work: (sql: Sql) => Promise<Value>,
  options: { readonly readOnly?: boolean } = {},
): Promise<Value> {
  return database.transaction(work, { ...options, first: setContextSql(context) });
}

/** The statement that sets a context, without parameters so that it can travel with BEGIN. */
export function setContextSql(context: StoreContext): string {
  return `select set_context(${quoteText(JSON.stringify(context))}::jsonb)`;
}
