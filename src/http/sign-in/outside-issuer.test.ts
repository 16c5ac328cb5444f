import { createServer, type Server } from "node:http";
import { Provider } from "oidc-provider";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import {
  firstAdministratorLink,
  outsideIssuerFrom,
  type OutsideIssuer,
  type SignInOptions,
} from "./index.ts";
import { testBrowser, type Visit } from "./testing/browser.ts";
import { memoryStore, type MemoryStore } from "./testing/memory-store.ts";
import { freePort, testSite, type TestSite } from "./testing/test-site.ts";

/** A city's unified identity: another oidc-provider on a port of its own, with the library's trial pages. */
type City = { readonly url: string; readonly server: Server };

const CLIENT = { clientId: "yiwang-district", clientSecret: "a-secret-shared-with-the-city-0123456789" };
const running: { city?: City; site?: TestSite<MemoryStore> } = {};

async function startCity(port: number, siteUrl: string): Promise<City> {
  const url = `http://127.0.0.1:${port}`;
  const provider = new Provider(url, {
    clients: [
      {
        client_id: CLIENT.clientId,
        client_secret: CLIENT.clientSecret,
        redirect_uris: [`${siteUrl}/sign-in/callback`],
        post_logout_redirect_uris: [`${siteUrl}/`],
      },
    ],
    claims: { openid: ["sub", "name", "employee_no", "kind", "credit_code"] },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    findAccount: (_context, id) => ({
      accountId: id,
      claims: () => ({
        sub: id,
        name: `市民${id}`,
        employee_no: `E-${id}`,
        ...(id === "firm" ? { kind: "2", credit_code: "91210311MA1Q001176" } : { kind: "1" }),
      }),
    }),
  });
  const server = createServer(provider.callback());
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return { url, server };
}

async function siteOfCity(
  change: Partial<OutsideIssuer> = {},
  recognise?: SignInOptions["recognise"],
): Promise<TestSite<MemoryStore>> {
  const port = await freePort();
  const name = { zh: "鞍山市统一身份认证", en: "Anshan identity" };
  const outside = { url: `http://127.0.0.1:${port}`, name, unknown: "refuse", ...CLIENT, ...change } as const;
  const site = await testSite({ outside, ...(recognise === undefined ? {} : { recognise }) }, memoryStore());
  running.site = site;
  running.city = await startCity(port, site.url);
  return site;
}

/** Signs in at the city's trial pages: any name, any password, then its consent. */
async function signInAtCity(start: string, name: string, browser = testBrowser()): Promise<Visit> {
  const asked = await browser.open(start);
  expect(asked.url).toContain(running.city?.url);
  const consent = await browser.submit(asked.url, { prompt: "login", login: name, password: "any" });
  return browser.submit(consent.url, { prompt: "consent" });
}

beforeEach(() => {
  delete running.city;
  delete running.site;
  // The library remarks at length on the trial settings that play the city here.
  vi.spyOn(console, "warn").mockReturnValue();
  vi.spyOn(console, "info").mockReturnValue();
});
afterEach(async () => {
  await running.site?.app.close();
  running.city?.server.closeAllConnections();
  running.city?.server.close();
});

it("signs in someone the city knows and the district has bound by the configured claim", async () => {
  const site = await siteOfCity({ subjectClaim: "employee_no" });
  const account = { id: "a1", name: "王芳", kind: "staff", subject: "E-wang", disabledAt: null } as const;
  const issuer = running.city?.url ?? "";
  site.store.accounts.set("a1", { account, login: "wang", password: null, issuer, posts: [] });
  const me = await signInAtCity(`${site.url}/sign-in?return=/api/me`, "wang");
  expect(JSON.parse(me.text)).toMatchObject({ account: { id: "a1" } });
});

it("refuses someone nobody knows, in a sentence", async () => {
  const site = await siteOfCity();
  const refused = await signInAtCity(`${site.url}/sign-in`, "stranger");
  expect(refused.status).toBe(403);
  expect(refused.text).toContain("还没有您的账号");
  expect(site.store.sessions.size).toBe(0);
});

it("makes a resident of someone nobody knows where that is configured, once", async () => {
  const site = await siteOfCity({ unknown: "resident" });
  for (const path of ["/api/me", "/api/me?again"]) {
    const me = await signInAtCity(`${site.url}/sign-in?return=${path}`, "zhang");
    expect(JSON.parse(me.text)).toMatchObject({
      account: { name: "市民zhang", kind: "resident" },
      posts: [],
    });
  }
  expect(site.store.accounts.size).toBe(1);
});

it("hands on what the city says of whose account it is, where its word is taken for that, and knows a firm's login", async () => {
  const told: unknown[] = [];
  const recognise: SignInOptions["recognise"] = async ({ kind }, said) => void told.push([kind, ...said]);
  const trusted = { knownAs: { enterprise: "credit_code" }, enterpriseWhen: { claim: "kind", value: "2" } };
  const site = await siteOfCity({ unknown: "resident", ...trusted }, recognise);
  await signInAtCity(`${site.url}/sign-in?return=/api/me`, "firm");
  await signInAtCity(`${site.url}/sign-in?return=/api/me`, "zhang");
  expect(told).toEqual([
    ["enterprise", { register: "enterprise", key: "91210311MA1Q001176" }],
    ["resident", { register: "enterprise", key: null }],
  ]);
});

it("takes no word of a city for that which is not named", async () => {
  const told: unknown[] = [];
  const site = await siteOfCity({ unknown: "resident" }, async (_account, said) => void told.push(...said));
  await signInAtCity(`${site.url}/sign-in?return=/api/me`, "firm");
  expect(told).toEqual([]);
  expect([...site.store.accounts.values()].map(({ account }) => account.kind)).toEqual(["resident"]);
});

it("makes the first administrator of whoever signs in there with the one-time link", async () => {
  const site = await siteOfCity();
  const link = await firstAdministratorLink({ store: site.store, publicUrl: site.url, now: site.now });
  const browser = testBrowser();
  const page = await browser.get(link ?? "");
  const href = /href="(\/sign-in\?link=[^"]+)"/.exec(page.text)?.[1] ?? "";
  await signInAtCity(`${site.url}${href}`, "zhao", browser);
  const me = await browser.get(`${site.url}/api/me`);
  expect(JSON.parse(me.text)).toMatchObject({ posts: [{ role: "admin" }] });
  const eve = await signInAtCity(`${site.url}${href}`, "eve");
  expect(eve.text).toContain("LINK_SPENT");
});

it("runs no issuer of its own beside it, and names the city's sign-out", async () => {
  const site = await siteOfCity({ unknown: "resident" });
  expect((await fetch(`${site.url}/oidc/.well-known/openid-configuration`)).status).toBe(404);
  const browser = testBrowser();
  const me = JSON.parse((await signInAtCity(`${site.url}/sign-in?return=/api/me`, "li", browser)).text) as {
    csrf: string;
  };
  const out = await browser.send(`${site.url}/sign-out`, {}, { origin: site.url, "x-csrf-token": me.csrf });
  expect(JSON.parse(out.text)).toMatchObject({
    next: expect.stringContaining(`${running.city?.url}/session/end`),
  });
});

it("says so while the city does not answer, and works once it does", async () => {
  const site = await siteOfCity();
  const { city } = running;
  city?.server.closeAllConnections();
  await new Promise((resolve) => city?.server.close(resolve));
  const silent = await fetch(`${site.url}/sign-in`);
  expect(silent.status).toBe(503);
  expect(await silent.text()).toContain("ISSUER_SILENT");
  running.city = await startCity(Number(new URL(city?.url ?? "").port), site.url);
  expect((await testBrowser().open(`${site.url}/sign-in`)).url).toContain(running.city.url);
});

it("is read from the environment, whole and over https, or not at all", () => {
  const whole = {
    YIWANG_ISSUER_URL: "https://id.example",
    YIWANG_ISSUER_CLIENT_ID: "district",
    YIWANG_ISSUER_CLIENT_SECRET: "secret",
  };
  expect(outsideIssuerFrom({})).toEqual({ ok: true, value: undefined });
  expect(outsideIssuerFrom(whole)).toMatchObject({
    value: { url: "https://id.example", unknown: "refuse", subjectClaim: "sub" },
  });
  const code = (change: Readonly<Record<string, string>>) => {
    const read = outsideIssuerFrom({ ...whole, ...change });
    return read.ok ? "ok" : read.error.code;
  };
  expect(code({ YIWANG_ISSUER_CLIENT_SECRET: "" })).toBe("ISSUER_SETTING_MISSING");
  expect(code({ YIWANG_ISSUER_URL: "http://id.example" })).toBe("ISSUER_URL_INSECURE");
  expect(code({ YIWANG_ISSUER_UNKNOWN: "everyone" })).toBe("ISSUER_UNKNOWN_UNREADABLE");
  expect(code({ YIWANG_ISSUER_UNKNOWN: "resident" })).toBe("ok");
  expect(code({ YIWANG_ISSUER_KNOWN_AS: "enterprise" })).toBe("ISSUER_PAIR_UNREADABLE");
  expect(
    outsideIssuerFrom({
      ...whole,
      YIWANG_ISSUER_KNOWN_AS: "enterprise=credit_code  population=id_number",
      YIWANG_ISSUER_ENTERPRISE_WHEN: "user_type=2",
      YIWANG_ISSUER_SCOPE: "openid profile legal_person",
    }),
  ).toMatchObject({
    value: {
      knownAs: { enterprise: "credit_code", population: "id_number" },
      enterpriseWhen: { claim: "user_type", value: "2" },
      scope: "openid profile legal_person",
    },
  });
});
