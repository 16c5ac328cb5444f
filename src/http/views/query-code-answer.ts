import type { QueryCodeAnswer } from "#contract";
import { qrCodeSvg } from "#documents";
import { findQueryCodeIssue, systemContext } from "#store";
import type { Platform } from "../platform.ts";

/** The code of a case by its number of issue, with the address that it opens, drawn to be scanned. */
export function queryCodeAnswer(
  { queryCodeOf, work }: Pick<Platform, "queryCodeOf" | "work">,
  caseNo: string,
  issue: number,
): QueryCodeAnswer {
  const code = queryCodeOf(caseNo, issue);
  // Behind the # nothing is sent to a server, so no log keeps the code.
  const url = `${work.publicUrl}/track?no=${caseNo}#${code}`;
  return { code, url, qr: qrCodeSvg(url) };
}

/** The code that opens a case now. */
export async function queryCodeNow(platform: Platform, caseNo: string): Promise<QueryCodeAnswer> {
  const system = systemContext(platform.work.pack.code);
  return queryCodeAnswer(platform, caseNo, await findQueryCodeIssue(platform.store, system, caseNo));
}
