import type { Instant } from "#kernel";
import type { StoreContext } from "#registers";
import type { Row } from "../database/database.ts";
import { withContext } from "../ledger/context.ts";
import type { Store } from "../store.ts";

/** That an item of a phone's queue is here, durable, and what it became. */
export type FieldReceipt = {
  readonly item: string;
  readonly kind: "report" | "complete";
  readonly caseNo: string;
  readonly receivedAt: Instant;
  /** By the phone's own clock. */
  readonly doneAt: Instant;
  readonly phoneAheadSeconds: number;
  /** SHA-256 of what was received; and of the case's entry. */
  readonly digest: string;
  readonly entryHash: string;
};

const COLUMNS = `item, kind, case_no as "caseNo", received_at as "receivedAt", done_at as "doneAt",
  phone_ahead_seconds as "phoneAheadSeconds", digest, entry_hash as "entryHash"`;

/** Keeps a receipt; where the item was received before, the first stands and is answered. */
export async function keepFieldReceipt(
  store: Store,
  context: StoreContext,
  receipt: FieldReceipt,
): Promise<FieldReceipt> {
  return withContext(store.database, context, async (sql) => {
    await sql.query(
      `insert into field_receipt (district, account, item, kind, case_no, received_at, done_at, phone_ahead_seconds,
         digest, entry_hash)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict do nothing`,
      [
        context.district,
        context.account,
        receipt.item,
        receipt.kind,
        receipt.caseNo,
        receipt.receivedAt,
        receipt.doneAt,
        receipt.phoneAheadSeconds,
        receipt.digest,
        receipt.entryHash,
      ],
    );
    const [kept] = await sql.query<FieldReceipt & Row>(
      `select ${COLUMNS} from field_receipt where district = $1 and account = $2 and item = $3`,
      [context.district, context.account, receipt.item],
    );
    if (kept === undefined) throw new Error(`field receipt of ${receipt.item} is not there`);
    return kept;
  });
}
