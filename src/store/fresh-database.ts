import { randomUUID } from "node:crypto";
import { Client } from "pg";

/** A migrated database that a run's tests copy theirs from, where the run has made one (test/template-database.ts). */
export const TEMPLATE_VARIABLE = "YIWANG_TEST_TEMPLATE";

/**
 * A database of its own on the server that YIWANG_TEST_DATABASE_URL names: a copy of `template`, else of the run's
 * migrated one, a twentieth of the work of all migrations; empty where the run has none, or where that is what is
 * tried (`empty`). One that is `kept` bears the name of the run's and goes with it.
 */
export async function freshServerDatabase(
  options: { readonly empty?: boolean; readonly kept?: boolean; readonly template?: string } = {},
): Promise<{ readonly url: string; readonly drop: () => Promise<void> }> {
  const { empty = false, kept = false } = options;
  const template = options.template ?? (empty ? "" : (process.env[TEMPLATE_VARIABLE] ?? ""));
  const server = process.env["YIWANG_TEST_DATABASE_URL"] ?? "";
  const own = randomUUID().replaceAll("-", "").slice(0, 16);
  const name = kept && template !== "" ? `${template}_${own}` : `yiwang_test_${own}`;
  await onServer(server, `create database ${name}${template === "" ? "" : ` template ${template}`}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    drop: async () => void (await onServer(server, `drop database ${name} with (force)`)),
  };
}

/** Drops a run's template and what bears its name. */
export async function dropTemplate(template: string): Promise<void> {
  const server = process.env["YIWANG_TEST_DATABASE_URL"] ?? "";
  const named = await onServer(
    server,
    `select datname as name from pg_database where starts_with(datname, '${template}')`,
  );
  for (const { name } of named) await onServer(server, `drop database ${name} with (force)`);
}

async function onServer(server: string, statement: string): Promise<readonly { readonly name: string }[]> {
  const client = new Client({ connectionString: server });
  await client.connect();
  const { rows } = await client.query<{ name: string }>(statement);
  await client.end();
  return rows;
}
