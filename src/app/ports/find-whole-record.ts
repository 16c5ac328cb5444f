import type { JsonObject } from "#kernel";
import { recordSubject, type StoredRecord } from "#registers";
import { findRecord, listPersonal, systemContext, type Store } from "#store";

/** Records with their personal fields put back, for rules that compare and forms that start with one's own data. */
export function findWholeRecord(store: Store, district: string) {
  const context = systemContext(district);
  return async (register: string, id: string): Promise<StoredRecord | undefined> => {
    const record = await findRecord(store, context, register, id);
    if (record === undefined) return undefined;
    const personal = await listPersonal(store, context, recordSubject(register, id));
    const data: JsonObject = Object.assign({}, record.data, ...personal.map(({ content }) => content));
    return { ...record, data };
  };
}
