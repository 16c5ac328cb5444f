import { PGlite, type Results, type Transaction } from "@electric-sql/pglite";
import type { Database, OwnerSql, Row, Sql } from "./database.ts";
import { statementsOn } from "./pglite-statements.ts";
import { APP_ROLE } from "./role.ts";
import { VALUE_READERS } from "./values.ts";

export type PgliteOptions = {
  readonly kind: "embedded" | "memory";
  /** Folder of the data; without it everything stays in memory. */
  readonly folder?: string;
  /** An uncompressed or gzip dump to begin from. */
  readonly template?: Blob;
};

/** PostgreSQL inside this process. It has one connection and no fsync: for trial and tests. */
export async function openPglite(options: PgliteOptions): Promise<Database & { dump(): Promise<Blob> }> {
  const engine = await PGlite.create({
    ...(options.folder === undefined ? {} : { dataDir: options.folder }),
    ...(options.template === undefined ? {} : { loadDataDir: options.template }),
    parsers: VALUE_READERS,
  });
  await engine.exec("set timezone = 'UTC'");
  const prepared = statementsOn(engine);
  return {
    kind: options.kind,
    ...sqlOn(engine),
    transaction: (work, how) =>
      engine.transaction(async (transaction) => {
        if (how?.readOnly === true)
          await transaction.exec("set transaction isolation level repeatable read, read only");
        const query = prepared(sqlOn(transaction).query);
        if (how?.first !== undefined) await query(how.first.text, how.first.parameters);
        return work({ query, last: query });
      }),
    asOwner: (work) => asOwner(engine, work),
    // Its one session lives as long as the process.
    holdLock: async (space, number) => {
      await engine.query("select pg_advisory_lock($1::integer, $2::integer)", [space, number]);
      return {
        release: async () => {
          await engine.query("select pg_advisory_unlock($1::integer, $2::integer)", [space, number]);
        },
      };
    },
    close: () => engine.close(),
    dump: () => engine.dumpDataDir("none"),
  };
}

function sqlOn(runner: Pick<PGlite | Transaction, "query">): Sql {
  const query = async <Shape extends Row>(sql: string, parameters: readonly unknown[] = []) => {
    const answer: Results<Shape> = await runner.query(sql, [...parameters]);
    return answer.rows;
  };
  return { query, last: query };
}

/** The one connection works as the application's role and leaves it only here. */
async function asOwner<Value>(engine: PGlite, work: (owner: OwnerSql) => Promise<Value>): Promise<Value> {
  await engine.exec("reset role");
  try {
    return await work({
      ...sqlOn(engine),
      script: async (text) => {
        await engine.exec(text);
      },
    });
  } finally {
    const known = await engine.query("select from pg_roles where rolname = $1", [APP_ROLE]);
    if (known.rows.length > 0) await engine.exec(`set role ${APP_ROLE}`);
  }
}
