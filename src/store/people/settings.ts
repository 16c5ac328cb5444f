import type { Json } from "#kernel";
import { systemContext, withContext } from "../ledger/context.ts";
import type { Store } from "../store.ts";

/** Keys, salts and other settings that outlive the process; only the system reads them. */
export function settingsOn(store: Store, district: string) {
  const context = systemContext(district);
  const find = async (key: string): Promise<Json | undefined> => {
    const [row] = await withContext(store.database, context, (sql) =>
      sql.last<{ value: Json }>("select value from setting where district = $1 and key = $2", [
        district,
        key,
      ]),
    );
    return row?.value;
  };
  return {
    findSetting: find,
    /** Keeps a value unless one stands already; answers what stands. */
    keepSetting: async (key: string, value: Json): Promise<Json> => {
      await withContext(store.database, context, (sql) =>
        sql.last(
          `insert into setting (district, key, value) values ($1, $2, $3)
           on conflict (district, key) do nothing`,
          [district, key, JSON.stringify(value)],
        ),
      );
      return (await find(key)) ?? value;
    },
    /** Writes a value over whatever stands. */
    changeSetting: async (key: string, value: Json): Promise<void> => {
      await withContext(store.database, context, (sql) =>
        sql.last(
          `insert into setting (district, key, value) values ($1, $2, $3)
           on conflict (district, key) do update set value = excluded.value, updated_at = clock_timestamp()`,
          [district, key, JSON.stringify(value)],
        ),
      );
    },
  };
}
