import { describe, expect, it } from "vitest";
import { testBrowser } from "./testing/browser.ts";
import { addAccount, json, PASSWORD, signIn, sites, siteWith, storeWith } from "./testing/people.ts";

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
