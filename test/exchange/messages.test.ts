import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { DistrictPack } from "#district";
import { addDuration } from "#process";
import type { JsonObject } from "#kernel";
import { EXCHANGE } from "#cases";
import { expireMessages, findMessage, keepMessage, systemContext, type KeptMessage } from "#store";
import { messageDeliveries } from "#worker";
import { eachDatabase, type TestStore } from "../../src/store/testing.ts";
import { end, flows, timer, user } from "../support/bpmn.ts";
import { catching, eventsXml, start, startless, throwing } from "../support/events.ts";
import { DISTRICT, houseOn, mapped, packWith, type House } from "./exchange-house.ts";

const AT = "2026-11-16T01:00:00.000Z";
const CONTEXT = systemContext(DISTRICT);
const CLERK = '<zeebe:assignmentDefinition candidateGroups="clerk"/>';

/** Waits for `paid` under its own number. */
const WAITER = eventsXml(
  [catching("c", "message paid", mapped("amount amount")), end()],
  flows("s c", "c e"),
  ["message paid =caseNo"],
  "waiter",
);
/** Waits an hour before it waits for `paid`. */
const LATE = eventsXml(
  [timer("w", "PT1H"), catching("c", "message paid", mapped("amount amount")), end()],
  flows("s w", "w c", "c e"),
  ["message paid =caseNo"],
  "late",
);
/** Begins by `report`, and throws `paid` for the case that the report names. */
const REPORTER = startless(
  eventsXml(
    [start("m", "message report", mapped("of of")), throwing("th", "message paid"), user("t", CLERK), end()],
    flows("m th", "th t", "t e"),
    ["message report", "message paid =of"],
    "reporter",
  ),
);
/** Throws `paid` for the case that a report names, and waits for it itself: half an hour later, or at once. */
const throwerOf = (id: string, between: readonly string[], way: readonly string[]) =>
  startless(
    eventsXml(
      [
        start("m", `message ${id}`, mapped("of of")),
        throwing("th", "message paid"),
        ...between,
        catching("c", "message paid"),
        end(),
      ],
      flows("m th", ...way, "c e"),
      [`message ${id}`, "message paid =of"],
      id,
    ),
  );
const BOTH = throwerOf("both", [timer("w", "PT30M")], ["th w", "w c"]);
const OWN = throwerOf("own", [], ["th c"]);
/** Waits half an hour before it waits for `paid`. */
const SOON = eventsXml(
  [timer("w", "PT30M"), catching("c", "message paid"), end()],
  flows("s w", "w c", "c e"),
  ["message paid =caseNo"],
  "soon",
);
/** Begins by `order` and ends after an hour. */
const ORDER = startless(
  eventsXml(
    [start("m", "message order", mapped("what what")), timer("w", "PT1H"), end()],
    flows("m w", "w e"),
    ["message order"],
    "order",
  ),
);

let pack: DistrictPack;
beforeAll(async () => {
  pack = await packWith({
    waiter: { xml: WAITER },
    late: { xml: LATE },
    reporter: { xml: REPORTER, begins: {} },
    both: { xml: BOTH, begins: {} },
    own: { xml: OWN, begins: {} },
    soon: { xml: SOON },
    order: { xml: ORDER, begins: { applicantName: { zh: "区政府热线", en: "the hotline" } } },
  });
});

eachDatabase("messages between cases and from outside", (open) => {
  let fresh: TestStore;
  let house: House;
  beforeAll(async () => {
    fresh = await open();
  });
  beforeEach(async () => {
    house = await houseOn(fresh.store, pack, AT);
  });
  afterAll(() => fresh.dispose());

  const send = async (
    name: string,
    key: string,
    variables: JsonObject = {},
    { id = randomUUID(), lifetime = "PT1H" } = {},
  ): Promise<KeptMessage> => {
    const at = house.work.now();
    const until = addDuration(at, lifetime) ?? at;
    const message = { id, name, key, variables, fromCase: null, sentBy: "connector", at, until };
    return keepMessage(fresh.store, CONTEXT, message, { id: `outside/${id}`, kind: EXCHANGE.message });
  };
  const after = async ({ id }: KeptMessage) => findMessage(fresh.store, CONTEXT, id);
  const received = async (caseNo: string): Promise<number> => {
    const [row] = await house.rows<{ count: number }>(
      `select count(*)::integer as count from entry where subject = '${caseNo}' and kind = 'correlateMessage'`,
    );
    return row?.count ?? 0;
  };
  const casesOf = (matter: string) =>
    house.rows<{ id: string; status: string; applicant: string; applicantName: string; title: string }>(
      `select id, status, applicant, applicant_name as "applicantName", title from case_file
        where matter = '${matter}' order by id`,
    );

  test("a message reaches the case whose subscription has its name and key, and no other", async () => {
    const [one, two] = [await house.begin("waiter"), await house.begin("waiter")];
    const message = await send("paid", two, { amount: 12 });
    await house.settle();
    expect([await house.statusOf(one), await house.statusOf(two)]).toEqual(["active", "completed"]);
    expect(await after(message)).toMatchObject({ status: "delivered", caseNo: two });
    expect(await house.rows("select id from subscription where case_id = '" + two + "'")).toEqual([]);
  });

  test("what a case throws reaches another, in turn and not the thrower itself", async () => {
    const waiter = await house.begin("waiter");
    await send("report", "", { of: waiter });
    await house.settle();
    expect(await house.statusOf(waiter)).toBe("completed");
    expect(await received(waiter)).toBe(1);
    const [reporter] = await casesOf("reporter");
    expect(reporter).toMatchObject({ status: "active", applicant: "system", title: "食品经营许可（新办）" });
  });

  test("the same message sent twice, and delivered by two workers at once, comes once", async () => {
    const caseNo = await house.begin("waiter");
    const id = randomUUID();
    const item = { id: `outside/${id}`, kind: "message", payload: { message: id }, district: DISTRICT };
    await send("paid", caseNo, { amount: 1 }, { id });
    const routing = { store: fresh.store, work: house.work };
    const deliver = messageDeliveries(routing)["message"];
    const answers = await Promise.all([1, 2, 3].map(() => deliver?.({ ...item, attempts: 1, failures: 0 })));
    expect(answers.map((each) => each?.ok)).toEqual([true, true, true]);
    await send("paid", caseNo, { amount: 1 }, { id });
    await house.settle();
    expect(await received(caseNo)).toBe(1);
  });

  test("a message that comes too early waits, and reaches the subscription when that is opened", async () => {
    const caseNo = await house.begin("late");
    const message = await send("paid", caseNo, { amount: 3 }, { lifetime: "PT2H" });
    await house.settle();
    expect(await after(message)).toMatchObject({ status: "waiting" });
    house.moveTo("2026-11-16T02:00:01.000Z");
    await house.settle();
    expect(await house.statusOf(caseNo)).toBe("completed");
    expect(await received(caseNo)).toBe(1);
  });

  test("a message whose time is over reaches nobody", async () => {
    const caseNo = await house.begin("late");
    const message = await send("paid", caseNo, { amount: 3 }, { lifetime: "PT30M" });
    await house.settle();
    house.moveTo("2026-11-16T02:00:01.000Z");
    await house.settle();
    expect(await house.statusOf(caseNo)).toBe("active");
    expect(await expireMessages(fresh.store, CONTEXT, house.work.now(), 10)).toBeGreaterThan(0);
    expect(await after(message)).toMatchObject({ status: "expired" });
  });

  test("a start message begins one case a key while that is open, and the next when it is over", async () => {
    const first = await send("order", "k1", { what: "one" }, { lifetime: "PT3H" });
    const second = await send("order", "k1", { what: "two" }, { lifetime: "PT3H" });
    const other = await send("order", "k2", { what: "three" });
    await house.settle();
    expect(await casesOf("order")).toMatchObject([
      { status: "active", applicant: "system", applicantName: "区政府热线" },
      { status: "active" },
    ]);
    expect([first, second, other].length).toBe(3);
    const waiting = await Promise.all(
      [first, second, other].map(async (each) => (await after(each))?.status),
    );
    expect(waiting.toSorted()).toEqual(["delivered", "delivered", "waiting"]);
    house.moveTo("2026-11-16T02:00:01.000Z");
    await house.settle();
    expect((await casesOf("order")).map(({ status }) => status)).toEqual([
      "completed",
      "completed",
      "active",
    ]);
    await send("order", "");
    await send("order", "");
    await house.settle();
    expect(await casesOf("order")).toHaveLength(5);
  });

  test("of a message and a subscription that come at one moment each finds the other", async () => {
    const cases: string[] = [];
    for (let count = 0; count < 12; count += 1) cases.push(await house.begin("late"));
    house.moveTo("2026-11-16T02:00:01.000Z");
    await Promise.all([
      house.settle(),
      ...cases.map((caseNo, index) => send("paid", caseNo, { amount: index })),
      houseOn(fresh.store, pack, "2026-11-16T02:00:01.000Z").then((other) => other.settle()),
    ]);
    await house.settle();
    for (const caseNo of cases) {
      expect(await house.statusOf(caseNo)).toBe("completed");
      expect(await received(caseNo)).toBe(1);
    }
  });

  test("what a case throws and takes in the same step goes to nobody else", async () => {
    const waiter = await house.begin("waiter");
    await send("own", "", { of: waiter });
    await house.settle();
    const [own] = await casesOf("own");
    expect(own?.status).toBe("completed");
    expect(await house.statusOf(waiter)).toBe("active");
    expect(await house.rows(`select id from message where from_case = '${own?.id}'`)).toEqual([]);
  });

  test("what a case throws is received once in all, when it and another begin to wait at one moment", async () => {
    const pairs: string[] = [];
    for (let count = 0; count < 12; count += 1) pairs.push(await house.begin("soon"));
    for (const of of pairs) await send("both", "", { of });
    await house.settle();
    const throwers = (await casesOf("both")).map(({ id }) => id);
    expect(throwers).toHaveLength(pairs.length);
    const thrown = `select status, case_id as "caseNo" from message where from_case = any ('{${throwers.join()}}')`;
    expect((await house.rows(thrown)).map(({ status }) => status)).toEqual(pairs.map(() => "waiting"));

    const moment = "2026-11-16T01:30:01.000Z";
    house.moveTo(moment);
    const others = await Promise.all([1, 2].map(() => houseOn(fresh.store, pack, moment)));
    await Promise.all([house, ...others].map((each) => each.settle()));
    await house.settle();

    const reached = await house.rows<{ status: string; caseNo: string }>(thrown);
    expect(reached.map(({ status }) => status)).toEqual(pairs.map(() => "delivered"));
    const times = await Promise.all([...throwers, ...pairs].map(received));
    expect(times.reduce((sum, each) => sum + each, 0)).toBe(pairs.length);
    expect(Math.max(...times)).toBe(1);
    const done = await house.rows<{ id: string }>(
      "select id from case_file where matter in ('both', 'soon') and status = 'completed'",
    );
    expect(done.map(({ id }) => id).toSorted()).toEqual(reached.map(({ caseNo }) => caseNo).toSorted());
  });
});
