import { expect, test } from "vitest";
import type { Json, JsonObject } from "#kernel";
import { boundary, element, end, flows, gateway, user } from "../../../test/support/bpmn.ts";
import {
  catching,
  edge,
  ending,
  eventScope,
  eventsXml,
  receive,
  start,
  startless,
  throwing,
} from "../../../test/support/events.ts";
import { complete, failureOf, openOf, playModels, timesOf } from "../../../test/support/play.ts";

const M = "message m =key";
const keyed = { variables: { key: "k1" } };
const message = (key: Json = "k1", variables: JsonObject = {}, name = "m"): Json => ({
  do: "message",
  name,
  key,
  variables,
});
const advance = (duration: string): Json => ({ do: "advance", duration });
const result = (source: string): string =>
  `<zeebe:ioMapping><zeebe:output source="=${source}" target="taken"/></zeebe:ioMapping>`;

test("an intermediate event and a receive task wait for a message of their name and key", async () => {
  for (const each of [catching("c", "message m"), receive("c", "m")]) {
    const xml = eventsXml([each, end()], flows("s c", "c e"), [M]);
    const waiting = await playModels([xml], [message("other")], keyed);
    expect(waiting.open).toMatchObject([{ element: "c" }]);
    const done = await playModels([xml], [message("k1", { answer: 42 })], keyed);
    expect(done).toMatchObject({ status: "completed", variables: { key: "k1", answer: 42 } });
    expect(done.trace.filter(({ element: id }) => id === "c").map(({ event }) => event)).toEqual([
      "entered",
      "caught",
      "completed",
    ]);
  }
});

test("output mappings alone decide what of a message reaches the case", async () => {
  const xml = eventsXml([catching("c", "message m", result("a + 1")), end()], flows("s c", "c e"), [M]);
  const done = await playModels([xml], [message("k1", { a: 1 })], keyed);
  expect(done.variables).toEqual({ key: "k1", taken: 2 });
});

test("a key is worked out when the waiting begins and a number is as good as its text", async () => {
  const xml = eventsXml([catching("c", "message m"), end()], flows("s c", "c e"), [M]);
  expect((await playModels([xml], [message(7)], { variables: { key: 7 } })).status).toBe("completed");
  const without = await playModels([xml], []);
  expect(failureOf(without)).toBe("ENGINE_VALUE_UNEXPECTED");
  const steps = [{ do: "resolve", element: "c", variables: { key: "k1" } }, message()];
  expect((await playModels([xml], steps)).status).toBe("completed");
});

test("a message that comes early waits for its subscription, for as long as it lives", async () => {
  const xml = eventsXml([user("t"), catching("c", "message m"), end()], flows("s t", "t c", "c e"), [M]);
  const early = await playModels([xml], [message("k1", { a: 1 }), complete("t")], keyed);
  expect(early).toMatchObject({ status: "completed", variables: { a: 1 } });
  const late = await playModels([xml], [message(), advance("PT1H"), complete("t")], keyed);
  expect(openOf(late)).toEqual(["c"]);
  const short: Json = { do: "message", name: "m", key: "k1", lifetime: "PT1M" };
  expect(openOf(await playModels([xml], [short, advance("PT1M"), complete("t")], keyed))).toEqual(["c"]);
});

test("a message is taken once, by the oldest that waits for it, and several in the order they came", async () => {
  const fork = gateway("parallel", "fork");
  const xml = eventsXml(
    [fork, catching("a", "message m"), catching("b", "message m"), end()],
    flows("s fork", "fork a", "fork b", "a e", "b e"),
    [M],
  );
  expect(openOf(await playModels([xml], [message()], keyed))).toEqual(["b"]);
  const both = eventsXml(
    [user("t"), catching("a", "message m"), catching("b", "message m"), end()],
    flows("s t", "t a", "a b", "b e"),
    [M],
  );
  const steps = [message("k1", { first: 1, n: 1 }), message("k1", { n: 2 }), complete("t")];
  expect(await playModels([both], steps, keyed)).toMatchObject({
    status: "completed",
    variables: { first: 1, n: 2 },
  });
});

test("a message nobody ever expects is refused", async () => {
  const xml = eventsXml([user("t"), end()], flows("s t", "t e"), []);
  expect((await playModels([xml], [message()])).refused).toMatchObject({
    step: 0,
    problem: { code: "REHEARSAL_NOT_EXPECTED" },
  });
});

const watched = (cancel: boolean) =>
  eventsXml(
    [user("t"), edge("b", "t", "message m", cancel), user("then"), end()],
    flows("s t", "t e", "b then", "then e"),
    [M],
  );

test("a message on the edge interrupts its activity or leaves it, as often as it comes", async () => {
  const interrupted = await playModels([watched(true)], [message("k1", { a: 1 })], keyed);
  expect(openOf(interrupted)).toEqual(["then"]);
  expect(interrupted.variables).toMatchObject({ a: 1 });
  expect(timesOf(interrupted, "t", "cancelled")).toBe(1);
  const twice = await playModels([watched(false)], [message(), message()], keyed);
  expect(openOf(twice)).toEqual(["t", "then", "then"]);
  const over = await playModels([watched(false)], [complete("t"), message()], keyed);
  expect(over.refused?.problem.code).toBe("ENGINE_CASE_CLOSED");
});

test("an edge event's key is that of the case, not of its activity's inputs", async () => {
  const task = user("t", '<zeebe:ioMapping><zeebe:input source="=1" target="key"/></zeebe:ioMapping>');
  const xml = eventsXml([task, edge("b", "t", "message m"), end()], flows("s t", "t e", "b e"), [M]);
  expect((await playModels([xml], [message("k1")], keyed)).status).toBe("completed");
});

const ready = (interrupting: boolean) =>
  eventsXml(
    [user("t"), eventScope("x", "message m", [user("in")], { interrupting }), end()],
    flows("s t", "t e"),
    [M],
  );

test("a message begins an event subprocess: one that interrupts ends the rest, the other runs beside it", async () => {
  expect(openOf(await playModels([ready(true)], [], keyed))).toEqual(["t"]);
  const interrupted = await playModels([ready(true)], [message("k1", { a: 1 })], keyed);
  expect(openOf(interrupted)).toEqual(["in"]);
  expect(interrupted.variables).toMatchObject({ a: 1 });
  const again = await playModels([ready(true)], [message(), message(), complete("in")], keyed);
  expect(again.status).toBe("completed");
  const beside = await playModels([ready(false)], [message(), message()], keyed);
  expect(openOf(beside)).toEqual(["t", "in", "in"]);
  const steps = [message(), complete("t"), complete("in")];
  expect((await playModels([ready(false)], steps.slice(0, 2), keyed)).status).toBe("active");
  expect((await playModels([ready(false)], steps, keyed)).status).toBe("completed");
  expect((await playModels([ready(false)], [complete("t")], keyed)).status).toBe("completed");
});

test("a message start event begins the case with what it brings; without it the models only wait", async () => {
  const xml = startless(
    eventsXml([start("begin", "message go", result("a * 2")), user("t"), end()], flows("begin t", "t e"), [
      "message go",
    ]),
  );
  const nothing = await playModels([xml], [], { process: null });
  expect(nothing).toMatchObject({ status: "active", open: [], state: null });
  const options = { process: null, variables: { base: 1 } };
  const begun = await playModels([xml], [message(null, { a: 4 }, "go")], options);
  expect(begun).toMatchObject({ variables: { base: 1, taken: 8 }, open: [{ element: "t" }] });
  expect((await playModels([xml], [])).refused?.problem.code).toBe("ENGINE_START_NEEDS_EVENT");
});

test("a message sent before the case begins is still waiting for it", async () => {
  const xml = startless(
    eventsXml([start("begin", "message go"), catching("c", "message m"), end()], flows("begin c", "c e"), [
      M,
      "message go",
    ]),
  );
  const steps = [message("k1", { late: true }), message(null, { key: "k1" }, "go")];
  const done = await playModels([xml], steps, { process: null });
  expect(done).toMatchObject({ status: "completed", variables: { late: true } });
});

test("a message event that throws is a job where a worker is named, at the end of the process too", async () => {
  const worker = '<zeebe:taskDefinition type="send"/>';
  const xml = eventsXml(
    [
      throwing("a", "message m", worker),
      element("sendTask", "b", { extensions: worker }),
      ending("e", "message m", worker),
    ],
    flows("s a", "a b", "b e"),
    [M],
  );
  expect(openOf(await playModels([xml], [complete("a")]))).toEqual(["b"]);
  const done = await playModels([xml], [complete("a"), complete("b"), complete("e", { sent: true })]);
  expect(done).toMatchObject({ status: "completed", variables: { sent: true } });
});

test("without a worker the message itself is published, with the event's inputs", async () => {
  const inputs = '<zeebe:ioMapping><zeebe:input source="=n + 1" target="n2"/></zeebe:ioMapping>';
  const send = element("sendTask", "send", { attributes: 'messageRef="message_m"', extensions: inputs });
  for (const each of [throwing("send", "message m", inputs), send]) {
    const xml = eventsXml([each, catching("c", "message m"), end()], flows("s send", "send c", "c e"), [M]);
    const done = await playModels([xml], [], { variables: { key: "k1", n: 1 } });
    expect(done).toMatchObject({ status: "completed", variables: { n2: 2 } });
  }
  const outward = eventsXml([ending("e", "message m")], flows("s e"), [M]);
  expect((await playModels([outward], [], keyed)).status).toBe("completed");
});

test("an event-based gateway takes the first of its events and forgets the others", async () => {
  const xml = eventsXml(
    [
      element("eventBasedGateway", "g"),
      catching("m1", "message m"),
      catching("late", "timer PT1H"),
      catching("sig", "signal x"),
      receive("r", "other"),
      user("a"),
      user("b"),
      user("c"),
      user("d"),
      end(),
    ],
    flows(
      "s g",
      "g m1",
      "g late",
      "g sig",
      "g r",
      "m1 a",
      "late b",
      "sig c",
      "r d",
      "a e",
      "b e",
      "c e",
      "d e",
    ),
    [M, "message other =key", "signal x"],
  );
  const waiting = await playModels([xml], [], keyed);
  expect(waiting.open).toEqual([{ element: "g", type: "eventBasedGateway" }]);
  const after = async (step: Json) => openOf(await playModels([xml], [step], keyed));
  expect(await after(message("k1"))).toEqual(["a"]);
  expect(await after({ do: "advance", duration: "PT1H" })).toEqual(["b"]);
  expect(await after({ do: "signal", name: "x" })).toEqual(["c"]);
  expect(await after(message("k1", {}, "other"))).toEqual(["d"]);
  const chosen = await playModels([xml], [message("k1", { a: 1 })], keyed);
  expect(chosen.variables).toMatchObject({ a: 1 });
  expect([timesOf(chosen, "g"), timesOf(chosen, "m1"), timesOf(chosen, "late", "entered")]).toEqual([
    1, 1, 0,
  ]);
  const twice = await playModels([xml], [message("k1"), { do: "advance", duration: "PT2H" }], keyed);
  expect(openOf(twice)).toEqual(["a"]);
});

test("a message that came early decides an event-based gateway at once", async () => {
  const xml = eventsXml(
    [
      user("t"),
      element("eventBasedGateway", "g"),
      catching("m1", "message m"),
      catching("late", "timer PT1H"),
      end(),
    ],
    flows("s t", "t g", "g m1", "g late", "m1 e", "late e"),
    [M],
  );
  const done = await playModels([xml], [message(), complete("t")], keyed);
  expect([done.status, timesOf(done, "m1")]).toEqual(["completed", 1]);
});

test("a receive task has edge events of its own", async () => {
  const xml = eventsXml(
    [receive("r", "m"), boundary("late", "r", "PT1H"), user("t"), end()],
    flows("s r", "r e", "late t", "t e"),
    [M],
  );
  expect(openOf(await playModels([xml], [{ do: "advance", duration: "PT1H" }], keyed))).toEqual(["t"]);
});
