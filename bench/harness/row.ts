/** What one run of one part measured: named numbers, larger or smaller is better as the row's goals say. */
export type Sample = Readonly<Record<string, number>>;

/** One of the things that a row sets against each other. `run` measures once; `close` gives back what it holds. */
export type Part = {
  readonly name: string;
  readonly run: () => Promise<Sample>;
  readonly close?: () => Promise<void>;
};

/** How long and how often: `--quick` only shows that a bench works. */
export type Effort = { readonly quick: boolean; readonly repetitions: number };

/** A goal on the median over repetitions of one quotient, `of` divided by `by` (1 where nothing divides). */
export type Goal = {
  readonly name: string;
  readonly of: readonly [part: string, measure: string];
  readonly by: readonly [part: string, measure: string] | null;
  readonly atLeast?: number;
  readonly atMost?: number;
};

/** One row of the page of performance: its parts are run in turn, again and again. */
export type Row = {
  readonly name: string;
  /** What is measured, one plain sentence for the page. */
  readonly title: string;
  readonly units: Readonly<Record<string, string>>;
  readonly goals: readonly Goal[];
  /** What a reader must know to judge the figures. */
  readonly notes: readonly string[];
  /** Whether it needs the PostgreSQL server. */
  readonly server: boolean;
  /** Its parts follow on one another and take long: run once, however many repetitions are asked for. */
  readonly once?: true;
  readonly prepare: (effort: Effort) => Promise<readonly Part[]>;
};
