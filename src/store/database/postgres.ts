import { Client, Pool, types, type ClientBase } from "pg";
import type { Database, OwnerSql, Row, Sql } from "./database.ts";
import { VALUE_READERS } from "./values.ts";

export type PostgresOptions = {
  readonly url: string;
  readonly poolSize: number;
  /** The role that the application works as. */
  readonly role: string;
};

/** A PostgreSQL server. Every pooled connection leaves its owner's rights by SET ROLE before its first use. */
export function openPostgres(options: PostgresOptions): Database {
  const connection = { connectionString: options.url, types: { getTypeParser: readerOf } };
  const pool = new Pool({
    ...connection,
    max: options.poolSize,
    connectionTimeoutMillis: 10_000,
    // The pool waits for this promise; the types of pg 8.23 do not say so yet.
    onConnect: (client) =>
      client.query(`set role ${quoteName(options.role)}; set timezone = 'UTC'`) as unknown as void,
  });
  // A connection that dies while idle is replaced by the pool; without a listener Node would end the process.
  pool.on("error", () => undefined);
  return {
    kind: "server",
    ...sqlOn(pool),
    transaction: async (work, how) => {
      const client = await pool.connect();
      let broken: Error | undefined;
      try {
        const mode = how?.readOnly === true ? "begin isolation level repeatable read, read only" : "begin";
        await client.query(how?.first === undefined ? mode : `${mode}; ${how.first}`);
        const value = await work(sqlOn(client));
        await client.query("commit");
        return value;
      } catch (thrown) {
        await client.query("rollback").catch((fault: Error) => {
          broken = fault;
        });
        throw thrown;
      } finally {
        client.release(broken);
      }
    },
    asOwner: async (work) => {
      const client = new Client(connection);
      await client.connect();
      try {
        await client.query("set timezone = 'UTC'");
        return await work(ownerOf(client));
      } finally {
        await client.end();
      }
    },
    close: () => pool.end(),
  };
}

function ownerOf(client: Client): OwnerSql {
  return {
    ...sqlOn(client),
    script: async (text) => {
      await client.query(text);
    },
  };
}

function sqlOn(runner: Pick<Pool | ClientBase, "query">): Sql {
  return {
    query: async <Shape extends Row>(sql: string, parameters: readonly unknown[] = [], name?: string) => {
      const answer = await runner.query<Shape>({
        text: sql,
        values: [...parameters],
        ...(name === undefined ? {} : { name }),
      });
      return answer.rows;
    },
  };
}

function readerOf(type: number, format?: "text" | "binary"): (text: string) => unknown {
  return VALUE_READERS[type] ?? types.getTypeParser(type, format ?? "text");
}

function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
