import { recogniseAccount } from "#cases";
import { expectOk } from "#kernel";
import type { TestPlatform } from "./test-platform.ts";

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
