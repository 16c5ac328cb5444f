import type { Instant, JsonObject } from "#kernel";
import type { Entry } from "#registers";
import { systemContext, withContext } from "../ledger/context.ts";
import type { Store } from "../store.ts";
import { ENTRY_COLUMNS, type EntryRow } from "./entries.ts";

/** What a report is made of: the entry that it tells of, with the case or record as it was told then. */
export type ReportFacts = {
  readonly entry: Entry;
  readonly of: ReportedCase | null;
  readonly record: ReportedRecord | null;
};

type ReportedCase = {
  readonly caseNo: string;
  readonly matter: string;
  readonly matterVersion: string;
  readonly organ: string;
  readonly division: string;
  readonly receivedAt: Instant;
  readonly acceptedAt: Instant | null;
  readonly dueAt: Instant | null;
  readonly closedAt: Instant | null;
  readonly outcome: string | null;
  /** What its matter tells of it (`caseFacts`), as it stands. */
  readonly facts: JsonObject;
  readonly applicantName: string;
  readonly inNameOf: string | null;
  /** The variable `applicant` of its process: `{kind, …}`. */
  readonly applicant: JsonObject | null;
};

type ReportedRecord = {
  readonly register: string;
  readonly id: string;
  readonly version: number;
  readonly organ: string;
  readonly division: string;
  readonly status: string;
  readonly data: JsonObject;
};

/** Reads what a report is made of; undefined where there is no such entry. A record is as that entry left it. */
export async function findReportFacts(
  store: Store,
  district: string,
  subject: string,
  seq: number,
): Promise<ReportFacts | undefined> {
  return withContext(store.database, systemContext(district), async (sql) => {
    const [entry] = await sql.query<EntryRow>(
      `select ${ENTRY_COLUMNS} from entry where district = $1 and subject = $2 and seq = $3`,
      [district, subject, seq],
    );
    if (entry === undefined) return undefined;
    const [of] = await sql.query<ReportedCase>(
      `select case_no as "caseNo", matter, matter_version as "matterVersion", organ, division,
              received_at as "receivedAt", accepted_at as "acceptedAt", due_at as "dueAt", closed_at as "closedAt",
              outcome, facts, applicant_name as "applicantName", in_name_of as "inNameOf",
              engine_state -> 'variables' -> 'applicant' as applicant
         from case_file where district = $1 and id = $2`,
      [district, subject],
    );
    const [, register = "", ...id] = subject.split(":");
    const [record] = await sql.query<ReportedRecord>(
      `select register, id, version, organ, division, status, data from record_version
        where district = $1 and register = $2 and id = $3 and version >= $4 order by version limit 1`,
      [district, register, id.join(":"), seq],
    );
    return { entry, of: of ?? null, record: record ?? null };
  });
}
