import type { JsonObject } from "#kernel";
import type { PersonalRow, StoredRecord } from "#registers";

/** The record as the message that begins a case: its fields, and what it is. */
export const messageOf = (record: StoredRecord, more: JsonObject = {}): JsonObject => ({
  ...record.data,
  register: record.register,
  recordId: record.id,
  status: record.status,
  recordOrgan: record.organ,
  recordDivision: record.division,
  holder: record.holder,
  ...more,
});

export const personalOf = (rows: readonly PersonalRow[]): JsonObject =>
  Object.assign({}, ...rows.map(({ content }) => content)) as JsonObject;
