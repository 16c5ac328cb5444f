import type { Instant, Problem } from "#kernel";

/** Which cases go over to which plan (迁移): those of a matter that run on another. */
export type PlanMove = {
  readonly matter: string;
  /** Hashes of published plans. */
  readonly from: string;
  readonly to: string;
  /** New names of elements whose id is another in the new plan. */
  readonly mapping: Readonly<Record<string, string>>;
};

/** `stopping` ends with the case under way; `stopped` left cases undone. */
export type MigrationStatus = "running" | "stopping" | "stopped" | "done";

/** One order to take running cases over to another version, and who gave it. */
export type Migration = PlanMove & {
  readonly id: string;
  readonly account: string;
  readonly reason: string;
  readonly status: MigrationStatus;
  readonly createdAt: Instant;
  readonly endedAt: Instant | null;
};

/** One case of a migration. */
export type MigrationLine = {
  readonly place: number;
  readonly caseNo: string;
  readonly status: "ready" | "refused" | "done";
  readonly problem: Problem | null;
};
