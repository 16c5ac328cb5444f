import { err, ok, problem, type Problem, type Result } from "#kernel";
import type { Sql } from "./database.ts";

/** The role the application works as; migration 0001 creates it. */
export const APP_ROLE = "yiwang_app";

/** Refuses a role that row level security does not bind. Errors: STORE_ROLE_TOO_STRONG. */
export async function checkRole(sql: Sql): Promise<Result<string, Problem>> {
  const [role] = await sql.query<{ name: string; strong: boolean }>(
    "select rolname as name, rolsuper or rolbypassrls as strong from pg_roles where rolname = current_user",
  );
  const name = role?.name ?? "?";
  return role?.strong === false ? ok(name) : err(problem("STORE_ROLE_TOO_STRONG", { role: name }));
}
