import { expect, test } from "vitest";
import {
  boundary,
  element,
  end,
  flow,
  flows,
  loop,
  processXml,
  timer,
  user,
} from "../../../test/support/bpmn.ts";
import { complete, failureOf, openOf, playModels, timesOf } from "../../../test/support/play.ts";

const ITEMS = 'inputCollection="=items" inputElement="item"';
const LISTED = `${ITEMS} outputCollection="results" outputElement="=answer"`;
const own = '<zeebe:ioMapping><zeebe:input source="=null" target="answer"/></zeebe:ioMapping>';
const items = (...all: readonly string[]) => ({ variables: { items: all } });

const task = (inside: string): string =>
  element("userTask", "t", { extensions: `<zeebe:userTask/>${own}`, inside });
const around = (marked: string, ...more: readonly string[]): string =>
  processXml([marked, end(), ...more], flows("s t", "t e"));

test("a parallel multi-instance task opens one task for each item and goes on when all are done", async () => {
  const xml = around(task(loop(LISTED)));
  const begun = await playModels([xml], [], items("a", "b", "c"));
  expect(openOf(begun)).toEqual(["t", "t", "t"]);
  expect(Object.values(begun.state?.instances ?? {}).map(({ variables }) => variables["item"])).toEqual([
    undefined,
    "a",
    "b",
    "c",
  ]);
  const steps = [complete("t", { answer: 1 }), complete("t", { answer: 2 }), complete("t", { answer: 3 })];
  expect((await playModels([xml], steps.slice(0, 2), items("a", "b", "c"))).status).toBe("active");
  const done = await playModels([xml], steps, items("a", "b", "c"));
  expect(done).toMatchObject({ status: "completed", variables: { results: [1, 2, 3] } });
  expect([timesOf(done, "t", "entered"), timesOf(done, "t")]).toEqual([3, 3]);
  expect(Object.keys(done.variables)).toEqual(["items", "results"]);
});

test("a sequential one opens one task after the other, each with its counter", async () => {
  const xml = around(task(loop(LISTED, true)));
  const begun = await playModels([xml], [complete("t", { answer: "x" })], items("a", "b"));
  expect(openOf(begun)).toEqual(["t"]);
  expect(begun.state?.instances["e4"]?.variables).toEqual({ item: "b", loopCounter: 2, answer: null });
  const done = await playModels([xml], [complete("t", { answer: "x" }), complete("t")], items("a", "b"));
  expect(done).toMatchObject({ status: "completed", variables: { results: ["x", null] } });
});

test("an empty collection completes at once with an empty list", async () => {
  for (const sequential of [true, false]) {
    const done = await playModels([around(task(loop(LISTED, sequential)))], [], items());
    expect(done).toMatchObject({ status: "completed", variables: { results: [] } });
  }
});

test("a collection that is no list is a failure that a person resolves", async () => {
  const xml = around(task(loop(LISTED)));
  const failed = await playModels([xml], []);
  expect([failed.status, failureOf(failed)]).toEqual(["failed", "ENGINE_VALUE_UNEXPECTED"]);
  const resolved = await playModels([xml], [{ do: "resolve", element: "t", variables: { items: ["a"] } }]);
  expect([resolved.status, openOf(resolved)]).toEqual(["active", ["t"]]);
});

test("the completion condition ends the rest early and sees the numbers of instances", async () => {
  const rule =
    "numberOfCompletedInstances = 2 and numberOfInstances = 3 and numberOfActiveInstances = 1 and numberOfTerminatedInstances = 0";
  const xml = around(task(loop(LISTED, false, rule)));
  const steps = [complete("t", { answer: 1 }), complete("t", { answer: 2 })];
  const done = await playModels([xml], steps, items("a", "b", "c"));
  expect(done).toMatchObject({ status: "completed", variables: { results: [1, 2, null] } });
  expect(timesOf(done, "t", "cancelled")).toBe(1);
});

test("the completion condition of a sequential one begins no further run, and sees the list so far", async () => {
  const xml = around(task(loop(LISTED, true, "count(results[item != null]) = 1")));
  const done = await playModels([xml], [complete("t", { answer: 7 })], items("a", "b", "c"));
  expect(done).toMatchObject({ status: "completed", variables: { results: [7, null, null] } });
  expect(timesOf(done, "t", "entered")).toBe(1);
});

test("a completion condition that is not a boolean leaves the run as a failure and its answer is kept", async () => {
  const xml = around(task(loop(LISTED, false, "limit < numberOfCompletedInstances")));
  const steps = [complete("t", { answer: 5 })];
  expect(failureOf(await playModels([xml], steps, items("a", "b")))).toBe("ENGINE_VALUE_UNEXPECTED");
  const resolve = { do: "resolve", element: "t", variables: { limit: 0 } };
  const done = await playModels([xml], [...steps, resolve], items("a", "b"));
  expect(done).toMatchObject({ status: "completed", variables: { results: [5, null] } });
});

test("a boundary event stands on the body: one timer, and it takes all runs away", async () => {
  const xml = processXml(
    [task(loop(LISTED)), boundary("late", "t", "PT1H"), user("u"), end()],
    flows("s t", "t e", "late u", "u e"),
  );
  const begun = await playModels([xml], [], items("a", "b"));
  expect(openOf(begun)).toEqual(["t", "t", "late"].toSorted((left) => (left === "late" ? -1 : 0)));
  const late = await playModels([xml], [{ do: "advance", duration: "PT1H" }], items("a", "b"));
  expect([openOf(late), timesOf(late, "t", "cancelled")]).toEqual([["u"], 2]);
});

test("a subprocess runs several times, each run with variables and ends of its own", async () => {
  const inside = [
    element("startEvent", "s2"),
    task(""),
    timer("w", "PT1H"),
    end("e2"),
    flow("g1", "s2", "t"),
    flow("g2", "t", "w"),
    flow("g3", "w", "e2"),
  ].join("");
  const output =
    '<zeebe:ioMapping><zeebe:output source="=item + string(loopCounter)" target="answer"/></zeebe:ioMapping>';
  const sub = element("subProcess", "sub", { extensions: output, inside: inside + loop(LISTED) });
  const xml = processXml([sub, end()], flows("s sub", "sub e"));
  const once = await playModels([xml], [complete("t")], items("a", "b"));
  expect(openOf(once)).toEqual(["t", "w"]);
  const steps = [complete("t"), complete("t"), { do: "advance", duration: "PT1H" }];
  const done = await playModels([xml], steps, items("a", "b"));
  expect(done.status).toBe("completed");
  expect(done.variables["results"]).toEqual(["a1", "b2"]);
});

const pass = (completion: string): string =>
  around(element("task", "t", { inside: loop(ITEMS, false, completion) }));

test("runs that need nobody all pass in one step, and an early end leaves the rest unbegun", async () => {
  const all = await playModels([pass("")], [], items("a", "b", "c"));
  expect([all.status, timesOf(all, "t")]).toEqual(["completed", 3]);
  const first = await playModels([pass('item = "a"')], [], items("a", "b", "c"));
  expect([first.status, timesOf(first, "t")]).toEqual(["completed", 1]);
});
