import { cellSums, contributionOf, type CellSums, type Count, type Difference } from "#indicators";
import type { JsonObject } from "#kernel";
import type { FactChange } from "./fact-changes.ts";

type Sums = { readonly count: Count; readonly sums: CellSums };

/** What changes of facts add to the cells of counts and take from them, in the order of the counts. */
export function sumChanges(
  counts: readonly Count[],
  changes: readonly FactChange[],
): readonly (readonly Difference[])[] {
  const all = counts.map((count): Sums => ({ count, sums: cellSums() }));
  const bySource = Map.groupBy(all, ({ count }) => sourceOf(count));
  for (const change of changes) {
    for (const { count, sums } of readersOf(bySource, change, change.after)) {
      const added = contributionOf(count, change.after);
      if (added !== null) sums.add(added);
    }
    if (change.before === null) continue;
    for (const { count, sums } of readersOf(bySource, change, change.before)) {
      const taken = contributionOf(count, change.before);
      if (taken !== null) sums.take(taken);
    }
  }
  return all.map(({ sums }) => sums.differences());
}

/** The `source` of the versions of facts that a count reads. */
export const factSourceOf = ({ source }: Count): string =>
  source.kind === "register" ? source.register : "case";

const EVERY_CASE = "case";

function sourceOf({ source }: Count): string {
  if (source.kind === "register") return `record:${source.register}`;
  return source.matter === "*" ? EVERY_CASE : `case:${source.matter}`;
}

/** A register may be called `case`, so the subject tells a record from a case. */
function readersOf(
  bySource: ReadonlyMap<string, readonly Sums[]>,
  { subject, source }: FactChange,
  facts: JsonObject,
): readonly Sums[] {
  if (subject.startsWith("record:")) return bySource.get(`record:${source}`) ?? [];
  const matter = facts["matter"];
  const ofMatter = typeof matter === "string" ? (bySource.get(`case:${matter}`) ?? []) : [];
  return [...(bySource.get(EVERY_CASE) ?? []), ...ofMatter];
}
