import type { Problem, Result } from "#kernel";
import type { Entry, RecordChange } from "#registers";
import type { CaseTransaction } from "./ports.ts";

/** Commits changes of records with nothing beside them. Errors: as commit. */
export const keepChanges = (
  transaction: Pick<CaseTransaction, "commit">,
  ...changes: readonly RecordChange[]
): Promise<Result<readonly Entry[], Problem>> =>
  transaction.commit({ changes, documents: [], outbox: [], personal: [], files: [] });
