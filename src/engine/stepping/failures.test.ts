import { expect, test } from "vitest";
import { boundary, end, element, flows, gateway, job, processXml, user } from "../../../test/support/bpmn.ts";
import { complete, openOf, playModels, timesOf } from "../../../test/support/play.ts";

const fail = { do: "fail", element: "j", retries: 0 };
const skip = (id: string, variables = {}) => ({ do: "skip", element: id, variables });

test("a job given up is skipped: the case goes on, and what it would have given is said by the person", async () => {
  const xml = processXml([job("j"), user("t"), end()], flows("s j", "j t", "t e"));
  const played = await playModels([xml], [fail, skip("j", { number: "7" }), complete("t")]);
  expect([played.status, played.variables["number"]]).toEqual(["completed", "7"]);
  expect(timesOf(played, "j", "skipped")).toBe(1);
});

test("what watched a skipped element no longer watches", async () => {
  const xml = processXml(
    [job("j"), boundary("b", "j", "PT1H"), user("t"), user("late"), end()],
    flows("s j", "j t", "t e", "b late", "late e"),
  );
  const played = await playModels([xml], [fail, skip("j"), { do: "advance", duration: "PT2H" }]);
  expect(openOf(played)).toEqual(["t"]);
});

test("a call of a process that is not there is skipped with what it should have given", async () => {
  const call = element("callActivity", "call", { extensions: '<zeebe:calledElement processId="nobody"/>' });
  const xml = processXml([call, user("t"), end()], flows("s call", "call t", "t e"));
  const played = await playModels([xml], [skip("call", { sum: 3 })]);
  expect([played.variables["sum"], openOf(played)]).toEqual([3, ["t"]]);
});

test("a gateway without a way out cannot be skipped; with the variables corrected it goes on", async () => {
  const xml = processXml(
    [gateway("exclusive", "g"), user("t"), user("u"), end()],
    flows("s g", 'g t kind = "a"', 'g u kind = "b"', "t e", "u e"),
  );
  const refused = await playModels([xml], [skip("g")]);
  expect(refused.refused?.problem.code).toBe("ENGINE_SKIP_IMPOSSIBLE");
  const resolved = await playModels([xml], [{ do: "resolve", element: "g", variables: { kind: "b" } }]);
  expect(openOf(resolved)).toEqual(["u"]);
});

test("what was skipped is not undone by compensation", async () => {
  const undo = element("serviceTask", "undo", {
    attributes: 'isForCompensation="true"',
    extensions: '<zeebe:taskDefinition type="undo"/>',
  });
  const watch = element("boundaryEvent", "c", {
    attributes: 'attachedToRef="j"',
    inside: "<bpmn:compensateEventDefinition/>",
  });
  const throws = element("intermediateThrowEvent", "x", { inside: "<bpmn:compensateEventDefinition/>" });
  const link = '<bpmn:association id="a1" sourceRef="c" targetRef="undo" associationDirection="One"/>';
  const xml = processXml(
    [job("j"), watch, undo, throws, user("t"), end()],
    `${flows("s j", "j x", "x t", "t e")}${link}`,
  );
  expect(openOf(await playModels([xml], [complete("j")]))).toEqual(["undo"]);
  expect(openOf(await playModels([xml], [fail, skip("j")]))).toEqual(["t"]);
});
