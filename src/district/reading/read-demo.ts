import type { Demo } from "../pack/pack.ts";
import { pathsIn, readKeyedList, type PackReader } from "../pack/pack-reader.ts";
import { demoAccount } from "../parts/account.ts";
import type { Register } from "../parts/register.ts";
import { HOLDER, readRecords } from "./read-records.ts";

/** Reads demo/accounts.yaml and demo/records/<register>.csv; a pack without a demo has neither. */
export function readDemo(reader: PackReader, registers: ReadonlyMap<string, Register> | undefined): Demo {
  const accounts = reader.files.has("demo/accounts.yaml")
    ? readKeyedList(reader, "demo/accounts.yaml", demoAccount, ({ username }) => username)
    : undefined;
  const records = pathsIn(reader, "demo/records/", ".csv").flatMap((file) =>
    readRecords(reader, file, registers, [HOLDER]),
  );
  return { accounts: [...(accounts?.values() ?? [])], records };
}
