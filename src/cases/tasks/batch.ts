import type { Instant, JsonObject, Problem } from "#kernel";

/** `ready`: would be done, or waits for its turn; `refused`: cannot be done, and says why. */
export type BatchLineStatus = "ready" | "refused" | "done";

/** `preview` says what would happen; `stopping` ends with the line under way; `stopped` left lines undone. */
export type BatchStatus = "preview" | "running" | "stopping" | "stopped" | "done";

/** What tasks must share to be done together: one matter's version, one element of its process, one form. */
export type BatchKind = {
  readonly matter: string;
  readonly matterVersion: string;
  readonly element: string;
  readonly form: string;
};

/** One answer that a person gives to many tasks (批量办理). */
export type Batch = BatchKind & {
  readonly id: string;
  readonly account: string;
  /** The task's name as drawn. */
  readonly name: string;
  /** What is said once for all; without its personal fields once the batch has ended. */
  readonly values: JsonObject;
  readonly status: BatchStatus;
  readonly createdAt: Instant;
  readonly startedAt: Instant | null;
  readonly endedAt: Instant | null;
};

/** What a line would bring about: where the case would stand, and the titles of the documents it would issue. */
export type Foreseen = {
  readonly state: string | null;
  readonly outcome: string | null;
  readonly documents: readonly string[];
  /** What the task itself answered (`x-batch: own`); not there in previews that were kept before there was any. */
  readonly own?: JsonObject;
};

/** One task of a batch, in the version of its case that the preview has seen. */
export type BatchLine = {
  readonly place: number;
  readonly caseNo: string;
  readonly task: string;
  readonly version: number;
  readonly status: BatchLineStatus;
  readonly foreseen: Foreseen | null;
  readonly problem: Problem | null;
};
