import type { DistrictPack } from "#district";
import type { Instant, JsonObject } from "#kernel";
import type { RecordChange, StoredRecord } from "#registers";
import { EXCHANGE } from "./exchange-orders.ts";
import type { OutboxItem } from "./ports.ts";

type Held = Omit<StoredRecord, "version">;

/**
 * What the holder of a record is told because it took another state that the register tells (`told`): that a
 * certificate has lapsed, is suspended, revoked …. Once a version of the record.
 */
export function stateNotices(
  pack: Pick<DistrictPack, "registers" | "matters">,
  { expectedVersion, entries, record }: RecordChange,
  at: Instant,
): readonly OutboxItem[] {
  const status = pack.registers.get(record.register)?.statuses.find(({ id }) => id === record.status);
  const isTaken = entries.some(
    ({ kind, data }) => kind === "recordChanged" && data["status"] === record.status,
  );
  if (status?.told !== true || !isTaken) return [];
  const words = { about: "certificate", state: status.name.zh, stateEn: status.name.en };
  const order = notice(pack, record, { ...words, key: String(expectedVersion + entries.length), at });
  return order === undefined ? [] : [order];
}

/** What the holder of a record is told of a day that is near (`on`); undefined where it belongs to nobody. */
export function holderNotice(
  pack: Pick<DistrictPack, "registers" | "matters">,
  record: Held,
  { about, on, at }: { readonly about: string; readonly on: string; readonly at: Instant },
): OutboxItem | undefined {
  return notice(pack, record, { about, on, key: `${about}-${on}`, at });
}

function notice(
  pack: Pick<DistrictPack, "registers" | "matters">,
  { register, id, holder, data }: Held,
  { key, at, ...words }: { readonly key: string; readonly at: Instant } & Readonly<Record<string, string>>,
): OutboxItem | undefined {
  if (holder === null) return undefined;
  const of = String(data["matter"] ?? "");
  const content: JsonObject = {
    ...words,
    record: `${register}:${id}`,
    name: data["certificateName"] ?? pack.registers.get(register)?.name.zh ?? "",
    number: data["licenceNo"] ?? id,
    caseNo: "",
    title: data["certificateName"] ?? "",
    matterName: pack.matters.get(of)?.name.zh ?? data["certificateName"] ?? "",
  };
  const to = holder.includes(":") ? { account: "", knownAs: holder } : { account: holder, knownAs: null };
  return { id: `${register}:${id}/${key}/told`, kind: EXCHANGE.notice, payload: { to, at, content } };
}
