import { outcomeName, stateName } from "#district";
import { type Receipt } from "#cases";
import type { WindowReceiptAnswer } from "#contract";
import { instantFromMillis, millisOf } from "#kernel";
import { findCaseByNo, findQueryCodeIssue, systemContext } from "#store";
import type { Platform } from "../platform.ts";
import { queryCodeAnswer } from "./query-code-answer.ts";

/** How long a receipt whose answer was lost on its way still brings its query code; afterwards the card is asked. */
const SHOWN_FOR_MS = 10 * 60_000;

/** What the clerk sees of what was just taken in: how far it is, and the query code, this once. */
export async function windowReceipt(platform: Platform, receipt: Receipt): Promise<WindowReceiptAnswer> {
  const { pack } = platform.work;
  const system = systemContext(pack.code);
  const { caseNo, receivedAt } = receipt;
  const stored = await findCaseByNo(platform.store, system, caseNo);
  const matter = stored?.head.matter ?? "";
  const outcome = stored?.head.outcome ?? null;
  const isFresh = platform.now() <= instantFromMillis(millisOf(receivedAt) + SHOWN_FOR_MS);
  const isFirst = (await findQueryCodeIssue(platform.store, system, caseNo)) === 0;
  return {
    ...receipt,
    stateName: stateName(pack, matter, stored?.head.state ?? null),
    outcomeName: outcome === null ? null : outcomeName(pack, matter, outcome),
    queryCode: isFresh && isFirst ? queryCodeAnswer(platform, caseNo, 0) : null,
  };
}
