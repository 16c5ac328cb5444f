import { err, hashOf, ok, problem, type JsonObject, type Problem, type Result } from "#kernel";
import type { Sql } from "../database/database.ts";

/** The next number of a sequence; the row stays locked until the transaction ends, so no number is lost. */
export async function nextNumber(sql: Sql, district: string, sequence: string): Promise<number> {
  const [row] = await sql.query<{ value: number }>(
    `insert into number_sequence (district, name, value) values ($1, $2, 1)
     on conflict (district, name) do update set value = number_sequence.value + 1
     returning value`,
    [district, sequence],
  );
  if (row === undefined) throw new Error(`the sequence ${sequence} gave no number`);
  return row.value;
}

/**
 * Remembers an idempotency key and answers what was kept under it before, or null. A second request with the
 * same key waits here until the first has ended. Errors: IDEMPOTENCY_KEY_REUSED.
 */
export async function rememberRequest(
  sql: Sql,
  district: string,
  account: string,
  key: string,
  asked: JsonObject,
): Promise<Result<JsonObject | null, Problem>> {
  const digest = hashOf(asked);
  const fresh = await sql.query(
    `insert into request (district, account, key, digest) values ($1, $2, $3, $4)
     on conflict (district, account, key) do nothing returning key`,
    [district, account, key, digest],
  );
  return fresh.length > 0 ? ok(null) : findAnswer(sql, district, account, key, asked);
}

/** What was answered under a key, or null where nothing was yet. Errors: IDEMPOTENCY_KEY_REUSED. */
export async function findAnswer(
  sql: Sql,
  district: string,
  account: string,
  key: string,
  asked: JsonObject,
): Promise<Result<JsonObject | null, Problem>> {
  const [kept] = await sql.query<{ answer: JsonObject | null; digest: string | null }>(
    "select answer, digest from request where district = $1 and account = $2 and key = $3",
    [district, account, key],
  );
  // Keys kept before digests were have none.
  if (typeof kept?.digest === "string" && kept.digest !== hashOf(asked))
    return err(problem("IDEMPOTENCY_KEY_REUSED"));
  return ok(kept?.answer ?? null);
}

/** Keeps what was answered under a key; `ask` says whether the transaction ends with it. */
export async function keepAnswer(
  ask: Sql["query"],
  district: string,
  account: string,
  key: string,
  answer: JsonObject,
): Promise<void> {
  await ask("update request set answer = $4 where district = $1 and account = $2 and key = $3", [
    district,
    account,
    key,
    JSON.stringify(answer),
  ]);
}
