import { afterAll, beforeAll, expect, it } from "vitest";
import { err, instantFromMillis, millisOf, ok, problem, type Instant } from "#kernel";
import {
  claimOutbox,
  DatabaseAway,
  dropOutbox,
  listFailures,
  orderOutbox,
  retryOutbox,
  systemContext,
  type Store,
} from "#store";
import { eachDatabase, type TestStore } from "../store/testing.ts";
import { deliverOutbox, type Delivery } from "./deliver-outbox.ts";

const DISTRICT = "210311";
const context = systemContext(DISTRICT);
const REFUSAL = problem("DOCUMENT_UNKNOWN");

eachDatabase("what is due in the outbox", (open) => {
  let fresh: TestStore;
  let store: Store;
  let moment = Date.parse("2026-11-16T09:00:00+08:00");
  const now = (): Instant => instantFromMillis(moment);
  const later = (ms: number): Instant => instantFromMillis(millisOf(now()) + ms);
  beforeAll(async () => {
    fresh = await open();
    store = fresh.store;
  });
  afterAll(() => fresh.dispose());

  const faults: string[] = [];
  const deliver = (kind: string, delivery: Delivery) =>
    deliverOutbox({
      store,
      district: DISTRICT,
      deliveries: { [kind]: delivery },
      now,
      failed: (_item, why) => faults.push(why),
      forget: true,
    });
  const order = (kind: string, ids: readonly string[]) =>
    orderOutbox(
      store,
      context,
      ids.map((id) => ({ id, kind, payload: {} })),
      now(),
    );
  const givenUp = async () =>
    (await listFailures(store, context)).items.map(({ about, id, what }) => [about, id, what]);

  it("leaves to others what it has not begun while its claim held", async () => {
    await order("slow", ["a", "b", "c"]);
    const done: string[] = [];
    await deliver("slow", async ({ id }) => {
      done.push(id);
      moment += 6_000;
      return ok(null);
    });
    expect(done).toEqual(["a", "b"]);
    await deliver("slow", async ({ id }) => {
      done.push(id);
      return ok(null);
    });
    expect(done).toEqual(["a", "b", "c"]);
  });

  it("does not blame an item for a database that is away", async () => {
    await order("away", ["d"]);
    const away = deliver("away", () => Promise.reject(new DatabaseAway(new Error("ECONNREFUSED"))));
    await expect(away).rejects.toBeInstanceOf(DatabaseAway);
    moment += 10_000;
    const claim = { now: now(), limit: 10, until: now(), kinds: ["away"] };
    expect(await claimOutbox(store, context, claim)).toMatchObject([{ id: "d", failures: 0 }]);
  });

  it("does not count it as a failure to be taken by a server that is killed, however often", async () => {
    await order("killed", ["e"]);
    for (let deaths = 1; deaths <= 20; deaths += 1) {
      const claim = { now: now(), limit: 10, until: later(10_000), kinds: ["killed"] };
      expect(await claimOutbox(store, context, claim)).toMatchObject([{ id: "e", attempts: deaths }]);
      moment += 10_000;
    }
    faults.length = 0;
    await deliver("killed", async () => err(REFUSAL));
    expect(faults).toHaveLength(1);
    expect(await givenUp()).toEqual([]);
    moment += 1_999;
    const seen: number[] = [];
    const look: Delivery = async ({ failures }) => {
      seen.push(failures);
      return ok(null);
    };
    await deliver("killed", look);
    expect(seen).toEqual([]);
    moment += 1;
    await deliver("killed", look);
    expect(seen).toEqual([1]);
  });

  it("waits longer after each failure, and after the eighth leaves it to a person, who has it tried again", async () => {
    await order("broken", ["f"]);
    const waits: number[] = [];
    for (let failures = 1; failures <= 8; failures += 1) {
      await deliver("broken", async () => err(REFUSAL));
      const [due] = await store.database.asOwner((sql) =>
        sql.query<{ nextAt: Instant }>(`select next_at as "nextAt" from outbox where id = 'f'`),
      );
      waits.push((millisOf(due?.nextAt ?? now()) - moment) / 1000);
      moment += 2 ** failures * 1000;
    }
    expect(waits.slice(0, 7)).toEqual([2, 4, 8, 16, 32, 64, 128]);
    const { items } = await listFailures(store, context);
    expect(items).toMatchObject([
      {
        about: "delivery",
        id: "f",
        what: "broken",
        of: null,
        raisedAt: instantFromMillis(moment - 256_000),
        problem: { code: "DELIVERY_GIVEN_UP" },
      },
    ]);
    expect(items[0]?.problem.message.zh).toContain(REFUSAL.message.zh);
    moment += 86_400_000;
    const done: string[] = [];
    const carry: Delivery = async ({ id, failures }) => {
      done.push(`${id} after ${failures}`);
      return ok(null);
    };
    await deliver("broken", carry);
    expect(done).toEqual([]);
    const presses = [1, 2].map(() => retryOutbox(store, context, "f", now()));
    expect((await Promise.all(presses)).toSorted()).toEqual([false, true]);
    expect(await givenUp()).toEqual([]);
    await deliver("broken", carry);
    expect(done).toEqual(["f after 0"]);
  });

  it("tries no more what a person has dropped, and keeps who did so and why", async () => {
    await order("unwanted", ["g"]);
    for (let failures = 1; failures <= 8; failures += 1) {
      await deliver("unwanted", () => Promise.reject(new Error("no such port")));
      moment += 2 ** failures * 1000;
    }
    expect(await givenUp()).toEqual([["delivery", "g", "unwanted"]]);
    const dropping = { by: "configurer", reason: "对方系统已停用", at: now() };
    expect(await dropOutbox(store, context, "g", dropping)).toBe(true);
    expect(await dropOutbox(store, context, "g", dropping)).toBe(false);
    expect(await retryOutbox(store, context, "g", now())).toBe(false);
    expect(await givenUp()).toEqual([]);
    const rows = await store.database.asOwner((sql) =>
      sql.query("select status, dropped, fault from outbox where id = 'g'"),
    );
    expect(rows).toEqual([{ status: "dropped", dropped: dropping, fault: "no such port" }]);
  });
});
