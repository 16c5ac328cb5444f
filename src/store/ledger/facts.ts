import type { CaseHead } from "#cases";
import type { JsonObject } from "#kernel";
import type { StoredRecord } from "#registers";

/** What indicators may ask of a case: its facts, and the columns of its head that they name; keep_cases writes the same. */
export function caseFacts(id: string, head: CaseHead): JsonObject {
  return {
    ...head.facts,
    id,
    matter: head.matter,
    state: head.state,
    outcome: head.outcome,
    organ: head.organ,
    division: head.division,
    receivedAt: head.receivedAt,
    acceptedAt: head.acceptedAt,
    closedAt: head.closedAt,
  };
}

/** What indicators may ask of a record: its fields, and what every record has. */
export function recordFacts(record: Omit<StoredRecord, "version">): JsonObject {
  return {
    ...record.data,
    register: record.register,
    id: record.id,
    status: record.status,
    organ: record.organ,
    division: record.division,
    validFrom: record.validFrom,
  };
}
