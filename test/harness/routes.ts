import { expect } from "vitest";
import type { TestPlatform } from "./test-platform.ts";

/** The server's own table: `METHOD /path` of every route. HEAD goes with GET. */
export function routesOf(site: TestPlatform): readonly string[] {
  const parents: string[] = [];
  return site.app
    .printRoutes({ commonPrefix: false })
    .split("\n")
    .flatMap((line) => {
      const drawn = /^([│\s]*)(?:├──|└──) (\S+) \(([^)]*)\)/.exec(line);
      if (drawn === null) return [];
      const [, indent = "", part = "", methods = ""] = drawn;
      const depth = Math.floor(indent.length / 4);
      // The issuer's own wildcard is drawn without the prefix that it is mounted under.
      const path = part === "*" ? "/oidc/*" : `${depth === 0 ? "" : (parents[depth - 1] ?? "")}${part}`;
      parents[depth] = path;
      return methods
        .split(", ")
        .filter((method, _index, all) => method !== "HEAD" || !all.includes("GET"))
        .map((method) => `${method} ${path}`);
    });
}

/** No answer leaves without the headers that hold a browser to our own origin. */
export function expectStrictHeaders(headers: Headers, where: string): void {
  const policy = headers.get("content-security-policy") ?? "";
  expect([where, policy]).toEqual([where, expect.stringMatching(/default-src '(self|none)'/)]);
  expect([where, policy.includes("unsafe-eval")]).toEqual([where, false]);
  expect([where, headers.get("x-content-type-options")]).toEqual([where, "nosniff"]);
  expect([where, headers.get("x-frame-options")]).toEqual([where, "DENY"]);
  expect([where, headers.get("referrer-policy") !== null]).toEqual([where, true]);
}

/** A refusal has a stable code, what is wrong and what to do next, in both languages. */
export function expectProblem(body: unknown, where: string): void {
  expect([where, body]).toEqual([
    where,
    expect.objectContaining({
      code: expect.stringMatching(/^[A-Z_]+$/),
      message: { zh: expect.stringMatching(/\p{Script=Han}/u), en: expect.any(String) },
      next: { zh: expect.stringMatching(/\p{Script=Han}/u), en: expect.any(String) },
    }),
  ]);
}

/** The code of a refusal, if it is one. */
export function codeOf(body: unknown): unknown {
  return typeof body === "object" && body !== null && "code" in body ? body.code : undefined;
}
