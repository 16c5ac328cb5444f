import { expect, test } from "vitest";
import { element, end, flows, processXml, user } from "../../test/support/bpmn.ts";
import {
  catching,
  definition,
  edge,
  ending,
  eventScope,
  eventsXml,
  receive,
  scope,
  start,
  throwing,
  undoing,
} from "../../test/support/events.ts";
import { compileProcess } from "./index.ts";

async function codesOf(xml: string): Promise<readonly string[]> {
  const compiled = await compileProcess(xml);
  const problems = compiled.ok ? [] : compiled.error;
  return problems.map(({ code, details }) => `${code} ${String(details?.["element"] ?? "")}`.trim());
}

const M = ["message m =key", "message bare", "error e E1", "error f =x", "escalation c C1", "signal x"];
const between = (each: string) => codesOf(eventsXml([each, end()], flows("s c", "c e"), M));
const beside = (...all: readonly string[]) =>
  codesOf(eventsXml([user("t"), ...all, end()], flows("s t", "t e"), M));

test("an event in a place where BPMN or Camunda 8 has none for it is refused by name", async () => {
  const refused = (id: string) => [`PROCESS_ELEMENT_UNSUPPORTED ${id}`];
  for (const event of ["error e", "escalation c", "compensate", "conditional", "cancel"])
    expect(await between(catching("c", event)), event).toEqual(refused("c"));
  for (const event of ["timer PT1H", "error e", "cancel", "terminate"])
    expect(await between(throwing("c", event)), event).toEqual(refused("c"));
  for (const event of ["timer PT1H", "conditional", "link a", "cancel"])
    expect(await codesOf(eventsXml([ending("e", event)], flows("s e"), M)), event).toEqual(refused("e"));
  for (const event of ["error e", "escalation c", "compensate", "conditional"])
    expect(await beside(start("s2", event)), event).toEqual(refused("s2"));
  for (const event of ["conditional", "cancel", "link a", "terminate"])
    expect(await beside(edge("b", "t", event)), event).toEqual(refused("b"));
  for (const event of ["compensate", "conditional"])
    expect(await beside(eventScope("x", event, [])), event).toEqual(refused("x_start"));
  const typed = scope("c", [end("in")]).replace(
    '<bpmn:startEvent id="c_start" name="c_start" >',
    `<bpmn:startEvent id="c_start">${definition("message m")}`,
  );
  expect(await between(typed)).toEqual(refused("c_start"));
});

test("an event names what it is about", async () => {
  const missing = ["PROCESS_ATTRIBUTE_MISSING c"];
  expect(await between(catching("c", "message"))).toEqual([...missing, ...missing]);
  expect(await between(catching("c", "message bare"))).toEqual(missing);
  expect(await between(catching("c", "signal"))).toEqual(missing);
  expect(await between(receive("c", "bare"))).toEqual(missing);
  expect(await between(throwing("c", "signal"))).toEqual(missing);
  expect(await between(throwing("c", "escalation"))).toEqual(missing);
  expect(await codesOf(eventsXml([ending("c", "error")], flows("s c"), M))).toEqual(missing);
  expect(await between(throwing("c", "link"))).toContain("PROCESS_ATTRIBUTE_MISSING c");
  expect(await between(catching("c", "message m", '<yiwang:limit value="5wd"/>'))).toEqual([
    "PROCESS_FEATURE_UNSUPPORTED c",
  ]);
});

test("a message that begins a process needs no key", async () => {
  const xml = eventsXml(
    [start("s2", "message bare"), start("s3", "message m"), user("t"), end()],
    flows("s t", "s2 t", "s3 t", "t e"),
    M,
  );
  expect(await codesOf(xml)).toEqual([]);
});

test("an error is caught by a code that is written, and always interrupts", async () => {
  expect(await beside(edge("b", "t", "error f"))).toEqual([
    "PROCESS_ATTRIBUTE_UNREADABLE b",
    "PROCESS_FLOW_MISSING b",
  ]);
  const calm = eventsXml([user("t"), edge("b", "t", "error e", false), end()], flows("s t", "t e", "b e"), M);
  expect(await codesOf(calm)).toEqual(["PROCESS_ATTRIBUTE_UNREADABLE b"]);
  expect(await beside(eventScope("x", "error e", [], { interrupting: false }))).toEqual([
    "PROCESS_ATTRIBUTE_UNREADABLE x_start",
  ]);
});

const twiceOnEdge = (event: string) =>
  codesOf(
    eventsXml(
      [user("t"), edge("b", "t", event), edge("d", "t", event), end()],
      flows("s t", "t e", "b e", "d e"),
      M,
    ),
  );

test("two events that catch the same in one place are refused, also when both catch any", async () => {
  for (const event of ["error e", "error", "escalation c", "message m"])
    expect(await twiceOnEdge(event), event).toEqual(["PROCESS_CATCH_SEVERAL d"]);
  expect(await twiceOnEdge("signal x")).toEqual([]);
  expect(await beside(eventScope("x", "error e", []), eventScope("y", "error e", []))).toEqual([
    "PROCESS_CATCH_SEVERAL y_start",
  ]);
});

const behindGateway = (...lines: readonly string[]) =>
  codesOf(
    eventsXml(
      [
        element("eventBasedGateway", "g"),
        catching("a", "message m"),
        catching("b", "signal x"),
        user("t"),
        end(),
      ],
      flows("s g", "a e", "b e", "t e", ...lines),
      M,
    ),
  );

test("an event-based gateway leads to two events or more, and nothing else leads to them", async () => {
  expect(await behindGateway("g a", "g b", "g t")).toEqual(["PROCESS_EVENT_GATEWAY_TARGETS g"]);
  expect(await behindGateway("g a", "a b", "b t")).toContain("PROCESS_EVENT_GATEWAY_TARGETS g");
  expect(await behindGateway("g a", "g b", "a t", "t b")).toEqual(["PROCESS_EVENT_GATEWAY_TARGETS g"]);
  expect(await behindGateway("g a", "g b", "a t")).toEqual([]);
});

const linked = (...all: readonly string[]) => codesOf(processXml([...all, end()], flows("s out", "in e")));

test("a link leads to exactly one event of its name in its scope", async () => {
  expect(await linked(throwing("out", "link a"), catching("in", "link a"))).toEqual([]);
  expect(await linked(throwing("out", "link b"), catching("in", "link a"))).toContain(
    "PROCESS_REFERENCE_DANGLING out",
  );
  const twice = await codesOf(
    processXml(
      [throwing("out", "link a"), catching("in", "link a"), catching("in2", "link a"), end()],
      flows("s out", "in e", "in2 e"),
    ),
  );
  expect(twice).toContain("PROCESS_CATCH_SEVERAL in2");
  const drawn = await codesOf(
    processXml(
      [throwing("out", "link a"), catching("in", "link a"), end()],
      flows("s out", "in e", "out in"),
    ),
  );
  expect(drawn).toEqual(["PROCESS_FLOW_MISPLACED in", "PROCESS_FLOW_MISPLACED out"]);
});

const undo = element("userTask", "u", {
  attributes: 'isForCompensation="true"',
  extensions: "<zeebe:userTask/>",
});

test("a compensation event leads to one handler, which has no flows; a throw names what can be undone", async () => {
  expect(await beside(undoing("u", "t"), undo)).toEqual([]);
  expect(await beside(undo)).toEqual(["PROCESS_UNREACHABLE u"]);
  expect(await beside(undoing("u", "t"), user("u"))).toEqual([
    "PROCESS_ATTRIBUTE_MISSING t_edge",
    "PROCESS_UNREACHABLE u",
  ]);
  const flowing = eventsXml([user("t"), undoing("u", "t"), undo, end()], flows("s t", "t e", "u e"), M);
  expect(await codesOf(flowing)).toEqual(["PROCESS_FLOW_MISPLACED u"]);
  const naming = (activity: string) =>
    codesOf(
      eventsXml(
        [user("t"), user("v"), undoing("u", "t"), undo, ending("e", `compensate ${activity}`)],
        flows("s t", "t v", "v e"),
        M,
      ),
    );
  expect(await naming("t")).toEqual([]);
  expect(await naming("v")).toEqual(["PROCESS_REFERENCE_DANGLING e"]);
});

test("an event subprocess has one start event, no flows and nothing on its edge", async () => {
  const empty = element("subProcess", "x", { attributes: 'triggeredByEvent="true"' });
  expect(await beside(empty)).toEqual(["PROCESS_START_MISSING x"]);
  const two = eventScope("x", "signal x", []).replace(
    "</bpmn:subProcess>",
    `${start("x2", "message m")}<bpmn:sequenceFlow id="z" sourceRef="x2" targetRef="x_end"/></bpmn:subProcess>`,
  );
  expect(await beside(two)).toEqual(["PROCESS_START_SEVERAL x2"]);
  const flowing = eventsXml([eventScope("x", "signal x", []), end()], flows("s e", "x e"), M);
  expect(await codesOf(flowing)).toEqual(["PROCESS_FLOW_MISPLACED x"]);
  const edged = eventsXml(
    [eventScope("x", "signal x", []), edge("b", "x", "timer PT1H"), end()],
    flows("s e", "b e"),
    M,
  );
  expect(await codesOf(edged)).toEqual(["PROCESS_ATTRIBUTE_UNREADABLE b"]);
});
