import type { Sql } from "../../src/store/database/database.ts";
import type { TestPlatform } from "./test-platform.ts";

/** What was asked of a platform's database between two moments. */
export type Counted = {
  readonly transactions: number;
  /** The most transactions that were open, or waited to be, at one time. */
  readonly atOnce: number;
  readonly statements: readonly string[];
};

/**
 * Counts what a platform asks of its database from now on until the answer is called; what is asked is done as ever.
 * Chores of the worker are counted too, so stop it first.
 */
export function countStatements({ store: { database } }: TestPlatform): () => Counted {
  const statements: string[] = [];
  let [transactions, open, atOnce] = [0, 0, 0];
  const { transaction } = database;
  const told = (sql: Sql): Sql => ({
    query: (text, ...rest) => {
      statements.push(text);
      return sql.query(text, ...rest);
    },
    last: (text, ...rest) => {
      statements.push(text);
      return sql.last(text, ...rest);
    },
  });
  Object.assign(database, {
    transaction: async (work, options) => {
      transactions += 1;
      open += 1;
      atOnce = Math.max(atOnce, open);
      try {
        return await transaction((sql) => work(told(sql)), options);
      } finally {
        open -= 1;
      }
    },
  } satisfies Pick<typeof database, "transaction">);
  return () => {
    Object.assign(database, { transaction });
    return { transactions, atOnce, statements };
  };
}
