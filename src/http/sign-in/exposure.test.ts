import Fastify from "fastify";
import { afterEach, describe, expect, it } from "vitest";
import { instantOf } from "#kernel";
import { checkExposure, hashPassword, redactUrl, registerSignIn } from "./index.ts";
import { memoryStore } from "./testing/memory-store.ts";
import { testSite, type TestSite } from "./testing/test-site.ts";

const code = (host: string, url?: string) => checkExposure(host, url)?.code ?? "fine";
const now = () => instantOf(Temporal.Now.instant());

describe("where the platform may be served", () => {
  it("lets http run on loopback only", () => {
    for (const host of ["127.0.0.1", "localhost", "::1", "127.8.8.8"]) expect(code(host)).toBe("fine");
    for (const host of ["0.0.0.0", "::", "192.168.1.5", "yiwang.example"])
      expect(code(host)).toBe("PUBLIC_URL_NEEDED");
  });

  it("asks for https in a public address", () => {
    expect(code("0.0.0.0", "https://yiwang.example")).toBe("fine");
    expect(code("0.0.0.0", "http://yiwang.example")).toBe("PUBLIC_URL_INSECURE");
    expect(code("0.0.0.0", "http://127.0.0.1:8080")).toBe("PUBLIC_URL_INSECURE");
    expect(code("127.0.0.1", "http://localhost:8080")).toBe("fine");
  });

  it("refuses an address with a path, a name and password, or no address at all", () => {
    for (const url of ["https://a.example/path", "https://a:b@a.example", "ftp://a.example", "yiwang"])
      expect(code("127.0.0.1", url)).toBe("PUBLIC_URL_UNREADABLE");
  });
});

describe("headers", () => {
  const open: TestSite[] = [];
  afterEach(async () => {
    for (const site of open.splice(0)) await site.app.close();
  });

  it("stand on every answer: pages, refusals, unknown addresses and the issuer's own", async () => {
    const site = await testSite({}, memoryStore());
    open.push(site);
    for (const path of [
      "/",
      "/api/me",
      "/nothing",
      "/oidc/jwks",
      "/oidc/auth",
      "/sign-in",
      "/sign-in/first",
    ]) {
      const { headers } = await fetch(`${site.url}${path}`, { redirect: "manual" });
      const policy = headers.get("content-security-policy") ?? "";
      expect(policy, path).toContain("frame-ancestors 'none'");
      expect(policy, path).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline/);
      expect(headers.get("x-content-type-options"), path).toBe("nosniff");
      expect(headers.get("referrer-policy"), path).toBeTruthy();
      expect(headers.get("strict-transport-security"), path).toBeNull();
    }
    expect((await fetch(`${site.url}/api/me`)).headers.get("cache-control")).toBe("no-store");
  });

  it("stop a flood on the sign-in pages", async () => {
    const site = await testSite({ limits: { requestsPerMinute: 5 } }, memoryStore());
    open.push(site);
    const statuses: number[] = [];
    for (let count = 0; count < 7; count += 1)
      statuses.push((await fetch(`${site.url}/sign-in/first`)).status);
    expect(statuses.slice(-2)).toEqual([429, 429]);
    expect((await fetch(`${site.url}/`)).status).toBe(200);
  });
});

describe("behind TLS", () => {
  it("signs in under the public address with cookies for https and that host only", async () => {
    const store = memoryStore();
    const account = { id: "a1", name: "王芳", kind: "staff", subject: "a1", disabledAt: null } as const;
    const password = await hashPassword("Qianshan-2022");
    store.accounts.set("a1", { account, login: "wang", password, issuer: null, posts: [] });
    const app = Fastify();
    const origin = "https://yiwang.example";
    await registerSignIn(app, { store, publicUrl: origin, title: { zh: "一网", en: "Yiwang" }, now });
    const jar = new Map<string, string>();
    const ask = async (url: string, form?: Readonly<Record<string, string>>) => {
      const { pathname, search } = new URL(url, origin);
      const cookie = [...jar].map(([key, value]) => `${key}=${value}`).join("; ");
      const answer = await app.inject({
        method: form === undefined ? "GET" : "POST",
        url: `${pathname}${search}`,
        headers: {
          host: "yiwang.example",
          cookie,
          origin,
          ...(form === undefined ? {} : { "content-type": "application/x-www-form-urlencoded" }),
        },
        ...(form === undefined ? {} : { payload: new URLSearchParams(form).toString() }),
      });
      for (const each of answer.cookies) {
        expect(each).toMatchObject({ secure: true, httpOnly: true });
        jar.set(each.name, each.value);
      }
      return answer;
    };
    const start = await ask("/sign-in");
    expect(start.headers["strict-transport-security"]).toContain("max-age=");
    expect(start.headers.location).toMatch(/^https:\/\/yiwang\.example\/oidc\/auth/);
    const asking = await ask(String(start.headers.location));
    let next = await ask(String(asking.headers.location), { login: "wang", password: "Qianshan-2022" });
    while (next.headers.location !== undefined && next.headers.location !== "/") {
      expect(new URL(next.headers.location, origin).origin).toBe(origin);
      next = await ask(next.headers.location);
    }
    expect(next.headers.location).toBe("/");
    expect([...jar.keys()]).toContain("__Host-yiwang-session");
    await app.close();
  });
});

it("keeps links and codes out of logs", () => {
  expect(redactUrl("/sign-in/callback?code=abc&state=xyz&iss=i")).toBe(
    "/sign-in/callback?code=…&state=…&iss=i",
  );
  expect(redactUrl("/sign-in/first?link=abc")).toBe("/sign-in/first?link=…");
});
