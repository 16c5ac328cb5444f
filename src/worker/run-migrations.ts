import { migrateCase, type Migration, type MigrationLine } from "#cases";
import { err, problem } from "#kernel";
import { endMigration, MIGRATIONS, systemContext } from "#store";
import type { LinesRunning } from "./run-batches.ts";
import { runLines } from "./run-lines.ts";

/**
 * Takes cases of the migration (迁移) that has waited longest over to their new version, each in its own transaction;
 * answers whether there may be more. A case that went over and was not yet marked is left as it is.
 */
export function runMigrations({ store, work, principalOf, onFault }: LinesRunning): Promise<boolean> {
  const context = systemContext(work.pack.code);
  return runLines<Migration, MigrationLine>({
    store,
    context,
    run: MIGRATIONS,
    now: work.now,
    work: async (migration, { caseNo }) => {
      const principal = await principalOf(migration.account);
      return principal === undefined
        ? err(problem("ACCOUNT_DISABLED"))
        : migrateCase(work, principal, migration, caseNo);
    },
    end: ({ id }, status) => endMigration(store, context, id, { status, at: work.now() }),
    onFault,
  });
}
