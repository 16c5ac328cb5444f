import type { Principal } from "#access";
import type { Instant, JsonObject } from "#kernel";
import type { Row } from "../database/database.ts";
import { systemContext, withContext } from "../ledger/context.ts";
import type { Store } from "../store.ts";
import { findPrincipalOfSession } from "./accounts.ts";

/** `digest` is SHA-256 (hex) of the cookie's secret. */
export type SessionRow = {
  readonly digest: string;
  readonly account: string;
  readonly data: JsonObject;
  readonly createdAt: Instant;
  readonly seenAt: Instant;
  readonly expiresAt: Instant;
};

const SESSION = `select digest, account, data, created_at as "createdAt", seen_at as "seenAt", expires_at as "expiresAt"
   from session where district = $1 and digest = $2`;

/** Server-side sessions. */
export function sessionsOn(store: Store, district: string) {
  const run = (sql: string, values: readonly unknown[]): Promise<readonly (SessionRow & Row)[]> =>
    withContext(store.database, systemContext(district), (inside) =>
      inside.last<SessionRow & Row>(sql, [district, ...values]),
    );
  return {
    keepSession: async (row: SessionRow): Promise<void> => {
      await run(
        `insert into session (district, digest, account, data, created_at, seen_at, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7)`,
        [row.digest, row.account, JSON.stringify(row.data), row.createdAt, row.seenAt, row.expiresAt],
      );
    },
    findSession: async (digest: string): Promise<SessionRow | undefined> => (await run(SESSION, [digest]))[0],
    findSignedIn: (
      digest: string,
      at: Instant,
    ): Promise<{ readonly session: SessionRow; readonly principal: Principal | undefined } | undefined> =>
      withContext(store.database, systemContext(district), async (sql) => {
        // Both travel together.
        const [[session], principal] = await Promise.all([
          sql.query<SessionRow & Row>(SESSION, [district, digest]),
          findPrincipalOfSession(sql, district, digest, at),
        ]);
        return session === undefined ? undefined : { session, principal };
      }),
    touchSession: async (digest: string, seenAt: Instant): Promise<void> => {
      await run("update session set seen_at = $3 where district = $1 and digest = $2", [digest, seenAt]);
    },
    endSession: async (digest: string): Promise<void> => {
      await run("delete from session where district = $1 and digest = $2", [digest]);
    },
    endSessionsOf: async (account: string): Promise<void> => {
      await run("delete from session where district = $1 and account = $2", [account]);
    },
    /** Removes what is past its time: for the worker. */
    sweepSessions: async (at: Instant): Promise<void> => {
      await run("delete from session where district = $1 and expires_at <= $2", [at]);
    },
  };
}
