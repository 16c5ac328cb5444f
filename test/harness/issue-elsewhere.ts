import { expectOk, localDateOf } from "#kernel";
import { createRecord, type Entry } from "#registers";
import { systemContext } from "#store";
import type { TestPlatform } from "./test-platform.ts";

/** A food licence kept by another process: nobody pokes this one's worker. Changes a figure of the screen. */
export async function issueElsewhere(
  { pack, store, now }: TestPlatform,
  id: string,
): Promise<readonly Entry[]> {
  const change = createRecord({
    register: "certificate",
    id,
    organ: "market-regulation",
    division: "210311006002",
    holder: null,
    status: "valid",
    data: { identifier: id, matter: "food-business-licence", issuedOn: localDateOf(now()) },
    at: now(),
    actor: { kind: "system", name: "elsewhere" },
    origin: { caseNo: "2103110000000000000001" },
  });
  const kept = await store.cases.transact(systemContext(pack.code), (transaction) =>
    transaction.commit({ changes: [change], documents: [], outbox: [], personal: [], files: [] }),
  );
  return expectOk(kept);
}
