import type { ColumnsAnswer } from "#contract";

/** The columns that a list shows: those of its address, else the reader's usual set, else the product's. */
export function shownColumns(answer: ColumnsAnswer, told: string): readonly string[] {
  const known = new Set(answer.columns.map(({ id }) => id));
  const asked = [...new Set(told.split(","))].filter((id) => known.has(id));
  if (asked.length === 0) return usualColumns(answer);
  return asked.includes(answer.lead) ? asked : [answer.lead, ...asked];
}

/** What is shown where the address says nothing. */
function usualColumns({ sets, usual }: ColumnsAnswer): readonly string[] {
  const mine = sets.find((set) => set.usual && set.columns.length > 0);
  return mine?.columns ?? usual;
}

/** What the address says of the columns: nothing where they are the usual ones. */
export function toldColumns(answer: ColumnsAnswer, columns: readonly string[]): string {
  const text = columns.join(",");
  return text === usualColumns(answer).join(",") ? "" : text;
}

/** A column one place up or down; at an end it stays. */
export function moved(order: readonly string[], id: string, by: 1 | -1): readonly string[] {
  const at = order.indexOf(id);
  const other = order[at + by];
  if (at < 0 || other === undefined) return order;
  return order.map((each) => (each === id ? other : each === other ? id : each));
}
