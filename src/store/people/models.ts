import type { Instant, JsonObject } from "#kernel";
import type { Row } from "../database/database.ts";
import { systemContext, withContext } from "../ledger/context.ts";
import type { Store } from "../store.ts";

/** A short-lived row by model and id: what the issuer keeps, attempts to sign in, one-time links. */
export type ModelRow = {
  readonly model: string;
  readonly id: string;
  readonly payload: JsonObject;
  readonly grantId: string | null;
  readonly uid: string | null;
  readonly userCode: string | null;
  readonly expiresAt: Instant | null;
  readonly consumedAt: Instant | null;
};

const COLUMNS = `model, id, payload, grant_id as "grantId", uid, user_code as "userCode",
  expires_at as "expiresAt", consumed_at as "consumedAt"`;

/** The OpenID provider's rows; those past their time are never found. */
export function modelsOn(store: Store, district: string) {
  const run = (sql: string, values: readonly unknown[]): Promise<readonly (ModelRow & Row)[]> =>
    withContext(store.database, systemContext(district), (inside) =>
      inside.last<ModelRow & Row>(sql, [district, ...values]),
    );
  const live = "(expires_at is null or expires_at > $4)";
  return {
    putModel: async (row: ModelRow): Promise<void> => {
      const { model, id, payload, grantId, uid, userCode, expiresAt, consumedAt } = row;
      await run(
        `insert into oidc_model
           (district, model, id, payload, grant_id, uid, user_code, expires_at, consumed_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         on conflict (district, model, id) do update set payload = excluded.payload,
           grant_id = excluded.grant_id, uid = excluded.uid, user_code = excluded.user_code,
           expires_at = excluded.expires_at, consumed_at = excluded.consumed_at`,
        [model, id, JSON.stringify(payload), grantId, uid, userCode, expiresAt, consumedAt],
      );
    },
    findModel: async (model: string, id: string, at: Instant): Promise<ModelRow | undefined> => {
      const [row] = await run(
        `select ${COLUMNS} from oidc_model where district = $1 and model = $2 and id = $3 and ${live}`,
        [model, id, at],
      );
      return row;
    },
    findModelBy: async (
      model: string,
      key: { readonly uid: string } | { readonly userCode: string },
      at: Instant,
    ): Promise<ModelRow | undefined> => {
      const [column, value] = "uid" in key ? ["uid", key.uid] : ["user_code", key.userCode];
      const [row] = await run(
        `select ${COLUMNS} from oidc_model
          where district = $1 and model = $2 and ${column} = $3 and ${live} limit 1`,
        [model, value, at],
      );
      return row;
    },
    consumeModel: async (model: string, id: string, at: Instant): Promise<void> => {
      await run("update oidc_model set consumed_at = $4 where district = $1 and model = $2 and id = $3", [
        model,
        id,
        at,
      ]);
    },
    /** Removes the row and answers it, in one statement: of two who ask at once, one gets it. */
    takeModel: async (model: string, id: string, at: Instant): Promise<ModelRow | undefined> => {
      const [row] = await run(
        `delete from oidc_model where district = $1 and model = $2 and id = $3 and ${live} returning ${COLUMNS}`,
        [model, id, at],
      );
      return row;
    },
    revokeGrant: async (grantId: string): Promise<void> => {
      await run("delete from oidc_model where district = $1 and grant_id = $2", [grantId]);
    },
    /** Removes what is past its time: for the worker. */
    sweepModels: async (at: Instant): Promise<void> => {
      await run("delete from oidc_model where district = $1 and expires_at <= $2", [at]);
    },
  };
}
