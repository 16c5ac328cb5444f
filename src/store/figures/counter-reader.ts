import type { Count } from "#indicators";
import type { Sql } from "../database/database.ts";
import type { LedgerCursor } from "../ledger/commit-order.ts";
import type { Counted } from "./counters.ts";
import { definitionHash } from "./definition.ts";
import { factChangesAfter, type FactChange } from "./fact-changes.ts";
import { findFolds, foldKey } from "./folds.ts";
import { sumChanges } from "./sum-changes.ts";

/** Past this many unfolded entries counting anew is cheaper than adding them to every figure. */
const LONGEST_TAIL = 2_000;

/** The counters and the unfolded tail of a count; nothing where there are none yet or the tail is too long. */
export type FindCounted = (count: Count) => Promise<Counted | undefined>;

/** Finds counters with their tails, each tail read once for all counts that are folded as far. */
export async function counterReader(sql: Sql, district: string): Promise<FindCounted> {
  const folds = await findFolds(sql, district);
  const tails = new Map<string, readonly FactChange[] | undefined>();
  const tailAfter = async (fold: LedgerCursor): Promise<readonly FactChange[] | undefined> => {
    const name = `${fold.epoch}/${fold.xid}/${fold.position}`;
    if (!tails.has(name)) {
      const of = { after: fold, limit: LONGEST_TAIL + 1, longest: LONGEST_TAIL };
      const { changes, entries } = await factChangesAfter(sql, district, of);
      tails.set(name, entries > LONGEST_TAIL ? undefined : changes);
    }
    return tails.get(name);
  };
  return async (count) => {
    const definition = definitionHash(count);
    const fold = folds.get(foldKey(count.id, definition));
    const tail = fold === undefined ? undefined : await tailAfter(fold);
    if (tail === undefined) return undefined;
    return { district, count, definition, tail: sumChanges([count], tail).flat() };
  };
}
