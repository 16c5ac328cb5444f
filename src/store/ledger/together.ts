import type { StoreContext } from "#registers";
import type { Database, Sql } from "../database/database.ts";
import type { Store } from "../store.ts";
import { caseStoreOn } from "./case-store.ts";
import { setContextSql } from "./context.ts";

/**
 * Does what one page asks in one transaction. What `work` asks of the store it is given runs one after the other on
 * one connection, each question for its own context as ever; a question for another context than the one before says
 * so first. A page of a dozen questions is then a dozen round trips instead of three dozen, and holds one connection
 * where it held seven. It is for questions and single notes of a look: what is refused within fails the whole, and a
 * question of a snapshot (`readOnly`) cannot be asked.
 */
export function together<Value>(
  store: Store,
  context: StoreContext,
  work: (inside: Store) => Promise<Value>,
): Promise<Value> {
  const first = setContextSql(context);
  return store.database.transaction((sql) => work(storeWithin(store, sql, first)), { first });
}

function storeWithin(store: Store, sql: Sql, first: string): Store {
  let stands = first;
  let turn: Promise<unknown> = Promise.resolve();
  const transaction: Database["transaction"] = (inner, how) => {
    const mine = turn.then(async () => {
      if (how?.readOnly === true)
        throw new Error("a snapshot cannot be asked for within a page's transaction");
      const wanted = how?.first ?? first;
      if (wanted !== stands) await sql.query(wanted);
      stands = wanted;
      return inner(sql);
    });
    // Whoever comes next waits for this one, however it ended; the fault is its own asker's.
    turn = mine.catch(() => undefined);
    return mine;
  };
  const database: Database = { ...store.database, transaction };
  return { ...store, database, cases: caseStoreOn(database) };
}
