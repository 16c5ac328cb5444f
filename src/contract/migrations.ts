import { type Static, Type } from "typebox";
import { Bilingual, NamedElement, ProblemAnswer } from "./common.ts";
import { Reason } from "./steering.ts";

const NullableString = Type.Union([Type.String(), Type.Null()]);
const Hash = Type.String({ pattern: "^[0-9a-f]{64}$" });

/** A published version of a process, by the hash of its plan. */
export const PlanVersion = Type.Object({
  plan: Type.String(),
  publishedAt: NullableString,
  /** Open cases of the matter that run on it. */
  running: Type.Number(),
  /** New cases run on it. */
  isCurrent: Type.Boolean(),
});
export type PlanVersion = Static<typeof PlanVersion>;

const Status = Type.Union([
  Type.Literal("running"),
  Type.Literal("stopping"),
  Type.Literal("stopped"),
  Type.Literal("done"),
]);

const Migration = Type.Object({
  id: Type.String(),
  matterName: Bilingual,
  from: Type.String(),
  to: Type.String(),
  /** Who ordered it. */
  by: Type.String(),
  reason: Type.String(),
  status: Status,
  createdAt: Type.String(),
  endedAt: NullableString,
  ready: Type.Number(),
  refused: Type.Number(),
  done: Type.Number(),
});

/** GET /api/admin/migrations — the versions that each matter's cases run on, and the latest migrations (迁移). */
export const MigrationsAnswer = Type.Object({
  matters: Type.Array(
    Type.Object({
      matter: Type.String(),
      name: Bilingual,
      processName: Bilingual,
      versions: Type.Array(PlanVersion),
    }),
  ),
  migrations: Type.Array(Migration),
});
export type MigrationsAnswer = Static<typeof MigrationsAnswer>;

const Mapping = Type.Record(Type.String({ maxLength: 200 }), Type.String({ maxLength: 200 }));

/** POST /api/admin/migrations/preview — without a mapping one is proposed. Nothing is done yet. */
export const MigrationPreviewRequest = Type.Object({
  matter: Type.String({ maxLength: 200 }),
  from: Hash,
  to: Hash,
  mapping: Type.Optional(Mapping),
});
export type MigrationPreviewRequest = Static<typeof MigrationPreviewRequest>;

/** A case that is not taken over, and why. */
export const RefusedCase = Type.Object({ caseNo: Type.String(), problem: ProblemAnswer });
export type RefusedCase = Static<typeof RefusedCase>;

export const MigrationPreviewAnswer = Type.Object({
  mapping: Mapping,
  /**
   * Elements that have no place by their own id, those that could stand for them, and in how many cases something
   * stands there; without those that nothing could stand for and no case stands at.
   */
  lost: Type.Array(
    Type.Object({
      ...NamedElement.properties,
      candidates: Type.Array(NamedElement),
      standing: Type.Number(),
    }),
  ),
  /** How many cases would go over, and how many not; of those the first two hundred. */
  ready: Type.Number(),
  refusedCount: Type.Number(),
  refused: Type.Array(RefusedCase),
  /** Limits and events that are waited for now and would be given up, and in how many cases. */
  givenUp: Type.Array(Type.Object({ ...NamedElement.properties, cases: Type.Number() })),
});
export type MigrationPreviewAnswer = Static<typeof MigrationPreviewAnswer>;

/** POST /api/admin/migrations with header `idempotency-key`: begins it; the cases follow one by one. */
export const MigrationRequest = Type.Object({
  matter: Type.String({ maxLength: 200 }),
  from: Hash,
  to: Hash,
  mapping: Mapping,
  reason: Reason,
});
export type MigrationRequest = Static<typeof MigrationRequest>;

/** GET /api/admin/migrations/:id; POST …/:id/stop ends it after the case under way. */
export const MigrationAnswer = Type.Object({
  ...Migration.properties,
  matter: Type.String(),
  /** The first thousand. */
  refusedCases: Type.Array(RefusedCase),
});
export type MigrationAnswer = Static<typeof MigrationAnswer>;
