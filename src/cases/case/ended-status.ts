import type { Register } from "#district";
import type { StoredRecord } from "#registers";

/**
 * The status of a record that no longer holds (注销、吊销), in both languages as problems name it; null while it holds.
 * What the register itself says in `status` stands before the platform's own.
 */
export function endedStatus(
  register: Register,
  record: Pick<StoredRecord, "status" | "data">,
): { readonly state: string; readonly stateEn: string } | null {
  const said = record.data["status"];
  const written = typeof said === "string" ? said.trim() : "";
  const status = register.statuses.find(({ id }) => id === (written === "" ? record.status : written));
  return status === undefined || status.live ? null : { state: status.name.zh, stateEn: status.name.en };
}
