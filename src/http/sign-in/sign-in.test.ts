import { afterEach, describe, expect, it } from "vitest";
import type { Account, Post } from "#access";
import { firstAdministratorLink, hashPassword, passwordLink, type SignInOptions } from "./index.ts";
import { testBrowser, type TestBrowser, type Visit } from "./testing/browser.ts";
import { memoryStore, type MemoryStore } from "./testing/memory-store.ts";
import { testSite, type TestSite } from "./testing/test-site.ts";

const PASSWORD = "Qianshan-2022";
const hash = await hashPassword(PASSWORD);
const sites: TestSite<MemoryStore>[] = [];

function storeWith(login: string, role?: Post["role"], change: Partial<Account> = {}): MemoryStore {
  const store = memoryStore();
  addAccount(store, login, role, change);
  return store;
}

function addAccount(
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

function storeOfDemo(): MemoryStore {
  const store = storeWith("demo-clerk", "clerk");
  const kept = store.accounts.get("id-demo-clerk");
  if (kept !== undefined) store.accounts.set("id-demo-clerk", { ...kept, password: null });
  return store;
}

async function siteWith(
  store: MemoryStore,
  change: Partial<SignInOptions> = {},
): Promise<TestSite<MemoryStore>> {
  const site = await testSite(change, store);
  sites.push(site);
  return site;
}

async function signIn(
  site: TestSite<MemoryStore>,
  browser: TestBrowser,
  login = "clerk",
  password = PASSWORD,
): Promise<Visit> {
  const page = await browser.open(`${site.url}/sign-in?return=/api/me`);
  expect(page.text).toContain("用户名");
  return browser.submit(page.url, { login, password });
}

const json = (visit: Visit) => JSON.parse(visit.text) as Record<string, unknown>;

afterEach(async () => {
  for (const site of sites.splice(0)) await site.app.close();
});

describe("signing in", () => {
  it("goes through the code flow with PKCE and returns to the page asked for, with posts", async () => {
    const site = await siteWith(storeWith("clerk", "clerk"));
    const browser = testBrowser();
    const start = await browser.get(`${site.url}/sign-in`);
    const asked = new URL(start.headers.get("location") ?? "");
    expect(asked.searchParams.get("code_challenge_method")).toBe("S256");
    expect(asked.searchParams.get("nonce")).toBeTruthy();
    const me = await signIn(site, browser);
    expect(me).toMatchObject({ status: 200, url: `${site.url}/api/me` });
    expect(json(me)).toMatchObject({
      account: { id: "id-clerk" },
      posts: [{ role: "clerk", onBehalfOf: null }],
    });
  });

  it("gives a new session on every sign-in and ends the one before", async () => {
    const site = await siteWith(storeWith("clerk", "clerk"));
    const browser = testBrowser();
    await signIn(site, browser);
    const first = [...site.store.sessions.keys()];
    await signIn(site, browser);
    const second = [...site.store.sessions.keys()];
    expect([first.length, second.length]).toEqual([1, 1]);
    expect(second).not.toEqual(first);
  });

  it("keeps neither the cookie's secret nor a code where a thief of the store could use it", async () => {
    const site = await siteWith(storeWith("clerk", "clerk"));
    const browser = testBrowser();
    await signIn(site, browser);
    const secret = [...browser.cookies].find(([key]) => key.endsWith("yiwang-session"))?.[1] ?? "";
    expect(secret.length).toBeGreaterThan(40);
    expect(JSON.stringify([...site.store.sessions, ...site.store.models])).not.toContain(secret);
  });

  it("keeps keys and sessions over a restart", async () => {
    const store = storeWith("clerk", "clerk");
    const site = await siteWith(store);
    const browser = testBrowser();
    await signIn(site, browser);
    await site.app.close();
    sites.length = 0;
    const again = await siteWith(store);
    const cookie = [...browser.cookies].map(([key, value]) => `${key.split(" ")[1]}=${value}`).join("; ");
    expect((await fetch(`${again.url}/api/me`, { headers: { cookie } })).status).toBe(200);
  });

  it("never returns to another site", async () => {
    const site = await siteWith(storeWith("clerk", "clerk"));
    for (const path of ["//evil.example/", "https://evil.example/", "/\\evil.example"]) {
      const browser = testBrowser();
      const page = await browser.open(`${site.url}/sign-in?return=${encodeURIComponent(path)}`);
      expect((await browser.submit(page.url, { login: "clerk", password: PASSWORD })).url).toBe(
        `${site.url}/`,
      );
    }
  });

  it("refuses the issuer's answer in a browser that did not ask, and a second time", async () => {
    const site = await siteWith(storeWith("clerk", "clerk"));
    const stranger = await testBrowser().get(`${site.url}/sign-in/callback?code=x&state=y`);
    expect(stranger.status).toBe(400);
    expect(stranger.text).toContain("SIGN_IN_INTERRUPTED");
  });

  it("sends whoever came by another host name to the public address", async () => {
    const site = await siteWith(storeWith("clerk", "clerk"));
    const answer = await fetch(`${site.url.replace("127.0.0.1", "localhost")}/sign-in`, {
      redirect: "manual",
    });
    expect(answer.headers.get("location")).toBe(`${site.url}/sign-in`);
  });
});

describe("wrong credentials", () => {
  it("are answered alike for an unknown name, a wrong password and a disabled account", async () => {
    const store = storeWith("clerk", "clerk");
    addAccount(store, "gone", "clerk", { disabledAt: "2022-01-01T00:00:00.000Z" as never });
    const site = await siteWith(store);
    const texts: string[] = [];
    for (const [login, password] of [
      ["clerk", "wrong"],
      ["nobody", PASSWORD],
      ["gone", PASSWORD],
    ] as const) {
      const answer = await signIn(site, testBrowser(), login, password);
      expect(answer.status).toBe(401);
      texts.push(answer.text.replaceAll(login, "NAME").replaceAll(/account\/[\w-]+/g, ""));
    }
    expect(texts[1]).toBe(texts[0]);
    expect(texts[2]).toBe(texts[0]);
  });

  it("lock the name at that address after five, tell until when, and open again", async () => {
    const store = storeWith("clerk", "clerk");
    addAccount(store, "other", "clerk");
    const site = await siteWith(store);
    for (let count = 0; count < 5; count += 1)
      expect((await signIn(site, testBrowser(), "clerk", "wrong")).status).toBe(401);
    const locked = await signIn(site, testBrowser());
    expect(locked.status).toBe(429);
    expect(locked.text).toMatch(/请在 \d\d:\d\d 之后再试/);
    expect((await signIn(site, testBrowser(), "CLERK ")).status).toBe(429);
    expect((await signIn(site, testBrowser(), "other")).status).toBe(200);
    site.later(15.1);
    expect((await signIn(site, testBrowser())).status).toBe(200);
  });

  it("cannot outrun the count by coming all at once", async () => {
    const site = await siteWith(storeWith("clerk", "clerk"));
    const answers = await Promise.all(
      Array.from({ length: 9 }, () => signIn(site, testBrowser(), "clerk", "wrong")),
    );
    expect(answers.filter(({ status }) => status === 401).length).toBeLessThanOrEqual(5);
    expect(answers.filter(({ status }) => status === 429).length).toBeGreaterThanOrEqual(4);
  });

  it("of many names from one address lock the address", async () => {
    const site = await siteWith(storeWith("clerk", "clerk"), { limits: { perAddress: 3 } });
    for (const login of ["a", "b", "c"]) await signIn(site, testBrowser(), login, "wrong");
    expect((await signIn(site, testBrowser())).status).toBe(429);
  });

  it("come back with the name still typed and script shown as text", async () => {
    const site = await siteWith(storeWith("clerk", "clerk"));
    const answer = await signIn(site, testBrowser(), '"><script>alert(1)</script>', "wrong");
    expect(answer.text).not.toContain("<script");
    expect(answer.text).toContain("&lt;script&gt;");
  });
});

describe("sessions", () => {
  it("end after 30 idle minutes and say that what was typed is kept", async () => {
    const site = await siteWith(storeWith("clerk", "clerk"));
    const browser = testBrowser();
    await signIn(site, browser);
    for (let count = 0; count < 3; count += 1) {
      site.later(20);
      expect((await browser.get(`${site.url}/api/me`)).status).toBe(200);
    }
    site.later(31);
    const expired = await browser.get(`${site.url}/api/me`);
    expect(expired.status).toBe(401);
    expect(json(expired)).toMatchObject({
      code: "SESSION_EXPIRED",
      next: { zh: expect.stringContaining("保留") },
    });
  });

  it("end after 12 hours however busy", async () => {
    const site = await siteWith(storeWith("clerk", "clerk"));
    const browser = testBrowser();
    await signIn(site, browser);
    const statuses: number[] = [];
    for (let count = 0; count < 37; count += 1) {
      site.later(20);
      statuses.push((await browser.get(`${site.url}/api/me`)).status);
    }
    expect(statuses.slice(0, 35).every((status) => status === 200)).toBe(true);
    expect(statuses.at(-1)).toBe(401);
  });

  it("end everywhere at once, on sign-out everywhere and when the account is disabled", async () => {
    const site = await siteWith(storeWith("clerk", "clerk"));
    const [one, two] = [testBrowser(), testBrowser()];
    const me = json(await signIn(site, one));
    await signIn(site, two);
    const out = await one.send(
      `${site.url}/sign-out/everywhere`,
      {},
      {
        origin: site.url,
        "x-csrf-token": String(me["csrf"]),
      },
    );
    expect(out.status).toBe(200);
    expect((await two.get(`${site.url}/api/me`)).status).toBe(401);
    await signIn(site, two);
    const kept = site.store.accounts.get("id-clerk");
    if (kept === undefined) throw new Error("no account");
    const disabledAt = site.now();
    site.store.accounts.set("id-clerk", { ...kept, account: { ...kept.account, disabledAt } });
    expect(json(await two.get(`${site.url}/api/me`))).toMatchObject({ code: "ACCOUNT_DISABLED" });
  });

  it("end on sign-out, and signing in again asks for the password again", async () => {
    const site = await siteWith(storeWith("clerk", "clerk"));
    const browser = testBrowser();
    const me = json(await signIn(site, browser));
    const headers = { origin: site.url, "x-csrf-token": String(me["csrf"]) };
    expect(json(await browser.send(`${site.url}/sign-out`, {}, headers))).toEqual({ next: "/" });
    expect(json(await browser.get(`${site.url}/api/me`))).toMatchObject({ code: "SIGN_IN_REQUIRED" });
    expect((await browser.open(`${site.url}/sign-in`)).text).toContain("密码");
  });
});

describe("forged requests", () => {
  it("are refused without the token, with another's token, from another site, and without any origin", async () => {
    const store = storeWith("clerk", "clerk");
    addAccount(store, "other", "clerk");
    const site = await siteWith(store);
    const browser = testBrowser();
    const token = String(json(await signIn(site, browser))["csrf"]);
    const others = String(json(await signIn(site, testBrowser(), "other"))["csrf"]);
    const send = async (headers: Readonly<Record<string, string>>) => {
      const answer = await browser.send(`${site.url}/api/thing`, {}, headers);
      return answer.status === 200 ? "done" : json(answer)["code"];
    };
    const origin = site.url;
    expect(await send({ origin, "x-csrf-token": token })).toBe("done");
    expect(await send({ "sec-fetch-site": "same-origin", "x-csrf-token": token })).toBe("done");
    expect(await send({ origin })).toBe("CSRF_TOKEN_WRONG");
    expect(await send({ origin, "x-csrf-token": others })).toBe("CSRF_TOKEN_WRONG");
    expect(await send({ origin: "https://evil.example", "x-csrf-token": token })).toBe("ORIGIN_FOREIGN");
    expect(await send({ "sec-fetch-site": "cross-site", "x-csrf-token": token })).toBe("ORIGIN_FOREIGN");
    expect(await send({ "x-csrf-token": token })).toBe("ORIGIN_FOREIGN");
  });

  it("cannot sign a visitor in under someone else's name", async () => {
    const site = await siteWith(storeWith("clerk", "clerk"));
    const browser = testBrowser();
    const page = await browser.open(`${site.url}/sign-in`);
    const forged = await browser.submit(
      page.url,
      { login: "clerk", password: PASSWORD },
      "https://evil.example",
    );
    expect(forged.status).toBe(403);
  });
});

describe("the first administrator", () => {
  const form = { login: "zhao", name: "赵敏", password: PASSWORD, again: PASSWORD };

  it("comes by a link that works once", async () => {
    const site = await siteWith(memoryStore());
    const linking = { store: site.store, publicUrl: site.url, now: site.now };
    const link = (await firstAdministratorLink(linking)) ?? "";
    const secret = new URL(link).searchParams.get("link") ?? "";
    expect(JSON.stringify([...site.store.models])).not.toContain(secret);
    const browser = testBrowser();
    expect((await browser.get(link)).text).toContain("设立第一位管理员");
    const weak = await browser.submit(`${site.url}/sign-in/first`, {
      ...form,
      link: secret,
      password: "a",
      again: "a",
    });
    expect(weak.text).toContain("PASSWORD_WEAK");
    const made = await browser.submit(`${site.url}/sign-in/first`, { ...form, link: secret });
    expect(made.url).toContain("/sign-in/account/");
    expect(json(await signIn(site, browser, "zhao"))).toMatchObject({ posts: [{ role: "admin" }] });
    expect((await browser.get(link)).status).toBe(410);
    const second = { ...form, login: "eve", link: secret };
    expect((await browser.submit(`${site.url}/sign-in/first`, second)).status).toBe(410);
    expect(await firstAdministratorLink(linking)).toBeUndefined();
  });

  it("is made by one of two who use the link at the same time", async () => {
    const site = await siteWith(memoryStore());
    const link = await firstAdministratorLink({ store: site.store, publicUrl: site.url, now: site.now });
    const secret = new URL(link ?? "").searchParams.get("link") ?? "";
    await Promise.all(
      ["zhao", "eve"].map((login) =>
        testBrowser().submit(`${site.url}/sign-in/first`, { ...form, login, link: secret }),
      ),
    );
    expect(site.store.accounts.size).toBe(1);
  });

  it("has a day, and only the newest link", async () => {
    const site = await siteWith(memoryStore());
    const linking = { store: site.store, publicUrl: site.url, now: site.now };
    const older = (await firstAdministratorLink(linking)) ?? "";
    const newer = (await firstAdministratorLink(linking)) ?? "";
    expect((await testBrowser().get(older)).status).toBe(410);
    expect((await testBrowser().get(newer)).status).toBe(200);
    site.later(24 * 60 + 1);
    expect((await testBrowser().get(newer)).status).toBe(410);
  });

  it("gives colleagues links with which they set their own password", async () => {
    const site = await siteWith(storeWith("clerk", "clerk"));
    const browser = testBrowser();
    await signIn(site, browser);
    const link = await passwordLink({ store: site.store, publicUrl: site.url, now: site.now }, "id-clerk");
    const secret = new URL(link).searchParams.get("link") ?? "";
    const password = "Another-2023!";
    await browser.submit(`${site.url}/sign-in/first`, { link: secret, password, again: password });
    expect((await browser.get(`${site.url}/api/me`)).status).toBe(401);
    expect((await signIn(site, browser, "clerk", password)).status).toBe(200);
  });
});

describe("the demonstration", () => {
  const demo = {
    accounts: [
      {
        login: "demo-clerk",
        password: "yiwang-demo",
        name: "刘敏",
        role: { zh: "窗口人员", en: "window clerk" },
      },
    ],
  };
  it("says 演示, lists its people, and fills the form by a plain link", async () => {
    const site = await siteWith(storeOfDemo(), { demo });
    const browser = testBrowser();
    const page = await browser.open(`${site.url}/sign-in?return=/api/me`);
    expect(page.text).toContain("<strong>演示</strong>");
    const href = /href="([^"]+choose=demo-clerk)"/.exec(page.text)?.[1] ?? "";
    const filled = await browser.get(new URL(href, page.url).href);
    expect(filled.text).toContain('value="yiwang-demo"');
    expect(filled.text).not.toMatch(/<script|onclick|javascript:/);
    const me = await browser.submit(page.url, { login: "demo-clerk", password: "yiwang-demo" });
    expect(json(me)).toMatchObject({ account: { id: "id-demo-clerk" } });
  });

  it("leaves nothing that opens a door once it is over", async () => {
    const store = storeOfDemo();
    const site = await siteWith(store, { demo });
    const browser = testBrowser();
    await signIn(site, browser, "demo-clerk", "yiwang-demo");
    const cookie = [...browser.cookies].map(([key, value]) => `${key.split(" ")[1]}=${value}`).join("; ");
    const real = await siteWith(store);
    expect((await fetch(`${real.url}/api/me`, { headers: { cookie } })).status).toBe(401);
    const answer = await signIn(real, testBrowser(), "demo-clerk", "yiwang-demo");
    expect(answer.status).toBe(401);
    expect(answer.text).not.toContain("演示");
  });
});
