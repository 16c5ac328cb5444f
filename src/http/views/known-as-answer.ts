import { endedStatus } from "#cases";
import type { FoundRecordAnswer, KnownAsAnswer } from "#contract";
import type { DistrictPack, Register } from "#district";
import { maskName } from "#kernel";
import type { StoredRecord } from "#registers";
import type { KnownAsRow } from "#store";
import { recordTitle, statusName } from "./record-fields.ts";

/** What an account is known as, as the administrator's page shows it. */
export function knownAsAnswer(pack: DistrictPack, row: KnownAsRow): readonly KnownAsAnswer[] {
  const register = pack.registers.get(row.register);
  if (register === undefined) return [];
  return [{ register: register.id, source: row.source, ...standing(pack, register, row) }];
}

/** A record that was looked for by its key; of a person only a masked name, to compare with the account's. */
export function foundRecordAnswer(
  pack: DistrictPack,
  register: Register,
  record: StoredRecord,
): FoundRecordAnswer {
  const person = [...pack.matters.values()]
    .map(({ applicant }) => applicant?.person ?? null)
    .find((each) => each?.register === register.id);
  const name = person === null || person === undefined ? undefined : record.data[person.name];
  return {
    ...standing(pack, register, record),
    maskedName: typeof name === "string" ? maskName(name) : null,
  };
}

function standing(
  pack: DistrictPack,
  register: Register,
  record: Pick<StoredRecord, "id" | "status" | "data">,
) {
  const ended = endedStatus(register, record);
  const said = record.data["status"];
  return {
    registerName: register.name,
    title: recordTitle(pack, register, record),
    statusName: statusName(register, typeof said === "string" ? said : record.status),
    live: ended === null,
  };
}
