import type { CaseHead, StoredCase } from "#cases";
import type { CaseState } from "#engine";
import type { Instant, JsonObject } from "#kernel";
import { recordSubject, type PersonalRow, type StoredRecord } from "#registers";
import type { Row, Sql } from "../database/database.ts";

/** A case's columns as CaseHead names them. */
export const CASE_COLUMNS = `id, version, case_no as "caseNo", matter, matter_version as "matterVersion",
  matter_name as "matterName", plan, title, status, state, outcome, organ, other_organs as "otherOrgans", division, applicant,
  applicant_name as "applicantName", in_name_of as "inNameOf", received_at as "receivedAt", accepted_at as "acceptedAt",
  due_at as "dueAt", closed_at as "closedAt", facts`;

const RECORD_COLUMNS = `register, id, version, organ, division, holder, status, valid_from as "validFrom", data`;

/** The head of a case, with its id and version. */
export type CaseRow = CaseHead & { readonly id: string; readonly version: number };

const STORED_CASE = `select ${CASE_COLUMNS}, engine_state as "engineState", encode(head_hash, 'hex') as hash from case_file`;
type StoredRow = CaseRow & { readonly engineState: CaseState; readonly hash: string };

/** A case with the hash of its last entry. */
export async function findStoredCase(
  sql: Sql,
  district: string,
  id: string,
): Promise<(StoredCase & { readonly hash: string }) | undefined> {
  const [row] = await sql.query<StoredRow>(`${STORED_CASE} where district = $1 and id = $2`, [district, id]);
  return row === undefined ? undefined : storedCase(row);
}

/** As findStoredCase, by the number that people know it by; what an open transaction ends with. */
export async function findStoredCaseByNo(
  sql: Sql,
  district: string,
  caseNo: string,
): Promise<(StoredCase & { readonly hash: string }) | undefined> {
  const [row] = await sql.last<StoredRow>(`${STORED_CASE} where district = $1 and case_no = $2`, [
    district,
    caseNo,
  ]);
  return row === undefined ? undefined : storedCase(row);
}

/** Several cases by id, in no particular order. */
export async function findStoredCases(
  sql: Sql,
  district: string,
  ids: readonly string[],
): Promise<readonly StoredCase[]> {
  const rows = await sql.query<StoredRow>(`${STORED_CASE} where district = $1 and id = any ($2)`, [
    district,
    ids,
  ]);
  return rows.map(storedCase);
}

/** Open cases of a matter that run on a plan, by id from behind one. */
export async function findStoredCasesOn(
  sql: Sql,
  district: string,
  on: { readonly matter: string; readonly plan: string; readonly after: string; readonly most: number },
): Promise<readonly StoredCase[]> {
  const rows = await sql.query<StoredRow>(
    `${STORED_CASE} where district = $1 and closed_at is null and matter = $2 and plan = $3 and id > $4
      order by id limit $5`,
    [district, on.matter, on.plan, on.after, on.most],
  );
  return rows.map(storedCase);
}

/**
 * What stands open of a case is known by its elements' new names: a change of plan is the one step that renames what
 * is open, so that the step's own statement (keep_cases) need not.
 */
export async function renameElements(
  sql: Sql,
  district: string,
  caseId: string,
  mapping: Readonly<Record<string, string>>,
): Promise<void> {
  if (Object.keys(mapping).length === 0) return;
  const tables = ["task", "timer", "failure", "subscription"];
  for (const table of tables)
    await sql.query(
      `update ${table} set element = $3::jsonb ->> element
        where district = $1 and case_id = $2 and $3::jsonb ? element ${table === "task" ? "and status = 'open'" : ""}`,
      [district, caseId, JSON.stringify(mapping)],
    );
}

function storedCase(row: CaseRow & { engineState: CaseState; hash: string }) {
  const { id, version, engineState, hash, ...head } = row;
  return { id, version, head, state: engineState, hash };
}

export async function findStoredRecord(
  sql: Sql,
  district: string,
  register: string,
  id: string,
): Promise<{ record: StoredRecord; subject: string; hash: string } | undefined> {
  const [row] = await sql.query<StoredRecord & { hash: string } & Row>(
    `select ${RECORD_COLUMNS}, encode(head_hash, 'hex') as hash
       from record where district = $1 and register = $2 and id = $3`,
    [district, register, id],
  );
  if (row === undefined) return undefined;
  const { hash, ...record } = row;
  return { record, subject: recordSubject(register, id), hash };
}

/** Where a subject's chain stands, if the reader may see it. */
export async function findHead(
  sql: Sql,
  district: string,
  subject: string,
): Promise<{ version: number; hash: string } | undefined> {
  const [row] = await sql.query<{ version: number; hash: string }>(
    `select version, encode(head_hash, 'hex') as hash from case_file where district = $1 and id = $2::text
     union all
     select version, encode(head_hash, 'hex') from record
      where district = $1 and starts_with($2, 'record:') and register = split_part($2, ':', 2)
        and id = substr($2, length(split_part($2, ':', 2)) + 9)`,
    [district, subject],
  );
  return row;
}

export async function findPersonal(
  sql: Sql,
  district: string,
  subject: string,
): Promise<readonly PersonalRow[]> {
  return sql.query<{ subject: string; key: string; salt: string; digest: string; content: JsonObject }>(
    "select subject, key, salt, digest, content from personal where district = $1 and subject = $2 order by key",
    [district, subject],
  );
}

/** Records of holders, of one register or of all, newest first. */
export async function listRecordsOf(
  sql: Sql,
  district: string,
  holders: readonly string[],
  register?: string,
): Promise<readonly StoredRecord[]> {
  return sql.query<StoredRecord & { validFrom: Instant }>(
    `select ${RECORD_COLUMNS} from record
      where district = $1 and holder = any ($2) and ($3::text is null or register = $3)
      order by valid_from desc, register, id limit 500`,
    [district, holders, register ?? null],
  );
}
