import { dropTemplate, freshServerDatabase, TEMPLATE_VARIABLE } from "../src/store/fresh-database.ts";
import { openStore } from "#store";
import { expectOk } from "#kernel";

/**
 * Before the tests of a run on PostgreSQL: one database is migrated, and each test's own is a copy of it. It is gone
 * after the run. Read by vitest.config.ts.
 */
export default async function templateDatabase(): Promise<(() => Promise<void>) | undefined> {
  if ((process.env["YIWANG_TEST_DATABASE_URL"] ?? "") === "") return undefined;
  const { url } = await freshServerDatabase();
  const store = expectOk(await openStore({ kind: "server", url, poolSize: 1 }));
  await store.close();
  const template = new URL(url).pathname.slice(1);
  process.env[TEMPLATE_VARIABLE] = template;
  return () => dropTemplate(template);
}
