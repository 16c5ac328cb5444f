import { expect, test } from "vitest";
import {
  element,
  end,
  flow,
  flows,
  loop,
  processXml,
  script,
  terminate,
  user,
} from "../../../test/support/bpmn.ts";
import { complete, failureOf, openOf, playModels, timesOf } from "../../../test/support/play.ts";

const calling = (attributes: string, mapping = "", inside = ""): string =>
  processXml(
    [
      element("callActivity", "call", {
        extensions: `<zeebe:calledElement ${attributes}/>${mapping}`,
        inside,
      }),
      user("after"),
      end(),
    ],
    flows("s call", "call after", "after e"),
  );
const called = processXml([user("t"), end("te")], flows("s t", "t te"), "child");
const tagged = (tag: string, task: string): string =>
  processXml([user(task), end("te")], flows(`s ${task}`, `${task} te`), "child").replace(
    'isExecutable="true">',
    `isExecutable="true"><bpmn:extensionElements><zeebe:versionTag value="${tag}"/></bpmn:extensionElements>`,
  );

test("a called process runs inside the case, and the case goes on when it ends", async () => {
  const models = [calling('processId="child"'), called];
  const begun = await playModels(models, []);
  expect(begun.open).toEqual([{ element: "t", type: "userTask" }]);
  expect(openOf(await playModels(models, [complete("t")]))).toEqual(["after"]);
  const done = await playModels(models, [complete("t"), complete("after")]);
  expect([done.status, timesOf(done, "call"), timesOf(done, "t")]).toEqual(["completed", 1, 1]);
});

test("the process to call may be told by FEEL", async () => {
  const models = [calling('processId="=kind"'), called];
  expect(openOf(await playModels(models, [], { variables: { kind: "child" } }))).toEqual(["t"]);
});

test("a called process has a copy of all variables, and gives all of its own back", async () => {
  const models = [calling('processId="child"'), called];
  const variables = { a: 1 };
  const inside = await playModels(models, [], { variables });
  expect(inside.state?.instances["e2"]?.variables).toEqual({ a: 1 });
  const done = await playModels(models, [complete("t", { a: 2, b: 3 })], { variables });
  expect(done.variables).toEqual({ a: 2, b: 3 });
});

test("without propagation only mapped variables go in and come out", async () => {
  const mapping =
    '<zeebe:ioMapping><zeebe:input source="=a + 1" target="b"/><zeebe:output source="=c" target="d"/></zeebe:ioMapping>';
  const closed = 'propagateAllParentVariables="false" propagateAllChildVariables="false"';
  const models = [calling(`processId="child" ${closed}`, mapping), called];
  const inside = await playModels(models, [], { variables: { a: 1 } });
  expect(inside.state?.instances["e2"]?.variables).toEqual({ b: 2 });
  const done = await playModels(models, [complete("t", { c: 9, x: 1 })], { variables: { a: 1 } });
  expect(done.variables).toEqual({ a: 1, d: 9 });
  const silent = [calling(`processId="child" ${closed}`), called];
  expect((await playModels(silent, [complete("t", { c: 9 })])).variables).toEqual({});
});

test("a version tag chooses among versions, and latest takes the last published", async () => {
  const versions = [tagged("v1", "t1"), tagged("v2", "t2")];
  const by = async (attributes: string) =>
    openOf(await playModels([calling(`processId="child" ${attributes}`), ...versions], []));
  expect(await by('bindingType="versionTag" versionTag="v1"')).toEqual(["t1"]);
  expect(await by('bindingType="latest"')).toEqual(["t2"]);
  expect(await by('bindingType="deployment"')).toEqual(["t2"]);
});

test("an unknown process is a failure that a person resolves", async () => {
  const models = [calling('processId="=kind"'), called];
  const failed = await playModels(models, [], { variables: { kind: "nobody" } });
  expect(failureOf(failed)).toBe("ENGINE_PROCESS_NOT_CALLABLE");
  const resolve = { do: "resolve", element: "call", variables: { kind: "child" } };
  expect(openOf(await playModels(models, [resolve], { variables: { kind: "nobody" } }))).toEqual(["t"]);
});

test("a process that calls itself without end is stopped", async () => {
  const failed = await playModels([calling('processId="p"')], []);
  expect(failureOf(failed)).toBe("ENGINE_CALLS_TOO_DEEP");
});

test("a process may call itself as long as it comes to an end", async () => {
  const xml = processXml(
    [
      script("count", "n + 1", "n"),
      element("exclusiveGateway", "g", { attributes: 'default="f4"' }),
      element("callActivity", "call", { extensions: '<zeebe:calledElement processId="p"/>' }),
      end(),
    ],
    flows("s count", "count g", "g call n < 5", "g e", "call e"),
  );
  const done = await playModels([xml], [], { variables: { n: 0 } });
  expect([done.status, done.variables, timesOf(done, "count")]).toEqual(["completed", { n: 5 }, 5]);
});

test("a terminate end in a called process ends only that process", async () => {
  const stop = processXml([terminate("te")], flow("f1", "s", "te"), "child");
  expect(openOf(await playModels([calling('processId="child"'), stop], []))).toEqual(["after"]);
});

test("elements of two processes may have the same ids, and duties are kept apart", async () => {
  const same = processXml([user("after"), end()], flows("s after", "after e"), "child");
  const models = [calling('processId="child"'), same];
  const done = await playModels(models, [
    { do: "complete", element: "after", by: "ann" },
    { do: "complete", element: "after", by: "ann" },
  ]);
  expect(done.status).toBe("completed");
  expect(done.state?.doneBy).toEqual({ "child#after": ["ann"], after: ["ann"] });
});

test("a call activity runs several times, each with its item, and collects what comes back", async () => {
  const marker = loop('inputCollection="=xs" inputElement="x" outputCollection="ys" outputElement="=y"');
  const output = '<zeebe:ioMapping><zeebe:output source="=y" target="y"/></zeebe:ioMapping>';
  const twice = processXml(
    [script("double", "x * 2", "y"), end("te")],
    flows("s double", "double te"),
    "child",
  );
  const models = [calling('processId="child"', output, marker), twice];
  const done = await playModels(models, [], { variables: { xs: [1, 2, 3] } });
  expect(done.variables["ys"]).toEqual([2, 4, 6]);
});

test("a task of a called process is kept apart from one of the process that calls it", async () => {
  const caller = processXml(
    [
      user("review"),
      element("callActivity", "call", { extensions: '<zeebe:calledElement processId="child"/>' }),
      end(),
    ],
    flows("s review", "review call", "call e"),
  );
  const separate = '<yiwang:task separateFrom="caller:review"/>';
  const child = processXml([user("preside", separate), end("te")], flows("s preside", "preside te"), "child");
  const by = (who: string) => [
    { do: "complete", element: "review", by: "reviewer" },
    { do: "complete", element: "preside", by: who },
  ];
  expect((await playModels([caller, child], by("presider"))).status).toBe("completed");
  const { refused } = await playModels([caller, child], by("reviewer"));
  expect(refused).toMatchObject({ step: 1, problem: { code: "ENGINE_SEPARATION_OF_DUTY" } });
});
