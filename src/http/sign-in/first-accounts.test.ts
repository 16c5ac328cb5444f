import { describe, expect, it } from "vitest";
import { firstAdministratorLink, passwordLink } from "./index.ts";
import { testBrowser } from "./testing/browser.ts";
import { memoryStore } from "./testing/memory-store.ts";
import { json, PASSWORD, signIn, siteWith, storeOfDemo, storeWith } from "./testing/people.ts";

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
