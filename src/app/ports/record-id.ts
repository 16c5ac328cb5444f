import { createHmac } from "node:crypto";
import type { DistrictPack, Register } from "#district";

/** Types of keys that people write in capitals or not; registers keep them in capitals. */
const IN_CAPITALS: readonly string[] = ["citizenId", "creditCode"];

/**
 * The id of a record by the key people call it by. A personal key (an identity number) never stands in the ledger,
 * only its digest under the installation's own secret.
 */
export function recordIdOf(register: Register | undefined, key: string, lookupKey: string): string {
  const field = register?.fields.find(({ id }) => id === register.key);
  const written = IN_CAPITALS.includes(field?.type ?? "") ? key.trim().toUpperCase() : key.trim();
  if (field?.personal !== true) return written;
  return createHmac("sha256", lookupKey).update(written).digest("hex").slice(0, 32);
}

/** The same for a district's registers by their ids. */
export function recordIdsOf(pack: DistrictPack, lookupKey: string) {
  return (register: string, key: string): string => recordIdOf(pack.registers.get(register), key, lookupKey);
}
