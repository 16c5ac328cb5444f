import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { expectOk } from "#kernel";
import { listReports, openStore } from "#store";
import { startChildServer } from "../harness/child-server.ts";
import { applyForFoodLicence } from "../harness/food-licence.ts";
import { packWithLibraries } from "../harness/library-pack.ts";
import { startLibraryReceiver } from "../harness/library-receiver.ts";
import { signInAs } from "../harness/person.ts";
import { freshServerDatabase } from "../../src/store/fresh-database.ts";
import { freePort, onEachDatabase } from "../harness/test-platform.ts";

const KILLS = 3;
const DISTRICT = "210311";

onEachDatabase("reports to a library under kills", (database) => {
  const undo: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const each of undo.splice(0).toReversed()) await each();
  });

  it("are neither lost, doubled nor out of order, though each kill meets one on its way", async () => {
    const receiver = await startLibraryReceiver();
    undo.push(receiver.stop);
    const district = await packWithLibraries(receiver.url);
    undo.push(() => rm(district, { recursive: true, force: true }));
    const data = await mkdtemp(join(tmpdir(), "yiwang-kill-"));
    undo.push(() => rm(data, { recursive: true, force: true }));
    const fresh = database === "PostgreSQL" ? await freshServerDatabase() : undefined;
    if (fresh !== undefined) undo.push(fresh.drop);
    const place = {
      port: await freePort(),
      data,
      district,
      environment: { YIWANG_AUTHORIZATION_OUTER_LIBRARIES: "Bearer library" },
      ...(fresh === undefined ? {} : { databaseUrl: fresh.url }),
    };
    let server = await startChildServer(place);
    undo.push(() => server.kill());
    const cases: string[] = [];
    for (let kill = 0; kill < KILLS; kill += 1) {
      // What is sent now is taken by the library, and its answer never comes: the server is killed while it waits.
      const met = new Promise<void>((resolve) => {
        receiver.before = (report) => {
          if (report.event !== "case.opened") return undefined;
          receiver.held.set(report.id, report);
          resolve();
          return null;
        };
      });
      const owner = await signInAs(server.url, "shop-owner");
      const { caseNo } = await applyForFoodLicence(owner);
      cases.push(caseNo);
      const approver = await signInAs(server.url, "approver");
      const reason = "同一申请重复提交，另案办理";
      const ended = await approver.try("POST", `/api/cases/${caseNo}/cancel`, { version: 1, reason });
      expect(ended.status).toBe(200);
      await met;
      await server.kill();
      receiver.before = () => undefined;
      server = await startChildServer(place);
    }
    const kindsOf = (caseNo: string) =>
      [...receiver.held.values()].filter(({ subject }) => subject === caseNo).map(({ event }) => event);
    await expect
      .poll(() => cases.map((each) => kindsOf(each)), { timeout: 60_000 })
      .toEqual(cases.map(() => ["case.opened", "case.closed"]));
    expect(receiver.faults).toEqual([]);
    const posted = receiver.heard.filter(({ method }) => method === "POST");
    expect(posted.length).toBeGreaterThanOrEqual(receiver.held.size + KILLS);
    expect(posted.every(({ headers }) => headers.authorization === "Bearer library")).toBe(true);
    for (const { id } of receiver.held.values()) {
      const same = posted.filter(({ headers }) => headers["idempotency-key"] === id).map(({ body }) => body);
      expect(new Set(same).size).toBe(1);
    }
    expect(await server.stop()).toBe(0);
    const store = expectOk(
      await openStore(
        fresh === undefined ? { kind: "embedded", folder: data } : { kind: "server", url: fresh.url },
      ),
    );
    undo.push(() => store.close());
    const { items } = await listReports(store, DISTRICT, { recipient: "case-library" }, {});
    expect(items.map(({ event, state }) => [event, state]).toSorted()).toEqual(
      receiver
        .of("/cases")
        .map(({ id }) => [id, "delivered"])
        .toSorted(),
    );
  }, 600_000);
});
