import type { Effort, Goal, Part, Row, Sample } from "./row.ts";
import { spreadOf, type Spread } from "./statistics.ts";

/** A row's figures: every repetition of every part, their medians, and how the goals were met. */
export type Figures = {
  readonly name: string;
  readonly title: string;
  readonly quick: boolean;
  readonly repetitions: number;
  readonly units: Readonly<Record<string, string>>;
  readonly parts: Readonly<Record<string, Readonly<Record<string, Spread>>>>;
  readonly goals: readonly (Goal & { readonly value: Spread; readonly met: boolean })[];
  readonly notes: readonly string[];
  readonly samples: Readonly<Record<string, readonly Sample[]>>;
};

/**
 * Runs a row's parts in turn, so that whatever else the machine does falls on all of them alike; which part
 * begins changes with every round. Ratios are taken inside one round.
 */
export async function alternate(row: Row, effort: Effort, tell: (line: string) => void): Promise<Figures> {
  const parts = await row.prepare(effort);
  const samples = new Map<string, Sample[]>(parts.map(({ name }) => [name, []]));
  try {
    for (let round = 0; round < effort.repetitions; round += 1) {
      const turn = round % 2 === 0 ? parts : parts.toReversed();
      for (const part of turn) {
        const sample = await part.run();
        samples.get(part.name)?.push(sample);
        tell(`${row.name} ${round + 1}/${effort.repetitions} ${part.name}: ${wordsOf(sample)}`);
      }
    }
  } finally {
    await closeAll(parts);
  }
  const goals = row.goals.map((goal) => judged(goal, samples));
  return {
    name: row.name,
    title: row.title,
    quick: effort.quick,
    repetitions: effort.repetitions,
    units: row.units,
    parts: Object.fromEntries([...samples].map(([name, each]) => [name, spreadsOf(each)])),
    goals,
    notes: row.notes,
    samples: Object.fromEntries(samples),
  };
}

async function closeAll(parts: readonly Part[]): Promise<void> {
  for (const part of parts) await part.close?.();
}

function spreadsOf(samples: readonly Sample[]): Readonly<Record<string, Spread>> {
  const names = [...new Set(samples.flatMap((sample) => Object.keys(sample)))];
  return Object.fromEntries(
    names.map((name) => [name, spreadOf(samples.map((sample) => sample[name] ?? Number.NaN))]),
  );
}

function judged(goal: Goal, samples: ReadonlyMap<string, readonly Sample[]>): Figures["goals"][number] {
  const read = ([part, measure]: readonly [string, string]) =>
    (samples.get(part) ?? []).map((sample) => sample[measure] ?? Number.NaN);
  const by = goal.by === null ? null : read(goal.by);
  const value = spreadOf(
    read(goal.of).map((each, round) => each / (by === null ? 1 : (by[round] ?? Number.NaN))),
  );
  const met = value.median >= (goal.atLeast ?? -Infinity) && value.median <= (goal.atMost ?? Infinity);
  return { ...goal, value, met };
}

function wordsOf(sample: Sample): string {
  return Object.entries(sample)
    .map(([name, value]) => `${name} ${value >= 100 ? Math.round(value) : value.toPrecision(3)}`)
    .join(", ");
}
