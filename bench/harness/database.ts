import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { expectOk } from "#kernel";
import { openStore, type Store } from "#store";

/** The server that benches make their databases on. */
export const SERVER =
  process.env["YIWANG_BENCH_DATABASE_URL"] ?? "postgres://postgres@127.0.0.1:5432/postgres";

export type BenchDatabase = { readonly name: string; readonly url: string; drop(): Promise<void> };

/** The server's version, or nothing where no server answers. */
export async function findServerVersion(): Promise<string | undefined> {
  try {
    const [row] = await onServer<{ version: string }>(
      SERVER,
      "select current_setting('server_version') as version",
    );
    return row?.version;
  } catch {
    return undefined;
  }
}

/** A database of its own for one part, empty or a copy of another; `drop` removes it again. */
export async function createDatabase(purpose: string, copyOf = "template1"): Promise<BenchDatabase> {
  const name = `yiwang_bench_${purpose}_${randomUUID().slice(0, 8)}`;
  await onServer(SERVER, `create database ${name} template ${copyOf}`);
  return databaseNamed(name);
}

/** Whether the server has a database of this name. */
export async function isThere(name: string): Promise<boolean> {
  const rows = await onServer(SERVER, `select from pg_database where datname = '${name}'`);
  return rows.length > 0;
}

export async function renameDatabase({ name }: BenchDatabase, to: string): Promise<void> {
  await onServer(SERVER, `alter database ${name} rename to ${to}`);
}

/** A database of the server by its name. */
export function databaseNamed(name: string): BenchDatabase {
  if (!/^[a-z][a-z0-9_]*$/.test(name)) throw new Error(`not a database's name: ${name}`);
  const url = new URL(SERVER);
  url.pathname = `/${name}`;
  return {
    name,
    url: url.href,
    drop: async () => {
      await onServer(SERVER, `drop database if exists ${name} with (force)`);
    },
  };
}

/** A migrated store on a database of its own; `close` also drops it. */
export async function openBenchStore(
  purpose: string,
  poolSize: number,
): Promise<Store & { readonly url: string }> {
  const database = await createDatabase(purpose);
  const store = expectOk(await openStore({ kind: "server", url: database.url, poolSize }));
  return {
    ...store,
    url: database.url,
    close: async () => {
      await store.close();
      await database.drop();
    },
  };
}

/** Runs one statement on its own connection. */
export async function onServer<Shape>(url: string, statement: string): Promise<readonly Shape[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const answer = await client.query(statement);
    return answer.rows as Shape[];
  } finally {
    await client.end();
  }
}

/** What a database's tables take with their indexes once no dead rows stand in them; not PostgreSQL's own. */
export async function bytesOfTables(url: string): Promise<number> {
  await onServer(url, "vacuum full");
  const [row] = await onServer<{ bytes: string }>(
    url,
    `select coalesce(sum(pg_total_relation_size(c.oid)), 0)::text as bytes
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema')`,
  );
  return Number(row?.bytes ?? Number.NaN);
}
