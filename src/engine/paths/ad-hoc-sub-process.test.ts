import { expect, test } from "vitest";
import { compileProcess } from "#process";
import { element, end, flow, flows, processXml, user } from "../../../test/support/bpmn.ts";
import { complete, failureOf, openOf, playModels, timesOf } from "../../../test/support/play.ts";

const condition = (text: string): string =>
  `<bpmn:completionCondition xsi:type="bpmn:tFormalExpression">=${text}</bpmn:completionCondition>`;

/** Three tasks to choose from; `c2` follows `c`. */
const model = (attributes: string, completion = "", more = ""): string =>
  processXml(
    [
      element("adHocSubProcess", "hoc", {
        attributes: more,
        extensions: `<zeebe:adHoc ${attributes}/>`,
        inside: [user("a"), user("b"), user("c"), user("c2"), flow("g1", "c", "c2"), completion].join(""),
      }),
      user("after"),
      end(),
    ],
    flows("s hoc", "hoc after", "after e"),
  );
const ACTIVE = 'activeElementsCollection="=chosen"';
const chosen = (...all: readonly string[]) => ({ variables: { chosen: all } });

test("an ad-hoc subprocess begins the elements that are named and ends when they have", async () => {
  const begun = await playModels([model(ACTIVE)], [], chosen("a", "c"));
  expect(openOf(begun)).toEqual(["a", "c"]);
  const steps = [complete("a"), complete("c")];
  expect(openOf(await playModels([model(ACTIVE)], steps, chosen("a", "c")))).toEqual(["c2"]);
  expect(openOf(await playModels([model(ACTIVE)], [...steps, complete("c2")], chosen("a", "c")))).toEqual([
    "after",
  ]);
});

test("with nothing named and no condition it ends at once", async () => {
  expect(openOf(await playModels([model(ACTIVE)], [], chosen()))).toEqual(["after"]);
});

test("a name that is not offered is a failure: elements that a flow leads to do not begin by name", async () => {
  expect(failureOf(await playModels([model(ACTIVE)], [], chosen("nobody")))).toBe("ENGINE_VALUE_UNEXPECTED");
  expect(failureOf(await playModels([model(ACTIVE)], [], chosen("c2")))).toBe("ENGINE_VALUE_UNEXPECTED");
  expect(failureOf(await playModels([model(ACTIVE)], []))).toBe("ENGINE_VALUE_UNEXPECTED");
});

test("its condition, asked whenever a path ends, takes away what remains", async () => {
  const xml = model(ACTIVE, condition("done = true"));
  const early = await playModels([xml], [complete("a", { done: true })], chosen("a", "b"));
  expect([openOf(early), timesOf(early, "b", "cancelled")]).toEqual([["after"], 1]);
});

test("with cancelRemainingInstances off it waits for the rest", async () => {
  const xml = model(ACTIVE, condition("done = true"), 'cancelRemainingInstances="false"');
  const steps = [complete("a", { done: true })];
  expect(openOf(await playModels([xml], steps, chosen("a", "b")))).toEqual(["b"]);
  expect(openOf(await playModels([xml], [...steps, complete("b")], chosen("a", "b")))).toEqual(["after"]);
});

test("while the condition does not hold, more may begin, again and again", async () => {
  const xml = model(ACTIVE, condition("done = true"));
  const idle = await playModels([xml], [complete("a")], chosen("a"));
  expect([idle.status, openOf(idle)]).toEqual(["active", []]);
  const again = { do: "activate", element: "hoc", to: ["a", "b"] };
  expect(openOf(await playModels([xml], [complete("a"), again], chosen("a")))).toEqual(["a", "b"]);
  const steps = [complete("a"), again, complete("b", { done: true })];
  expect(openOf(await playModels([xml], steps, chosen("a")))).toEqual(["after"]);
  const wrong = await playModels([xml], [{ do: "activate", element: "hoc", to: "c2" }], chosen());
  expect(wrong.refused?.problem.code).toBe("ENGINE_ELEMENT_NOT_OFFERED");
});

test("each path adds to the output collection", async () => {
  const xml = model(`${ACTIVE} outputCollection="all" outputElement="=answer"`);
  const steps = [complete("b", { answer: 1 }), complete("a", { answer: 2 })];
  const played = await playModels([xml], steps, chosen("a", "b"));
  expect(played.variables["all"]).toEqual([1, 2]);
});

test("an ad-hoc subprocess that a worker directs, or with start and end events, is refused", async () => {
  const worker = model(ACTIVE).replace("<zeebe:adHoc", '<zeebe:taskDefinition type="x"/><zeebe:adHoc');
  expect(await compileProcess(worker)).toMatchObject({
    ok: false,
    error: [{ code: "PROCESS_FEATURE_UNSUPPORTED" }],
  });
  const ended = model(ACTIVE, end("x"));
  expect(await compileProcess(ended)).toMatchObject({
    ok: false,
    error: [{ code: "PROCESS_ELEMENT_UNSUPPORTED" }],
  });
});
