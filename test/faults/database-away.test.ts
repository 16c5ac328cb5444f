import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { startChildServer } from "../harness/child-server.ts";
import { foodForm, MATTER, uploadMaterials } from "../harness/food-licence.ts";
import { startOwnPostgres } from "../harness/own-postgres.ts";
import { signInAs, type CaseAnswer, type Person } from "../harness/person.ts";
import { freePort } from "../harness/test-platform.ts";

const READERS = 8;
const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe("a server whose database goes away (PostgreSQL)", () => {
  const undo: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const each of undo.splice(0).toReversed()) await each();
  });

  it("lives on, says so, and goes on when it is back", async () => {
    const data = await mkdtemp(join(tmpdir(), "yiwang-away-"));
    undo.push(() => rm(data, { recursive: true, force: true }));
    const postgres = await startOwnPostgres();
    undo.push(postgres.remove);
    const server = await startChildServer({ port: await freePort(), data, databaseUrl: postgres.url });
    undo.push(server.kill);
    const owner = await signInAs(server.url, "shop-owner");
    const materials = await uploadMaterials(owner);

    for (const ending of ["immediate", "fast"] as const) {
      const key = randomUUID();
      const body = { matter: MATTER, values: foodForm(), materials };
      const reading = readRestlessly(owner);
      await wait(300);
      await postgres.stop(ending);

      expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
      const readiness = await fetch(`${server.url}/readyz`);
      expect(readiness.status).toBe(503);
      expect(Number(readiness.headers.get("retry-after"))).toBeGreaterThan(0);
      const refused = await owner.try("POST", "/api/cases", body, key);
      expect(refused).toMatchObject({ status: 503, body: { code: "STORE_AWAY" } });
      const page = await fetch(`${server.url}/sign-in`, { headers: { accept: "text/html" } });
      expect(page.status).toBe(503);
      expect(Number(page.headers.get("retry-after"))).toBeGreaterThan(0);
      expect(await page.text()).toContain("数据库暂时连接不上");
      await wait(1500);

      await postgres.start();
      await untilReady(server.url);
      const { seen } = await reading.end();
      // Nobody was told of an unexpected fault, and nobody was sent away for not being signed in.
      expect(seen.filter((status) => status !== 200 && status !== 503)).toEqual([]);
      expect(seen).toContain(503);
      const sent = await owner.try("POST", "/api/cases", body, key);
      expect(sent.status).toBe(200);
      await untilSealed(owner, (sent.body as { caseNo: string }).caseNo);
    }
    expect(await server.stop()).toBe(0);
    expect(server.said()).not.toMatch(/unexpected fault|chore failed/);
    // A chore that fails all the while says so once, not every half second, and no request says it besides.
    const told = server.said().match(/the database is away/g) ?? [];
    expect(told.length).toBeGreaterThan(0);
    expect(told.length).toBeLessThan(40);
  }, 240_000);
});

/** Many who read all the time, so that connections are at work when they break. */
function readRestlessly(person: Person) {
  const seen: number[] = [];
  const life = { goingOn: true };
  const reading = Promise.all(
    Array.from({ length: READERS }, async () => {
      while (life.goingOn) seen.push((await person.try("GET", "/api/my/cases")).status);
    }),
  );
  reading.catch(() => undefined);
  return {
    end: async () => {
      life.goingOn = false;
      await reading;
      return { seen };
    },
  };
}

async function untilReady(url: string): Promise<void> {
  const end = performance.now() + 20_000;
  while ((await fetch(`${url}/readyz`)).status !== 200) {
    if (performance.now() > end) throw new Error("not ready again in time");
    await wait(50);
  }
}

async function untilSealed(person: Person, caseNo: string): Promise<void> {
  const end = performance.now() + 30_000;
  for (;;) {
    const { documents } = await person.get<CaseAnswer>(`/api/cases/${caseNo}`);
    if (documents.length > 0 && documents.every(({ status }) => status === "ready")) return;
    if (performance.now() > end) throw new Error(`${caseNo}: not sealed in time`);
    await wait(200);
  }
}
