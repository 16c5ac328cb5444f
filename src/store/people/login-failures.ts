import type { Instant } from "#kernel";
import { systemContext, withContext } from "../ledger/context.ts";
import type { Store } from "../store.ts";

type By = { readonly login?: string; readonly address?: string };

/** Failed sign-ins, by the name that was typed and the address it came from. */
export function loginFailuresOn(store: Store, district: string) {
  const run = (sql: string, values: readonly unknown[]) =>
    withContext(store.database, systemContext(district), (inside) =>
      inside.last<{ at: Instant }>(sql, [district, ...values]),
    );
  const matching = "($2::text is null or login = $2) and ($3::text is null or address = $3)";
  return {
    recordFailure: async (failure: {
      readonly login: string;
      readonly address: string;
      readonly at: Instant;
    }): Promise<void> => {
      await run("insert into login_failure (district, login, address, at) values ($1, $2, $3, $4)", [
        failure.login,
        failure.address,
        failure.at,
      ]);
    },
    failuresSince: async (by: By, since: Instant, limit: number): Promise<readonly Instant[]> => {
      const rows = await run(
        `select at from login_failure where district = $1 and ${matching} and at >= $4
          order by at desc limit $5`,
        [by.login ?? null, by.address ?? null, since, limit],
      );
      return rows.map(({ at }) => at);
    },
    clearFailures: async (by: By & { readonly login: string }): Promise<void> => {
      await run(`delete from login_failure where district = $1 and ${matching}`, [
        by.login,
        by.address ?? null,
      ]);
    },
  };
}
