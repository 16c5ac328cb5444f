import type { ForeseenMigration } from "#cases";
import type { MigrationAnswer, MigrationPreviewAnswer, MigrationsAnswer, PlanVersion } from "#contract";
import { inBoth, type DistrictPack } from "#district";
import {
  countRunning,
  findAccountNames,
  findPublished,
  listMigrations,
  listPublished,
  systemContext,
  type MigrationCounts,
  type StoredMigration,
} from "#store";
import type { Platform } from "../platform.ts";
import { problemAnswer } from "../problem-answer.ts";
import { namedElement } from "./named-element.ts";

/** So many of the refused are told before it is done. */
const REFUSED_SHOWN = 200;
const MIGRATIONS_SHOWN = 20;

/** Which versions of their processes the matters' cases run on, and what was migrated lately. */
export async function migrationsAnswer({ store, work }: Platform): Promise<MigrationsAnswer> {
  const { pack } = work;
  const context = systemContext(pack.code);
  const running = await countRunning(store, context);
  const matters = await Promise.all(
    [...pack.matters.values()].map(async ({ id, name, process }) => {
      const current = pack.processes.get(process);
      const published = await listPublished(store, context, "plan", process);
      const own = running.filter(({ matter }) => matter === id);
      const known = new Set(published.map(({ hash }) => hash));
      // A case may run on a process that the matter has left for another.
      const elsewhere = await Promise.all(
        own
          .filter(({ plan }) => !known.has(plan))
          .map(async ({ plan }) => ({
            hash: plan,
            at: (await findPublished(store, context, "plan", plan))?.at ?? null,
          })),
      );
      const versions = [...published, ...elsewhere].map(({ hash, at }): PlanVersion => ({
        plan: hash,
        publishedAt: at,
        running: own.find(({ plan }) => plan === hash)?.running ?? 0,
        isCurrent: hash === current?.plan.hash,
      }));
      return { matter: id, name, processName: inBoth(pack, current?.plan.name ?? process), versions };
    }),
  );
  const latest = await listMigrations(store, context, MIGRATIONS_SHOWN);
  const names = await findAccountNames(
    store,
    context,
    latest.map(({ migration }) => migration.account),
  );
  return {
    matters,
    migrations: latest.map(({ migration, counts }) => summary(pack, migration, counts, names)),
  };
}

/** One migration: how far it is, and what it could not take over. */
export async function migrationAnswer(
  { store, work }: Platform,
  { migration, counts, refused }: StoredMigration,
): Promise<MigrationAnswer> {
  const names = await findAccountNames(store, systemContext(work.pack.code), [migration.account]);
  return {
    ...summary(work.pack, migration, counts, names),
    matter: migration.matter,
    refusedCases: refused.flatMap(({ caseNo, problem }) =>
      problem === null ? [] : [{ caseNo, problem: problemAnswer(problem) }],
    ),
  };
}

function summary(
  pack: DistrictPack,
  migration: StoredMigration["migration"],
  counts: MigrationCounts,
  names: ReadonlyMap<string, string>,
): MigrationsAnswer["migrations"][number] {
  const { id, matter, from, to, account, reason, status, createdAt, endedAt } = migration;
  const matterName = pack.matters.get(matter)?.name ?? { zh: matter, en: matter };
  const by = names.get(account) ?? account;
  return { id, matterName, from, to, by, reason, status, createdAt, endedAt, ...counts };
}

/** What a migration would bring about. */
export function migrationPreviewAnswer(
  pack: DistrictPack,
  { mapping, lost, ready, refused, givenUp }: ForeseenMigration,
): MigrationPreviewAnswer {
  return {
    mapping: { ...mapping },
    lost: lost
      .filter(({ candidates, standing }) => candidates.length > 0 || standing > 0)
      .map(({ node, candidates, standing }) => ({
        ...namedElement(pack, node),
        candidates: candidates.map((each) => namedElement(pack, each)),
        standing,
      })),
    ready,
    refusedCount: refused.length,
    refused: refused
      .slice(0, REFUSED_SHOWN)
      .map(({ caseNo, problem }) => ({ caseNo, problem: problemAnswer(problem) })),
    givenUp: givenUp.map(({ node, cases }) => ({ ...namedElement(pack, node), cases })),
  };
}
