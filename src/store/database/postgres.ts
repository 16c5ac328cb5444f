import { Client, Pool, types, type ClientBase, type ClientConfig } from "pg";
import { asAway } from "./away.ts";
import { holdLock } from "./hold-lock.ts";
import type { Database, HeldLock, OwnerSql, Row, Sql, TransactionOptions } from "./database.ts";
import { lineOver } from "./journeys.ts";
import { nameOf } from "./statement-names.ts";
import { VALUE_READERS } from "./values.ts";

/** A connection that is not there by then is not waited for any longer. */
const CONNECT_MS = 10_000;

export type PostgresOptions = {
  readonly url: string;
  readonly poolSize: number;
  /** The role that the application works as. */
  readonly role: string;
};

/**
 * A server that lost its power takes no leave of the database: then its transactions, and the numbers they hold,
 * are given up within half a minute instead of the system's two hours.
 */
const KEEPALIVE =
  "set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 4";

/** A page asks for fifty rows: compiling its question to machine code takes longer than answering it. */
const NO_JIT = "set jit = off";

/**
 * A PostgreSQL server. Every pooled connection leaves its owner's rights by SET ROLE before its first use. Whatever
 * is asked while the server is away is refused with DatabaseAway; when it is back, new connections are made.
 */
export function openPostgres(options: PostgresOptions): Database {
  const connection = {
    connectionString: options.url,
    types: { getTypeParser: readerOf },
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    connectionTimeoutMillis: CONNECT_MS,
    // A statement is sent although the one before it is not answered yet; they still run one after the other.
    pipeline: true,
  };
  const pool = new Pool({
    ...connection,
    Client: HeardClient,
    max: options.poolSize,
    // The pool waits for this promise; the types of pg 8.23 do not say so yet.
    onConnect: (client) =>
      client.query(
        `set role ${quoteName(options.role)}; set timezone = 'UTC'; ${NO_JIT}; ${KEEPALIVE}`,
      ) as unknown as void,
  });
  // A connection that dies while idle is replaced by the pool; without a listener Node would end the process.
  pool.on("error", () => undefined);
  const locks = new Set<HeldLock>();
  return {
    kind: "server",
    ...sqlOn(pool),
    transaction: (work, how) => inTransaction(pool, work, how),
    asOwner: (work) => asOwner(new Client(connection), work),
    holdLock: async (space, number) => {
      const lock = await holdLock({ connect: () => new Client(connection), first: KEEPALIVE }, space, number);
      locks.add(lock);
      return lock;
    },
    close: async () => {
      for (const lock of locks) await lock.release();
      await pool.end();
    },
  };
}

/**
 * A connection that is heard from its first moment: one that the server ends while the pool is still making it ready
 * would otherwise end the process. What broke is told by the question that waits, or by the next one.
 */
class HeardClient extends Client {
  constructor(config?: ClientConfig) {
    super(config);
    this.on("error", () => undefined);
  }
}

async function inTransaction<Value>(
  pool: Pool,
  work: (sql: Sql) => Promise<Value>,
  how: TransactionOptions | undefined,
): Promise<Value> {
  const client = await pool.connect().catch((fault: unknown) => Promise.reject(asAway(fault)));
  let broken: Error | undefined;
  // It may break between two questions, where no question is there to tell; the next one is refused.
  const onBreak = (fault: Error): void => {
    broken = fault;
  };
  client.on("error", onBreak);
  const line = lineOver(client, readerOf);
  const query: Sql["query"] = <Shape extends Row>(text: string, parameters?: readonly unknown[]) =>
    line.ask<Shape>(text, parameters).catch((fault: unknown) => {
      throw asAway(fault);
    });
  let committed: Promise<unknown> | undefined;
  const commit = (): Promise<unknown> => {
    committed = line.commit().catch((fault: unknown) => {
      throw asAway(fault);
    });
    committed.catch(() => undefined);
    return committed;
  };
  const last: Sql["last"] = <Shape extends Row>(statement: string, parameters?: readonly unknown[]) => {
    const asked = query<Shape>(statement, parameters);
    // Where the last statement is refused, so is its COMMIT.
    void commit();
    return asked;
  };
  try {
    const mode = how?.readOnly === true ? "begin isolation level repeatable read, read only" : "begin";
    // The first statement of the work travels right behind them: where one of them fails, the transaction is a failed
    // one and takes no other.
    const begun = [
      line.begin(mode),
      ...(how?.first === undefined ? [] : [query(how.first.text, how.first.parameters)]),
    ];
    for (const each of begun) each.catch(() => undefined);
    const value = await work({ query, last });
    await Promise.all(begun);
    await (committed ?? commit());
    return value;
  } catch (thrown) {
    await committed?.catch(() => undefined);
    await line.rollBack().catch(onBreak);
    throw thrown;
  } finally {
    client.release(broken);
    client.removeListener("error", onBreak);
  }
}

async function asOwner<Value>(client: Client, work: (owner: OwnerSql) => Promise<Value>): Promise<Value> {
  // What broke is told by the question that waits, or by the next one.
  client.on("error", () => undefined);
  await client.connect().catch((fault: unknown) => Promise.reject(asAway(fault)));
  try {
    const owner = ownerOf(client);
    await owner.query("set timezone = 'UTC'");
    return await work(owner);
  } finally {
    await client.end().catch(() => undefined);
  }
}

function ownerOf(client: Client): OwnerSql {
  return {
    ...sqlOn(client),
    script: async (text) => {
      await client.query(text).catch((fault: unknown) => Promise.reject(asAway(fault)));
    },
  };
}

function sqlOn(runner: Pick<Pool | ClientBase, "query">): Sql {
  const query = async <Shape extends Row>(sql: string, parameters?: readonly unknown[]) => {
    const name = parameters === undefined ? undefined : nameOf(sql, parameters);
    const question = { text: sql, ...(parameters && { values: [...parameters] }), ...(name && { name }) };
    try {
      return (await runner.query<Shape>(question)).rows;
    } catch (thrown) {
      throw asAway(thrown);
    }
  };
  return { query, last: query };
}

function readerOf(type: number): (text: string) => unknown {
  return VALUE_READERS[type] ?? types.getTypeParser(type, "text");
}

function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
