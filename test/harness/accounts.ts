import type { AccountKind, Post } from "#access";
import { recogniseAccount } from "#cases";
import { expectOk } from "#kernel";
import { createAccount, systemContext } from "#store";
import type { TestPlatform } from "./test-platform.ts";

/** Makes an account that signs in under its id. */
export async function makeAccount(
  site: TestPlatform,
  id: string,
  name: string,
  kind: AccountKind,
  posts: readonly Post[] = [],
): Promise<void> {
  const account = { id, login: id, name, kind, outside: null, data: {}, at: site.now() };
  await createAccount(site.store, systemContext(site.pack.code), account, posts);
}

/** Makes an account known as a firm of the demonstration's register, as an administrator would. */
export async function recogniseAsFirm(
  site: TestPlatform,
  account: string,
  creditCode: string,
): Promise<void> {
  expectOk(
    await recogniseAccount(
      { store: site.store.cases, pack: site.pack },
      {
        account,
        register: "enterprise",
        id: creditCode,
        source: "administrator",
        actor: { kind: "person", account: "demo-admin" },
        reason: "营业执照、授权书核验",
        at: site.now(),
      },
    ),
  );
}
