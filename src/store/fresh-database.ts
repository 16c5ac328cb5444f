import { randomUUID } from "node:crypto";
import { Client } from "pg";

/** A migrated database that a run's tests copy theirs from, where the run has made one (test/template-database.ts). */
export const TEMPLATE_VARIABLE = "YIWANG_TEST_TEMPLATE";

/**
 * A database of its own on the server that YIWANG_TEST_DATABASE_URL names: a copy of the run's migrated template, a
 * twentieth of the work of all migrations; empty where the run has none, or where that is what is tried (`empty`).
 */
export async function freshServerDatabase({ empty = false } = {}): Promise<{
  readonly url: string;
  readonly drop: () => Promise<void>;
}> {
  const server = process.env["YIWANG_TEST_DATABASE_URL"] ?? "";
  const template = empty ? "" : (process.env[TEMPLATE_VARIABLE] ?? "");
  const name = `yiwang_test_${randomUUID().replaceAll("-", "").slice(0, 16)}`;
  await onServer(server, `create database ${name}${template === "" ? "" : ` template ${template}`}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => onServer(server, `drop database ${name} with (force)`) };
}

async function onServer(server: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: server });
  await client.connect();
  await client.query(statement);
  await client.end();
}
