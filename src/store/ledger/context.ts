import type { StoreContext } from "#registers";
import type { Database, Question, Sql } from "../database/database.ts";
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
  return database.transaction(work, { ...options, first: contextQuestion(context) });
}

/** The question that sets a context until the transaction ends. */
export function contextQuestion(context: StoreContext): Question {
  return { text: "select set_context($1::jsonb)", parameters: [JSON.stringify(context)] };
}

/** As contextQuestion, without parameters: for scripts. */
export function setContextSql(context: StoreContext): string {
  return `select set_context(${quoteText(JSON.stringify(context))}::jsonb)`;
}

/** For a question that ends its transaction, asked by a function that others ask in the middle of theirs. */
export const asLast = (sql: Sql): Sql => ({ query: sql.last, last: sql.last });
