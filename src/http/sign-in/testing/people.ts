import { afterEach, expect } from "vitest";
import type { Account, Post } from "#access";
import { hashPassword, type SignInOptions } from "../index.ts";
import type { TestBrowser, Visit } from "./browser.ts";
import { memoryStore, type MemoryStore } from "./memory-store.ts";
import { testSite, type TestSite } from "./test-site.ts";

/** Of every account here. */
export const PASSWORD = "Qianshan-2022";
const hash = await hashPassword(PASSWORD);
/** The sites of the test under way; closed after it. */
export const sites: TestSite<MemoryStore>[] = [];

/** A store with one account; with a role it is staff of the food office. */
export function storeWith(login: string, role?: Post["role"], change: Partial<Account> = {}): MemoryStore {
  const store = memoryStore();
  addAccount(store, login, role, change);
  return store;
}

/** One more account in a store. */
export function addAccount(
  store: MemoryStore,
  login: string,
  role?: Post["role"],
  change: Partial<Account> = {},
): void {
  const kind = role === undefined ? "resident" : "staff";
  const account: Account = {
    id: `id-${login}`,
    name: login,
    kind,
    subject: `id-${login}`,
    disabledAt: null,
    ...change,
  };
  const posts = role === undefined ? [] : [{ id: `post-${login}`, organ: "food", role, division: "210311" }];
  store.accounts.set(account.id, { account, login, password: hash, issuer: null, posts });
}

/** A store with an account of the demonstration: it has no password of its own. */
export function storeOfDemo(): MemoryStore {
  const store = storeWith("demo-clerk", "clerk");
  const kept = store.accounts.get("id-demo-clerk");
  if (kept !== undefined) store.accounts.set("id-demo-clerk", { ...kept, password: null });
  return store;
}

/** A site on a store, closed after the test. */
export async function siteWith(
  store: MemoryStore,
  change: Partial<SignInOptions> = {},
): Promise<TestSite<MemoryStore>> {
  const site = await testSite(change, store);
  sites.push(site);
  return site;
}

/** Signs in through the pages, as a person does. */
export async function signIn(
  site: TestSite<MemoryStore>,
  browser: TestBrowser,
  login = "clerk",
  password = PASSWORD,
): Promise<Visit> {
  const page = await browser.open(`${site.url}/sign-in?return=/api/me`);
  expect(page.text).toContain("用户名");
  return browser.submit(page.url, { login, password });
}

/** The answer as JSON. */
export const json = (visit: Visit) => JSON.parse(visit.text) as Record<string, unknown>;

afterEach(async () => {
  for (const site of sites.splice(0)) await site.app.close();
});
