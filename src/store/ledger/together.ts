import type { StoreContext } from "#registers";
import type { Database, Question, Sql } from "../database/database.ts";
import type { Store } from "../store.ts";
import { caseStoreOn } from "./case-store.ts";
import { contextQuestion } from "./context.ts";

/**
 * Does what one page asks in one transaction, on one connection: a page of a dozen questions is then one beginning and one
 * end, and holds one connection where it held seven. What `work` asks of the store it is given without waiting travels
 * without waiting, and is answered in that order; each question is for its own context as ever, and one for another
 * context than the one before it waits until all before it are answered. It is for questions and single notes of a look:
 * what is refused within fails the whole, and a question of a snapshot (`readOnly`) cannot be asked.
 */
export function together<Value>(
  store: Store,
  context: StoreContext,
  work: (inside: Store) => Promise<Value>,
): Promise<Value> {
  const first = contextQuestion(context);
  return store.database.transaction((sql) => work(storeWithin(store, sql, first)), { first });
}

function storeWithin(store: Store, sql: Sql, first: Question): Store {
  // The context that stands once everything asked so far has had its turn, and what is asked for it.
  let stands = first.parameters[0];
  let set: Promise<unknown> = Promise.resolve();
  let asked: Promise<unknown>[] = [];
  // The transaction goes on after each of them.
  const inside: Sql = { query: sql.query, last: sql.query };
  const transaction: Database["transaction"] = (inner, how) => {
    if (how?.readOnly === true)
      return Promise.reject(new Error("a snapshot cannot be asked for within a page's transaction"));
    const wanted = how?.first ?? first;
    if (wanted.parameters[0] !== stands) {
      set = Promise.allSettled([set, ...asked]).then(() => sql.query(wanted.text, wanted.parameters));
      asked = [];
      stands = wanted.parameters[0];
    }
    const mine = set.then(() => inner(inside));
    // Whoever asks for another context waits for this one, however it ends; the fault is its own asker's.
    asked.push(mine.catch(() => undefined));
    return mine;
  };
  const database: Database = { ...store.database, transaction };
  return { ...store, database, cases: caseStoreOn(database) };
}
