import type { Principal } from "#access";
import { readSheet, withFaults, type Matter, type RowFault } from "#district";
import { err, ok, type LocalDate, type Problem, type Result } from "#kernel";
import { readWorkbook, writeWorkbook } from "#registers";
import type { CaseWork } from "../case/case-work.ts";
import { proposeOfferings } from "./propose-offerings.ts";

/** A workbook of the 实施清单 that somebody has worked on. */
export type SheetImport = {
  readonly bytes: Uint8Array;
  /** The matters as they are offered on the day the changes begin. */
  readonly matters: ReadonlyMap<string, Matter>;
  readonly from: LocalDate;
  readonly reason: string;
};

/** The matters of which a change waits for approval now; or what is wrong, and the workbook with a column that says it. */
export type SheetImported =
  | { readonly proposed: readonly string[] }
  | { readonly faults: readonly RowFault[]; readonly file: Uint8Array };

/**
 * Proposes what a workbook says otherwise, a proposal a matter; with a single fault nothing is proposed.
 * Errors: WORKBOOK_UNREADABLE, those of proposeOfferings.
 */
export async function importSheet(
  work: Pick<CaseWork, "store" | "pack" | "now">,
  principal: Principal,
  { bytes, matters, from, reason }: SheetImport,
): Promise<Result<SheetImported, Problem>> {
  const rows = await readWorkbook(bytes);
  if (!rows.ok) return rows;
  const { changes, faults } = readSheet(rows.value, matters, work.pack, from);
  if (faults.length > 0)
    return ok({ faults, file: await writeWorkbook("实施清单", withFaults(rows.value, faults)) });
  if (changes.length === 0) return ok({ proposed: [] });
  const requests = changes.map((change) => ({ ...change, act: "amend" as const, from, to: null, reason }));
  const proposed = await proposeOfferings(work, principal, requests);
  return proposed.ok ? ok({ proposed: proposed.value }) : err(proposed.error);
}
