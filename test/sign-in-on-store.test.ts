// Signing in with everything kept in the real store, on every database there is.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { firstAdministratorLink, type SignInStore } from "../src/http/sign-in/index.ts";
import { testBrowser } from "../src/http/sign-in/testing/browser.ts";
import { testSite, type TestSite } from "../src/http/sign-in/testing/test-site.ts";
import { signInStoreOn } from "../src/store/index.ts";
import { eachDatabase, type TestStore } from "../src/store/testing.ts";

const PASSWORD = "Qianshan-2022";

eachDatabase("signing in on the store", (open) => {
  let kept: TestStore;
  let signIn: SignInStore;
  let site: TestSite;

  beforeAll(async () => {
    kept = await open();
    signIn = signInStoreOn(kept.store, "210311");
    site = await testSite({}, signIn);
  });
  afterAll(async () => {
    await site.app.close();
    await kept.dispose();
  });

  it("brings the first administrator by the link, once, and signs them in with their post", async () => {
    const link = await firstAdministratorLink({ store: signIn, publicUrl: site.url, now: site.now });
    const secret = new URL(link ?? "").searchParams.get("link") ?? "";
    const form = { link: secret, login: "zhao", name: "赵敏", password: PASSWORD, again: PASSWORD };
    const browser = testBrowser();
    const made = await browser.submit(`${site.url}/sign-in/first`, form);
    expect(made.url).toContain("/sign-in/account/");
    expect((await browser.submit(`${site.url}/sign-in/first`, form)).status).toBe(410);
    expect(await signIn.hasAdministrator()).toBe(true);
    const page = await browser.open(`${site.url}/sign-in?return=/api/me`);
    const me = await browser.submit(page.url, { login: "zhao", password: PASSWORD });
    expect(JSON.parse(me.text)).toMatchObject({ account: { name: "赵敏" }, posts: [{ role: "admin" }] });
  });

  it("locks after five failures and ends idle sessions", async () => {
    const browser = testBrowser();
    const enter = async (password: string): Promise<number> => {
      const page = await browser.open(`${site.url}/sign-in?return=/api/me`);
      return (await browser.submit(page.url, { login: "zhao", password })).status;
    };
    const statuses: number[] = [];
    for (let count = 0; count < 6; count += 1) statuses.push(await enter("wrong"));
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429]);
    site.later(16);
    expect(await enter(PASSWORD)).toBe(200);
    site.later(31);
    expect((await browser.get(`${site.url}/api/me`)).status).toBe(401);
  });

  it("keeps one value when two processes start at once", async () => {
    const key = `test/${randomUUID()}`;
    const [one, two] = await Promise.all([signIn.keepSetting(key, "one"), signIn.keepSetting(key, "two")]);
    expect(one).toBe(two);
  });
});
