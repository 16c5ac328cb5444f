import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { EXCHANGE } from "#cases";
import type { DistrictPack } from "#district";
import type { JsonObject } from "#kernel";
import { claimOutbox, orderOutbox, spreadSignal, systemContext } from "#store";
import { signalDeliveries } from "#worker";
import { eachDatabase, type TestStore } from "../../src/store/testing.ts";
import { element, end, flows, user } from "../support/bpmn.ts";
import { catching, eventsXml, start, startless } from "../support/events.ts";
import { DISTRICT, houseOn, mapped, packWith, type House } from "./exchange-house.ts";

// A Monday, nine o'clock.
const AT = "2026-11-16T01:00:00.000Z";
const CONTEXT = systemContext(DISTRICT);
const CLERK = '<zeebe:assignmentDefinition candidateGroups="clerk"/>';

/** Waits for `storm` twice. */
const LISTENER = eventsXml(
  [catching("a", "signal storm"), catching("b", "signal storm"), end()],
  flows("s a", "a b", "b e"),
  ["signal storm"],
  "listener",
);
const DUTY = startless(
  eventsXml(
    [start("g", "signal storm", mapped("level level")), user("t", CLERK), end()],
    flows("g t", "t e"),
    ["signal storm"],
    "duty",
  ),
);
const timed = (id: string, event: string): string =>
  startless(eventsXml([start("g", event), user("t", CLERK), end()], flows("g t", "t e"), [], id));
const limited = (id: string, limit: string): string =>
  startless(
    eventsXml(
      [
        element("startEvent", "g", {
          inside: "<bpmn:timerEventDefinition/>",
          extensions: `<yiwang:limit value="${limit}"/>`,
        }),
        user("t", CLERK),
        end(),
      ],
      flows("g t", "t e"),
      [],
      id,
    ),
  );

const TRADES = {
  listener: { xml: LISTENER },
  duty: { xml: DUTY, begins: {} },
  daily: { xml: timed("daily", "timer R/P1D"), begins: {} },
  thrice: { xml: timed("thrice", "timer R3/PT1H"), begins: {} },
  once: { xml: timed("once", "timer 2026-11-16T10:30:00+08:00"), begins: {} },
  lawful: { xml: limited("lawful", "2wd"), begins: {} },
  quiet: { xml: timed("quiet", "timer PT1H") },
};

let pack: DistrictPack;
let newer: DistrictPack;
beforeAll(async () => {
  pack = await packWith(TRADES);
  newer = await packWith({ ...TRADES, daily: { xml: timed("daily", "timer R/P2D"), begins: {} } });
});

eachDatabase("signals and start events", (open) => {
  let fresh: TestStore;
  let house: House;
  beforeEach(async () => {
    fresh = await open();
    house = await houseOn(fresh.store, pack, AT);
    return () => fresh.dispose();
  });

  const broadcast = async (name: string, variables: JsonObject = {}): Promise<string> => {
    const id = `outside/${randomUUID()}`;
    await orderOutbox(
      fresh.store,
      CONTEXT,
      [{ id, kind: EXCHANGE.signal, payload: { name, variables } }],
      house.work.now(),
    );
    return id;
  };
  const casesOf = async (matter: string): Promise<readonly string[]> => {
    const rows = await house.rows<{ at: string }>(
      `select received_at as at from case_file where matter = '${matter}' order by received_at`,
    );
    return rows.map(({ at }) => at.slice(5, 16));
  };

  test("a signal reaches everything that waits for it once, and begins the matters it begins", async () => {
    const waiting = await Promise.all([1, 2, 3].map(() => house.begin("listener")));
    await broadcast("storm", { level: "red" });
    await house.settle();
    const subscribed = await house.rows<{ caseId: string; element: string }>(
      `select case_id as "caseId", element from subscription order by case_id`,
    );
    expect(subscribed.map(({ caseId }) => caseId)).toEqual(waiting.toSorted());
    expect(new Set(subscribed.map((each) => each.element))).toEqual(new Set(["b"]));
    const [duty] = await house.rows<{ state: JsonObject }>(
      "select engine_state -> 'variables' as state from case_file where matter = 'duty'",
    );
    expect(duty?.state).toMatchObject({ level: "red" });
    expect(await casesOf("duty")).toHaveLength(1);
  });

  test("a signal goes on where a dead worker left it, and reaches nobody twice", async () => {
    const cases: string[] = [];
    for (let count = 0; count < 7; count += 1) cases.push(await house.begin("listener"));
    const item = await broadcast("storm");
    const routing = { store: fresh.store, work: house.work };
    const payload = { name: "storm", variables: {} };
    const signal = { item, name: "storm", fromCase: null, payload, kind: EXCHANGE.signalReach };
    const now = house.work.now();
    // One batch was ordered and one of its cases reached when the worker died.
    expect(await spreadSignal(fresh.store, CONTEXT, { ...signal, now }, 3)).toBe(3);
    const claimed = await claimOutbox(fresh.store, CONTEXT, {
      now,
      until: now,
      limit: 1,
      kinds: [EXCHANGE.signalReach],
    });
    for (const each of claimed) await signalDeliveries(routing)[EXCHANGE.signalReach]?.(each);
    expect(claimed).toHaveLength(1);
    await house.settle();
    const steps = await house.rows<{ count: number }>(
      "select count(*)::integer as count from entry where kind = 'broadcastSignal' group by subject",
    );
    expect(steps.map(({ count }) => count)).toEqual([1, 1, 1, 1, 1, 1, 1]);
  });

  test("timer start events begin cases at their date, by their cycle and by working days", async () => {
    house.moveTo("2026-11-16T02:31:00.000Z");
    await house.settle();
    expect(await casesOf("once")).toHaveLength(1);
    house.moveTo("2026-11-16T12:00:00.000Z");
    await house.settle();
    expect(await casesOf("thrice")).toHaveLength(3);
    expect(await casesOf("daily")).toHaveLength(0);
    house.moveTo("2026-11-18T12:00:00.000Z");
    await house.settle();
    expect([await casesOf("daily"), await casesOf("lawful")].map(({ length }) => length)).toEqual([2, 0]);
    // Two working days after the Monday it was published: the end of the Wednesday.
    house.moveTo("2026-11-18T16:00:00.000Z");
    await house.settle();
    expect(await casesOf("lawful")).toHaveLength(1);
    expect(await casesOf("quiet")).toHaveLength(0);
    expect(await casesOf("once")).toHaveLength(1);
  });

  test("of two servers one begins the case of a firing, and a restart begins none anew", async () => {
    const other = await houseOn(fresh.store, pack, AT);
    for (const each of [house, other]) each.moveTo("2026-11-18T01:00:00.000Z");
    await Promise.all([house.settle(), other.settle()]);
    expect(await casesOf("daily")).toHaveLength(2);
    expect(await casesOf("thrice")).toHaveLength(3);
    const restarted = await houseOn(fresh.store, pack, "2026-11-18T01:00:00.000Z");
    await restarted.settle();
    restarted.moveTo("2026-11-18T06:00:00.000Z");
    await restarted.settle();
    expect(await casesOf("thrice")).toHaveLength(3);
    expect(await casesOf("once")).toHaveLength(1);
  });

  test("a newer version of a process takes the place of the older one's schedule", async () => {
    const later = await houseOn(fresh.store, newer, "2026-11-16T02:00:00.000Z");
    for (const each of [house, later]) each.moveTo("2026-11-17T12:00:00.000Z");
    await house.settle();
    await later.settle();
    expect(await casesOf("daily")).toHaveLength(0);
    for (const each of [house, later]) each.moveTo("2026-11-18T03:00:00.000Z");
    await house.settle();
    expect(await casesOf("daily")).toHaveLength(0);
    await later.settle();
    expect(await casesOf("daily")).toHaveLength(1);
  });
});
