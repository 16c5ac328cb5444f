import type { Question } from "#indicators";
import type { Instant } from "#kernel";

/**
 * `asOf` replays what was known at a moment; without it the figure is of now: of `now`, where the platform runs
 * by another clock than the database.
 */
export type FigureQuestion = Question & {
  readonly asOf?: Instant | undefined;
  readonly now?: Instant | undefined;
};
