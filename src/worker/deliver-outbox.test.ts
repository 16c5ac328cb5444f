import { afterAll, beforeAll, expect, it } from "vitest";
import { expectOk, instantFromMillis, ok, type Instant } from "#kernel";
import { claimOutbox, DatabaseAway, openStore, orderOutbox, systemContext, type Store } from "#store";
import { deliverOutbox, type Delivery } from "./deliver-outbox.ts";

const DISTRICT = "210311";
const context = systemContext(DISTRICT);
let store: Store;
let moment = Date.parse("2026-11-16T09:00:00+08:00");
const now = (): Instant => instantFromMillis(moment);
beforeAll(async () => {
  store = expectOk(await openStore({ kind: "memory" }));
});
afterAll(() => store.close());

const deliver = (kind: string, delivery: Delivery) =>
  deliverOutbox({
    store,
    district: DISTRICT,
    deliveries: { [kind]: delivery },
    now,
    failed: (_item, why) => expect.unreachable(why),
    forget: true,
  });
const order = (kind: string, ids: readonly string[]) =>
  orderOutbox(
    store,
    context,
    ids.map((id) => ({ id, kind, payload: {} })),
    now(),
  );

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
  expect(await claimOutbox(store, context, claim)).toMatchObject([{ id: "d" }]);
});
