import { afterAll, beforeAll, expect, test } from "vitest";
import { expectOk, instantFromMillis, type Instant } from "#kernel";
import { systemContext } from "../ledger/context.ts";
import { openStore } from "../open-store.ts";
import type { Store } from "../store.ts";
import { eachDatabase, onPostgres, type TestStore } from "../testing.ts";
import { claimOutbox } from "./outbox.ts";
import { keepServers, showServer } from "./servers.ts";
import { orderOutbox } from "./signals.ts";
import { takeDueTimers } from "./timers.ts";

const DISTRICT = "210311";
const CONTEXT = systemContext(DISTRICT);
const AT = Date.parse("2026-11-16T01:00:00.000Z");
const at = (seconds: number): Instant => instantFromMillis(AT + seconds * 1000);

eachDatabase("what a server has taken", (open) => {
  let fresh: TestStore;
  beforeAll(async () => {
    fresh = await open();
    await showServer(fresh.store);
    await keepServers(fresh.store, CONTEXT, at(0));
  });
  afterAll(() => fresh.dispose());

  const take = (store: Store, kind: string) =>
    claimOutbox(store, CONTEXT, { now: at(1), limit: 10, until: at(3600), kinds: [kind] });
  const ask = (sql: string) => fresh.store.database.asOwner((owner) => owner.query(sql));
  const servers = async () => (await ask("select id from server")).map(({ id }) => id);

  test("stays its own while it lives", async () => {
    await orderOutbox(fresh.store, CONTEXT, [{ id: "a", kind: "mine", payload: {} }], at(0));
    expect(await take(fresh.store, "mine")).toHaveLength(1);
    expect(await keepServers(fresh.store, CONTEXT, at(1))).toBe(0);
    expect(await take(fresh.store, "mine")).toEqual([]);
    expect(await servers()).toEqual([fresh.store.server]);
  });

  test("is free at once when nobody holds its lock: orders, its own jobs, timers and batches", async () => {
    // As a server leaves it that was killed: on the list, with claims of an hour, and no lock.
    await ask(`insert into server (district, id) values ('${DISTRICT}', 7)`);
    await ask(`insert into outbox (district, id, kind, payload, next_at, claimed_until, claimed_by, lease) values
      ('${DISTRICT}', 'b', 'theirs', '{}', '${at(0)}', '${at(3600)}', 7, null),
      ('${DISTRICT}', 'inside', 'job', '{}', '${at(60)}', '${at(60)}', 7, 'x'),
      ('${DISTRICT}', 'outside', 'job', '{}', '${at(60)}', '${at(60)}', null, 'y')`);
    await ask(`insert into timer (district, case_id, id, element, due_at, claimed_until, claimed_by)
      values ('${DISTRICT}', 'c', 't', 'e', '${at(0)}', '${at(3600)}', 7)`);
    await ask(
      `insert into account (district, id, name, kind, issuer, subject, data, created_at)
        values ('${DISTRICT}', 'clerk', 'clerk', 'staff', 'self', 'clerk', '{}', '${at(0)}')`,
    );
    await ask(`insert into batch (district, id, account, matter, matter_version, element, form, name, given, status,
        created_at, claimed_until, claimed_by)
      values ('${DISTRICT}', 'b', 'clerk', 'm', '1', 'e', 'f', 'n', '{}', 'running', '${at(0)}', '${at(3600)}', 7)`);
    expect(await take(fresh.store, "theirs")).toEqual([]);

    expect(await keepServers(fresh.store, CONTEXT, at(2))).toBe(1);
    expect(await servers()).toEqual([fresh.store.server]);
    expect(await take(fresh.store, "theirs")).toMatchObject([{ id: "b", failures: 0 }]);
    expect(await ask("select id, next_at, lease from outbox where kind = 'job' order by id")).toEqual([
      { id: "inside", next_at: at(2), lease: null },
      { id: "outside", next_at: at(60), lease: "y" },
    ]);
    const timers = await takeDueTimers(fresh.store, CONTEXT, at(1), { limit: 10, until: at(3600) });
    expect(timers).toMatchObject([{ id: "t" }]);
    expect(await ask("select claimed_until from batch")).toEqual([{ claimed_until: null }]);
    // What it has taken now is its own, though the dead one had it before.
    expect(await keepServers(fresh.store, CONTEXT, at(3))).toBe(0);
    expect(await take(fresh.store, "theirs")).toEqual([]);
  });
});

onPostgres("what one of two servers has taken", (open) => {
  let fresh: TestStore;
  beforeAll(async () => {
    fresh = await open();
    await showServer(fresh.store);
    await keepServers(fresh.store, CONTEXT, at(0));
  });
  afterAll(() => fresh.dispose());

  const take = (store: Store) =>
    claimOutbox(store, CONTEXT, { now: at(1), limit: 10, until: at(3600), kinds: ["others"] });
  const ask = (sql: string) => fresh.store.database.asOwner((owner) => owner.query(sql));

  test("stays with a second server that lives, and is free when its session has ended", async () => {
    const other = expectOk(await openStore({ kind: "server", url: fresh.url ?? "", poolSize: 2 }));
    await showServer(other);
    await keepServers(other, CONTEXT, at(0));
    await orderOutbox(other, CONTEXT, [{ id: "d", kind: "others", payload: {} }], at(0));
    expect(await take(other)).toHaveLength(1);
    expect(await keepServers(fresh.store, CONTEXT, at(1))).toBe(0);
    expect(await take(fresh.store)).toEqual([]);
    await other.close();
    await expect.poll(() => keepServers(fresh.store, CONTEXT, at(1)), { timeout: 5000 }).toBe(1);
    expect(await take(fresh.store)).toMatchObject([{ id: "d" }]);
  });

  test("stays its own again after its session broke", async () => {
    const held = () =>
      ask(`select pid from pg_locks where locktype = 'advisory' and objid = ${fresh.store.server}::oid`);
    const [first] = await held();
    await ask(`select pg_terminate_backend(${String(first?.["pid"])})`);
    await expect
      .poll(async () => (await held())[0]?.["pid"] ?? first?.["pid"], { timeout: 10_000 })
      .not.toBe(first?.["pid"]);
    expect(await held()).toHaveLength(1);
  });
});
