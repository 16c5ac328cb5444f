import type { SupervisionAnswer } from "#contract";

type Organ = SupervisionAnswer["organs"][number];

/** By what organs are ranked: a figure's id or one of the counts, highest first; with a minus before it, lowest first. */
export type Ranking = string;

/** What is counted of an organ beside its figures. */
export const COUNTS = ["overdue", "near", "red", "yellow"] as const;

const valueOf = (organ: Organ, of: string): number | null => {
  const count = COUNTS.find((each) => each === of);
  if (count !== undefined) return organ[count];
  const value = organ.figures.find(({ indicator }) => indicator === of)?.value ?? null;
  return value === null ? null : Number(value);
};

/** The organs in the order of a ranking; those without a value stand last, and nothing chosen leaves them as they are. */
export function ranked(organs: readonly Organ[], by: Ranking): readonly Organ[] {
  if (by === "") return organs;
  const of = by.replace(/^-/, "");
  const sign = by.startsWith("-") ? 1 : -1;
  return organs.toSorted((left, right) => {
    const [one, other] = [valueOf(left, of), valueOf(right, of)];
    if (one === null || other === null) return Number(one === null) - Number(other === null);
    return sign * (one - other);
  });
}

/** What a further press of a column's head ranks by: the highest first, then the lowest, then nothing. */
export function nextRanking(by: Ranking, of: string): Ranking {
  if (by === of) return `-${of}`;
  return by === `-${of}` ? "" : of;
}
