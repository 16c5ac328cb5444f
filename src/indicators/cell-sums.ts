import { add, negate, ZERO, type Decimal } from "./decimal.ts";
import type { Contribution, Difference, Month } from "./types.ts";

/** What the subjects of one count bring and take away, summed by cell. */
export type CellSums = {
  /** A subject adds this from now on. */
  add(contribution: Contribution): void;
  /** A subject added this and does so no longer. */
  take(contribution: Contribution): void;
  /** The changes of the cells, one each; nothing where what came and what went are equal. */
  differences(): readonly Difference[];
};

type Cell = Omit<Difference, "numerator" | "denominator" | "records" | "keys"> & {
  numerator: Decimal;
  denominator: Decimal;
  records: number;
  readonly references: Map<string, number>;
};

/** Sums of no contribution yet. */
export function cellSums(): CellSums {
  const cells = new Map<string, Cell>();
  return {
    add: (contribution) => addChanges(cells, contribution, false),
    take: (contribution) => addChanges(cells, contribution, true),
    differences: () => [...cells.values()].map(differenceIn).filter(isChange),
  };
}

/** A contribution as the changes it makes: it comes in its month and, for an ended stock, goes again. */
function addChanges(cells: Map<string, Cell>, contribution: Contribution, undone: boolean): void {
  const { year, month, until } = contribution;
  addAt(cells, contribution, contribution, undone);
  if (until === null) return;
  // What ended before it began never stood: both changes fall on the first month and cancel out.
  const endedBefore = until.year * 12 + until.month < year * 12 + month;
  addAt(cells, endedBefore ? contribution : until, contribution, !undone);
}

function addAt(
  cells: Map<string, Cell>,
  { year, month }: Month,
  { place, organ, numerator, denominator, keys }: Contribution,
  undone: boolean,
): void {
  // A place may hold any text: its length tells where it ends.
  const name = `${year}/${month}/${place.length}/${place}${organ}`;
  let cell = cells.get(name);
  if (cell === undefined) {
    const nothing = { numerator: ZERO, denominator: ZERO, records: 0, references: new Map<string, number>() };
    cell = { year, month, place, organ, ...nothing };
    cells.set(name, cell);
  }
  cell.numerator = add(cell.numerator, undone ? negate(numerator) : numerator);
  cell.denominator = add(cell.denominator, undone ? negate(denominator) : denominator);
  const one = undone ? -1 : 1;
  cell.records += one;
  for (const key of keys) cell.references.set(key, (cell.references.get(key) ?? 0) + one);
}

function differenceIn({ references, ...cell }: Cell): Difference {
  const keys = [...references]
    .filter(([, count]) => count !== 0)
    .map(([key, count]) => ({ key, references: count }));
  return { ...cell, keys };
}

const isChange = ({ numerator, denominator, records, keys }: Difference): boolean =>
  numerator !== ZERO || denominator !== ZERO || records !== 0 || keys.length > 0;
