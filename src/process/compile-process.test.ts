import { expect, test } from "vitest";
import { expectOk, type Problem } from "#kernel";
import {
  boundary,
  element,
  end,
  flow,
  flows,
  gateway,
  job,
  processXml,
  user,
} from "../../test/support/bpmn.ts";
import { compileProcess, type Plan } from "./index.ts";

async function planOf(xml: string): Promise<Plan> {
  const [plan] = expectOk(await compileProcess(xml));
  if (plan === undefined) throw new Error("no plan");
  return plan;
}

async function problemsOf(xml: string): Promise<readonly Problem[]> {
  const compiled = await compileProcess(xml);
  return compiled.ok ? [] : compiled.error;
}

async function codesOf(xml: string): Promise<readonly string[]> {
  return (await problemsOf(xml)).map(({ code, details }) =>
    `${code} ${String(details?.["element"] ?? "")}`.trim(),
  );
}

const asked = (extensions: string) =>
  codesOf(processXml([user("t", extensions), end()], flows("s t", "t e")));
const askedTimer = (text: string, cancel = true, extensions = "") =>
  codesOf(
    processXml([user("t"), boundary("b", "t", text, cancel, extensions), end()], flows("s t", "t e", "b e")),
  );

const simple = processXml([user("t"), end()], flows("s t", "t e"));

test("a plan is plain data whose hash follows from its content alone", async () => {
  const plan = await planOf(simple);
  expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
  expect((await planOf(simple)).hash).toBe(plan.hash);
  expect((await planOf(simple.replace('name="t"', 'name="u"'))).hash).not.toBe(plan.hash);
});

test("an unsupported element is named with its id and name, whatever it is", async () => {
  const unsupported = [
    element("complexGateway", "x"),
    element("eventBasedGateway", "x", { attributes: 'instantiate="true"' }),
    element("receiveTask", "x", { attributes: 'instantiate="true"' }),
    element("transaction", "x"),
    element("intermediateCatchEvent", "x", { inside: "<bpmn:conditionalEventDefinition/>" }),
    element("intermediateCatchEvent", "x"),
    element("intermediateThrowEvent", "x", { inside: "<bpmn:errorEventDefinition/>" }),
    element("intermediateThrowEvent", "x", {
      inside: "<bpmn:signalEventDefinition/><bpmn:escalationEventDefinition/>",
    }),
    element("userTask", "x", { inside: "<bpmn:standardLoopCharacteristics/>" }),
  ];
  for (const each of unsupported) {
    const [problem] = await problemsOf(processXml([each, end()], flows("s x", "x e")));
    expect(problem, each).toMatchObject({
      code: "PROCESS_ELEMENT_UNSUPPORTED",
      details: { element: "x", name: "x" },
    });
    expect(problem?.message.en).toContain("“x” (x)");
  }
});

test("an unknown extension element or attribute of ours is refused, not ignored", async () => {
  const [problem] = await problemsOf(
    processXml([user("t", '<yiwang:clok action="start"/>'), end()], flows("s t", "t e")),
  );
  expect(problem?.message.en).toMatch(/<yiwang:clok>.*line/);
  expect(await asked('<yiwang:limit value="5wd" form="=x"/>')).toEqual(["PROCESS_FEATURE_UNSUPPORTED t"]);
  expect(await asked("<zeebe:executionListeners/>")).toEqual(["PROCESS_FEATURE_UNSUPPORTED t"]);
  expect(await asked('<yiwang:outcome value="granted"/>')).toEqual(["PROCESS_FEATURE_UNSUPPORTED t"]);
  expect(await asked('<zeebe:properties><zeebe:property name="a" value="b"/></zeebe:properties>')).toEqual(
    [],
  );
});

test("lanes, annotations, documentation, data objects and the drawing are harmless", async () => {
  const xml = processXml(
    [
      '<bpmn:laneSet id="ls"><bpmn:lane id="l"><bpmn:flowNodeRef>t</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet>',
      "<bpmn:documentation>what it is</bpmn:documentation>",
      user("t"),
      '<bpmn:dataObjectReference id="dr" dataObjectRef="do"/><bpmn:dataObject id="do"/>',
      end(),
      '<bpmn:textAnnotation id="ta"><bpmn:text>note</bpmn:text></bpmn:textAnnotation>',
      '<bpmn:association id="a" sourceRef="t" targetRef="ta"/>',
    ],
    flows("s t", "t e"),
  );
  expect(await codesOf(xml)).toEqual([]);
});

test("bad FEEL is found wherever it stands", async () => {
  const bad = [
    '<zeebe:ioMapping><zeebe:input source="=1 +" target="a"/></zeebe:ioMapping>',
    '<zeebe:assignmentDefinition assignee="=("/>',
    '<zeebe:taskSchedule dueDate="=if x"/>',
    '<yiwang:limit value="=settings." />',
  ];
  for (const each of bad)
    expect(await codesOf(processXml([user("t", each), end()], flows("s t", "t e"))), each).toEqual([
      "PROCESS_FEEL_UNREADABLE t",
    ]);
  const condition = processXml(
    [gateway("exclusive", "g", "f3"), end()],
    flow("f1", "s", "g") + flow("f2", "g", "e", "x >") + flow("f3", "g", "e"),
  );
  expect(await codesOf(condition)).toEqual(["PROCESS_FEEL_UNREADABLE f2"]);
});

test("flows that are missing, dangling or misplaced are found", async () => {
  expect(await codesOf(processXml([gateway("exclusive", "g")], flows("s g")))).toEqual([
    "PROCESS_FLOW_MISSING g",
  ]);
  expect(await codesOf(processXml([user("t"), end()], flows("t e")))).toEqual([
    "PROCESS_FLOW_MISSING s",
    "PROCESS_UNREACHABLE t",
    "PROCESS_UNREACHABLE e",
  ]);
  expect(await codesOf(processXml([user("t"), end()], flows("s t", "t e", "e t")))).toEqual([
    "PROCESS_FLOW_MISPLACED e",
  ]);
  expect(await codesOf(processXml([user("t"), end()], flows("s t", "t e", "t nowhere")))).toEqual([
    "PROCESS_REFERENCE_DANGLING f3",
    "PROCESS_FLOW_DANGLING f3",
  ]);
  expect(await codesOf(processXml([user("t"), user("lost"), end()], flows("s t", "t e", "lost e")))).toEqual([
    "PROCESS_UNREACHABLE lost",
  ]);
});

test("an exclusive gateway has at most one default and a condition on every other flow", async () => {
  const choice = (defaultFlow: string | undefined, ...lines: readonly string[]) =>
    codesOf(
      processXml([gateway("exclusive", "g", defaultFlow), user("t"), end()], flows("s g", ...lines, "t e")),
    );
  expect(await choice(undefined, "g t x > 1", "g e")).toEqual(["PROCESS_CONDITION_MISSING g"]);
  expect(await choice("f3", "g t x > 1", "g e")).toEqual([]);
  expect(await choice("f3", "g t x > 1", "g e x > 2")).toEqual(["PROCESS_DEFAULT_MISPLACED g"]);
  expect(await choice("f2 f3", "g t", "g e")).toContain("PROCESS_DEFAULT_SEVERAL g");
  expect(await choice("f4", "g t x > 1", "g e x > 2")).toEqual(["PROCESS_DEFAULT_MISPLACED g"]);
  expect(await codesOf(processXml([user("t"), end()], flows("s t", "t e x > 1")))).toEqual([
    "PROCESS_CONDITION_MISPLACED f2",
  ]);
});

test("duplicate ids, several starts and no start are errors", async () => {
  expect(await codesOf(processXml([user("t"), user("t"), end()], flows("s t", "t e")))).toContain(
    "PROCESS_ID_DUPLICATE t",
  );
  expect(
    await codesOf(processXml([element("startEvent", "s2"), user("t"), end()], flows("s t", "s2 t", "t e"))),
  ).toEqual(["PROCESS_START_SEVERAL s2"]);
  expect(
    await codesOf(simple.replace(/<bpmn:startEvent[^>]*>/, "").replace(/<bpmn:sequenceFlow id="f1".*/, "")),
  ).toEqual(["PROCESS_START_MISSING p"]);
});

test("what is not BPMN or not executable says so", async () => {
  expect(await codesOf("hello")).toEqual(["PROCESS_XML_UNREADABLE"]);
  expect(await codesOf("<a><b></a>")).toContain("PROCESS_XML_UNREADABLE");
  expect(await codesOf(simple.replace('isExecutable="true"', 'isExecutable="false"'))).toEqual([
    "PROCESS_NONE_EXECUTABLE",
  ]);
});

test("a task lacking what its kind needs is an error", async () => {
  const lacking = [
    element("serviceTask", "t"),
    element("businessRuleTask", "t", { extensions: '<zeebe:calledDecision decisionId="d"/>' }),
    element("scriptTask", "t", { extensions: '<zeebe:script expression="=1"/>' }),
  ];
  for (const each of lacking)
    expect((await codesOf(processXml([each, end()], flows("s t", "t e"))))[0], each).toBe(
      "PROCESS_ATTRIBUTE_MISSING t",
    );
  expect(
    await codesOf(
      processXml(
        [job("t", '<zeebe:taskHeaders><zeebe:header key="a" value="b"/></zeebe:taskHeaders>'), end()],
        flows("s t", "t e"),
      ),
    ),
  ).toEqual([]);
});

test("legal limits, clocks, grounds and duties are checked", async () => {
  const unreadable = ["PROCESS_ATTRIBUTE_UNREADABLE t"];
  const start = '<yiwang:clock action="start" clock="decision" statutory="20wd"/>';
  expect(await asked('<yiwang:limit value="5 weeks"/>')).toEqual(unreadable);
  expect(await asked(`${start}<yiwang:clock action="pause" clock="decision" ground="lunch"/>`)).toEqual(
    unreadable,
  );
  expect(await asked('<yiwang:clock action="stop" clock="decision"/>')).toEqual(unreadable);
  expect(await asked('<yiwang:clock action="jump" clock="decision"/>')).toEqual(unreadable);
  expect(await asked(`${start}<yiwang:clock action="pause" clock="decision" ground="testing"/>`)).toEqual([]);
  expect(await asked('<yiwang:task separateFrom="nobody"/>')).toEqual(["PROCESS_REFERENCE_DANGLING t"]);
  expect(await asked('<yiwang:task optional="maybe"/>')).toEqual(unreadable);
});

test("a timer says one readable thing, and an interrupting one does not repeat", async () => {
  expect(await askedTimer("PT10M")).toEqual([]);
  expect(await askedTimer("R3/PT10M", false)).toEqual([]);
  expect(await askedTimer("R3/PT10M")).toEqual(["PROCESS_FEATURE_UNSUPPORTED b"]);
  expect(await askedTimer("ten minutes")).toEqual(["PROCESS_ATTRIBUTE_UNREADABLE b"]);
  expect(await askedTimer("")).toEqual(["PROCESS_ATTRIBUTE_MISSING b"]);
  expect(await askedTimer("", true, '<yiwang:limit value="5wd"/>')).toEqual([]);
  expect(await askedTimer("PT1M", true, '<yiwang:limit value="5wd"/>')).toEqual([
    "PROCESS_ATTRIBUTE_UNREADABLE b",
  ]);
});

test("every problem of a file is listed at once, each with the file", async () => {
  const compiled = await compileProcess(
    processXml(
      [element("complexGateway", "a"), element("callActivity", "b"), end()],
      flows("s a", "a b", "b e"),
    ),
    { file: "x.bpmn" },
  );
  expect(compiled.ok ? [] : compiled.error.map(({ details }) => details)).toMatchObject([
    { element: "a", file: "x.bpmn" },
    { element: "b", file: "x.bpmn" },
  ]);
});
