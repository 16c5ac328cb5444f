import { plainAddress } from "#district";
import type { StoredRecord } from "#registers";
import { listRecordsIn, systemContext } from "#store";
import type { Platform } from "../platform.ts";

/** So many addresses are offered where the one asked about is not there. */
const MOST_ALIKE = 5;

/** The record of an address in a community; without one, addresses there that hold what was typed, or its beginning. */
export async function findPlace(
  { store, work: { pack } }: Platform,
  register: string,
  division: string,
  address: string,
): Promise<{ readonly place: StoredRecord | undefined; readonly alike: readonly string[] }> {
  const typed = plainAddress(address, pack.name.zh);
  const all = await listRecordsIn(store, systemContext(pack.code), register, division);
  const known = all.flatMap((record) => {
    const told = record.data["address"];
    return typeof told === "string" ? [{ record, told, plain: plainAddress(told, pack.name.zh) }] : [];
  });
  const found = known.find(({ plain }) => plain === typed || (typed.length >= 4 && plain.endsWith(typed)));
  if (found !== undefined) return { place: found.record, alike: [] };
  const near = known.filter(({ plain }) => typed !== "" && (plain.includes(typed) || typed.includes(plain)));
  const shown = (near.length > 0 ? near : known).slice(0, MOST_ALIKE);
  return { place: undefined, alike: shown.map(({ told }) => told) };
}
