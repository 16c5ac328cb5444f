import type { Principal } from "#access";
import type { KnownRecord } from "#registers";
import type { Platform } from "../platform.ts";

/** What the registers know of who asks, with the personal fields: they are the asker's own. */
export async function knownRecordsOf(
  { work }: Platform,
  { knownAs }: Pick<Principal, "knownAs">,
): Promise<readonly KnownRecord[]> {
  const known = await Promise.all(
    knownAs.map(async (each) => {
      const [register = "", ...id] = each.split(":");
      const definition = work.pack.registers.get(register);
      const record = await work.findRecord(register, id.join(":"));
      if (record === undefined || definition === undefined) return [];
      return [{ register, name: definition.name, data: record.data }];
    }),
  );
  return known.flat();
}
