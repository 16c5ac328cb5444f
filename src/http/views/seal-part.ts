import type { Principal } from "#access";
import { sealMovesOf, sealRegister } from "#cases";
import type { SealPart, SealsAnswer } from "#contract";
import { inBoth, organInBoth, type DistrictPack, type Register } from "#district";
import type { StoreContext, StoredRecord } from "#registers";
import { listSealUses } from "#store";
import type { Platform } from "../platform.ts";
import { statusName } from "./record-fields.ts";

/** So many of a seal's latest uses stand on its page. */
const MOST_USES = 50;

/** What the page of a seal tells beside its fields: what may be done to it, and each use. */
export async function sealPart(
  { store, work }: Platform,
  principal: Principal,
  context: StoreContext,
  record: StoredRecord,
): Promise<SealPart | null> {
  if (sealRegister(work)?.id !== record.register) return null;
  const of = { register: record.register, seal: record.id, most: MOST_USES };
  const uses = await listSealUses(store, context, of);
  return {
    moves: sealMovesOf(work, principal, record).map(({ id, name }) => ({ id, name })),
    impression: typeof record.data["impression"] === "string",
    uses: uses.map(({ title, ...use }) => ({ ...use, title: inBoth(work.pack, title) })),
  };
}

/** A seal as a line of the register. */
export function sealRow(
  pack: DistrictPack,
  register: Register,
  { id, status, data }: StoredRecord,
): SealsAnswer["seals"][number] {
  const text = (field: string): string => String(data[field] ?? "");
  const words = text("sealText");
  return {
    id,
    name: text("name"),
    organName: organInBoth(pack, text("sealOrgan")),
    sealText: words === "" ? null : words,
    custodian: text("custodian"),
    status,
    statusName: statusName(register, status),
    live: register.statuses.some((each) => each.id === status && each.live),
    validFrom: text("validFrom"),
    validTo: text("validTo"),
    impression: text("impression") !== "",
  };
}
