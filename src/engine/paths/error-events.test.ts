import { expect, test } from "vitest";
import type { Json, JsonObject } from "#kernel";
import { element, end, flows, job, processXml, user } from "../../../test/support/bpmn.ts";
import {
  catching,
  edge,
  ending,
  eventScope,
  eventsXml,
  scope,
  throwing,
} from "../../../test/support/events.ts";
import { complete, failureOf, openOf, playModels, timesOf } from "../../../test/support/play.ts";

const E = ["error e E1", "error f E2", "escalation c C1", "escalation d C2"];
const throws = (id: string, code: string, variables: JsonObject = {}): Json => ({
  do: "throw",
  element: id,
  code,
  variables,
});

test("an error of a job goes to the edge event of its code, before the one that takes any", async () => {
  const xml = eventsXml(
    [job("j"), edge("any", "j", "error"), edge("one", "j", "error e"), user("other"), user("named"), end()],
    flows("s j", "j e", "any other", "one named", "other e", "named e"),
    E,
  );
  const named = await playModels([xml], [throws("j", "E1", { reason: "x" })]);
  expect(openOf(named)).toEqual(["named"]);
  expect(named.variables).toEqual({ reason: "x" });
  expect(named.trace.filter(({ element: id }) => id === "j").map(({ event }) => event)).toEqual([
    "entered",
    "cancelled",
  ]);
  expect(openOf(await playModels([xml], [throws("j", "E9")]))).toEqual(["other"]);
});

test("output mappings of the edge event decide what of an error's variables reaches the case", async () => {
  const mapped = '<zeebe:ioMapping><zeebe:output source="=reason" target="why"/></zeebe:ioMapping>';
  const xml = eventsXml(
    [job("j"), edge("b", "j", "error e", true, mapped), user("t"), end()],
    flows("s j", "j e", "b t", "t e"),
    E,
  );
  expect((await playModels([xml], [throws("j", "E1", { reason: "x", n: 1 })])).variables).toEqual({
    why: "x",
  });
});

test("an error nobody catches is a failure of the job, which can be done again once resolved", async () => {
  const xml = eventsXml([job("j"), edge("b", "j", "error e"), end()], flows("s j", "j e", "b e"), E);
  const failed = await playModels([xml], [throws("j", "E2")]);
  expect([failed.status, failureOf(failed)]).toEqual(["failed", "ENGINE_ERROR_UNCAUGHT"]);
  const steps = [throws("j", "E2"), { do: "resolve", element: "j" }, complete("j")];
  expect((await playModels([xml], steps)).status).toBe("completed");
});

test("a person's task throws too; uncaught, the step is refused and the task stays", async () => {
  const xml = eventsXml([user("t"), edge("b", "t", "error e"), end()], flows("s t", "t e", "b e"), E);
  expect((await playModels([xml], [throws("t", "E1")])).status).toBe("completed");
  expect((await playModels([xml], [throws("t", "E2")])).refused).toMatchObject({
    step: 0,
    problem: { code: "ENGINE_ERROR_UNCAUGHT" },
  });
});

test("an error end event ends its subprocess and is caught on its edge, the nearest first", async () => {
  const inner = scope("inner", [user("a"), ending("fail", "error e")]);
  const outer = scope(
    "outer",
    [inner, user("rest"), end("fine")],
    edge("near", "inner", "error f"),
    end("done"),
    '<bpmn:sequenceFlow id="x1" sourceRef="near" targetRef="done"/>',
  );
  const xml = eventsXml(
    [outer, edge("far", "outer", "error e"), user("caught"), end()],
    flows("s outer", "outer e", "far caught", "caught e"),
    E,
  );
  const done = await playModels([xml], [complete("a")]);
  expect(openOf(done)).toEqual(["caught"]);
  for (const id of ["fail", "inner", "outer"]) expect(timesOf(done, id, "cancelled"), id).toBe(1);
});

test("an error thrown by an end event may have its code worked out, and fails where nothing catches it", async () => {
  const xml = eventsXml([ending("e", "error e")], flows("s e"), ["error e =code"]);
  const failed = await playModels([xml], [], { variables: { code: "X" } });
  expect([failed.status, failureOf(failed)]).toEqual(["failed", "ENGINE_ERROR_UNCAUGHT"]);
  expect(failed.open).toEqual([{ element: "e", type: "endEvent" }]);
  const inner = eventsXml(
    [scope("sub", [ending("fail", "error e")]), edge("b", "sub", "error x"), end()],
    flows("s sub", "sub e", "b e"),
    ["error e =code", "error x X"],
  );
  expect((await playModels([inner], [], { variables: { code: "X" } })).status).toBe("completed");
});

test("an error event subprocess ends everything else in its scope and takes over", async () => {
  const xml = eventsXml(
    [
      scope("sub", [job("j"), end("subEnd")], eventScope("x", "error e", [user("in")])),
      edge("b", "sub", "error"),
      user("out"),
      end(),
    ],
    flows("s sub", "sub e", "b out", "out e"),
    E,
  );
  const caught = await playModels([xml], [throws("j", "E1", { why: 1 })]);
  expect([openOf(caught), caught.variables]).toEqual([["in"], { why: 1 }]);
  expect((await playModels([xml], [throws("j", "E1"), complete("in")])).status).toBe("completed");
  expect(openOf(await playModels([xml], [throws("j", "E2")]))).toEqual(["out"]);
});

test("an error from inside an error event subprocess is caught further out, never by itself", async () => {
  const xml = eventsXml(
    [
      scope("sub", [job("j"), end("subEnd")], eventScope("x", "error", [job("again")])),
      edge("b", "sub", "error e"),
      user("out"),
      end(),
    ],
    flows("s sub", "sub e", "b out", "out e"),
    E,
  );
  expect(openOf(await playModels([xml], [throws("j", "E2"), throws("again", "E1")]))).toEqual(["out"]);
  const uncaught = await playModels([xml], [throws("j", "E2"), throws("again", "E2")]);
  expect(failureOf(uncaught)).toBe("ENGINE_ERROR_UNCAUGHT");
});

test("an error leaves a called process and is caught on the edge of the call", async () => {
  const called = eventsXml([ending("fail", "error e")], flows("s fail"), E, "child");
  const call = element("callActivity", "call", { extensions: '<zeebe:calledElement processId="child"/>' });
  const xml = eventsXml(
    [call, edge("b", "call", "error e"), user("t"), end()],
    flows("s call", "call e", "b t", "t e"),
    E,
  );
  expect(openOf(await playModels([xml, called], []))).toEqual(["t"]);
});

const raising = (event: string, cancel: boolean) =>
  eventsXml(
    [
      scope("sub", [throwing("up", event), user("in"), end("subEnd")]),
      edge("b", "sub", "escalation c", cancel),
      user("out"),
      end(),
    ],
    flows("s sub", "sub e", "b out", "out e"),
    E,
  );

test("an escalation goes on beside or instead of its scope, by what catches it", async () => {
  expect(openOf(await playModels([raising("escalation c", false)], [])).toSorted()).toEqual(["in", "out"]);
  const cancelled = await playModels([raising("escalation c", true)], []);
  expect([openOf(cancelled), timesOf(cancelled, "up", "cancelled")]).toEqual([["out"], 1]);
  const passed = await playModels([raising("escalation d", true)], []);
  expect([openOf(passed), timesOf(passed, "up")]).toEqual([["in"], 1]);
});

test("an escalation end event ends only its path when nothing interrupts", async () => {
  const xml = eventsXml(
    [scope("sub", [ending("up", "escalation c")]), edge("b", "sub", "escalation", false), user("out"), end()],
    flows("s sub", "sub e", "b out", "out e"),
    E,
  );
  const raised = await playModels([xml], []);
  expect([openOf(raised), timesOf(raised, "sub")]).toEqual([["out"], 1]);
  const alone = eventsXml([ending("e", "escalation c")], flows("s e"), E);
  expect((await playModels([alone], [])).status).toBe("completed");
});

const answering = (interrupting: boolean) =>
  eventsXml(
    [
      throwing("up", "escalation c"),
      throwing("again", "escalation c"),
      user("t"),
      eventScope("x", "escalation c", [user("in")], { interrupting }),
      end(),
    ],
    flows("s up", "up again", "again t", "t e"),
    E,
  );

test("an escalation event subprocess runs once for each, or instead of the rest", async () => {
  expect(openOf(await playModels([answering(false)], [])).toSorted()).toEqual(["in", "in", "t"]);
  expect(openOf(await playModels([answering(true)], []))).toEqual(["in"]);
});

test("a signal reaches everything that waits for it, and nothing keeps it for later", async () => {
  const signal: Json = { do: "signal", name: "x", variables: { said: 1 } };
  const xml = eventsXml(
    [
      element("parallelGateway", "fork"),
      catching("a", "signal x"),
      user("t"),
      edge("b", "t", "signal x", false),
      user("then"),
      user("last"),
      catching("late", "signal x"),
      end(),
    ],
    flows("s fork", "fork a", "fork t", "a e", "t e", "b then", "then e", "fork last", "last late", "late e"),
    ["signal x"],
  );
  const both = await playModels([xml], [signal]);
  expect([openOf(both), both.variables]).toEqual([["t", "last", "then"], { said: 1 }]);
  expect(openOf(await playModels([xml], [signal, complete("last")]))).toContain("late");
  expect((await playModels([xml], [{ do: "signal", name: "unheard" }])).refused?.problem.code).toBe(
    "REHEARSAL_NOT_EXPECTED",
  );
});

test("a signal thrown reaches what waits by then, its own later catch not among it", async () => {
  const inputs = '<zeebe:ioMapping><zeebe:input source="=1" target="said"/></zeebe:ioMapping>';
  const xml = eventsXml(
    [
      element("parallelGateway", "fork"),
      throwing("shout", "signal x", inputs),
      catching("deaf", "signal x"),
      catching("near", "signal x"),
      end(),
    ],
    flows("s fork", "fork shout", "fork near", "shout deaf", "deaf e", "near e"),
    ["signal x"],
  );
  const done = await playModels([xml], []);
  expect([openOf(done), done.variables]).toEqual([["deaf"], { said: 1 }]);
  const last = eventsXml(
    [element("parallelGateway", "fork"), catching("near", "signal x"), ending("e2", "signal x"), end()],
    flows("s fork", "fork near", "fork e2", "near e"),
    ["signal x"],
  );
  expect((await playModels([last], [])).status).toBe("completed");
});

test("a signal begins the case, and event subprocesses of any scope", async () => {
  const begun = processXml([user("t"), end()], flows("s t", "t e"))
    .replace(
      'id="s" name="s"/>',
      'id="s" name="s"><bpmn:signalEventDefinition signalRef="signal_x"/></bpmn:startEvent>',
    )
    .replace("</bpmn:definitions>", '<bpmn:signal id="signal_x" name="x"/></bpmn:definitions>');
  const signal: Json = { do: "signal", name: "x", variables: { a: 1 } };
  expect(await playModels([begun], [signal], { process: null })).toMatchObject({
    open: [{ element: "t" }],
    variables: { a: 1 },
  });
  const xml = eventsXml(
    [
      scope(
        "sub",
        [user("t"), end("subEnd")],
        eventScope("x", "signal x", [user("in")], { interrupting: false }),
      ),
      end(),
    ],
    flows("s sub", "sub e"),
    ["signal x"],
  );
  expect(openOf(await playModels([xml], [signal, signal]))).toEqual(["t", "in", "in"]);
});
