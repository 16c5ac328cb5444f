import { validateAllZeebe } from "@bpmn-io/element-templates-validator";
import { expect, test } from "vitest";
import { expectOk } from "#kernel";
import { element, end, flows, loop, processXml } from "../../test/support/bpmn.ts";
import { applied } from "../../test/support/template-xml.ts";
import { compileProcess } from "./compile-process.ts";
import { elementTemplates } from "./element-templates.ts";

const compiled = async (elements: readonly string[], connected: string) =>
  expectOk(await compileProcess(processXml(elements, connected)))[0];

const task = (extensions: string) => element("task", "t", { extensions });
const straight = flows("s t", "t e");

test("docs/reference/yiwang-element-templates.json is what the code says", async () => {
  await expect(`${JSON.stringify(elementTemplates, null, 2)}\n`).toMatchFileSnapshot(
    "../../docs/reference/yiwang-element-templates.json",
  );
});

test("Camunda Modeler accepts every template", () => {
  const { valid, results } = validateAllZeebe(elementTemplates);
  expect(results.flatMap(({ errors }) => errors ?? [])).toEqual([]);
  expect(valid).toBe(true);
});

test("a clock that a template writes is the clock of the extension element", async () => {
  const start =
    '<yiwang:clock action="start" clock="decision" when="enter" statutory="=limits.statutory" promised="=limits.promised" from="=receivedAt"/><yiwang:state name="accepted"/>';
  expect((await compiled([task(applied("clock.start")), end()], straight))?.hash).toBe(
    (await compiled([task(start), end()], straight))?.hash,
  );
});

test("pausing, resuming, extending, stopping and reopening follow a started clock", async () => {
  const names = ["start", "pause", "resume", "extend", "stop", "reopen"];
  const tasks = names.map((name) => element("task", name, { extensions: applied(`clock.${name}`) }));
  const ways = ["s", ...names].map((from, place) => `${from} ${names[place] ?? "e"}`);
  const plan = await compiled([...tasks, end()], flows(...ways));
  expect(names.map((name) => plan?.nodes[name]?.clocks[0]?.action)).toEqual(names);
});

test("tasks, timers, scopes and results of templates compile", async () => {
  const user = element("userTask", "t", { extensions: applied("task") });
  expect((await compiled([user, end()], straight))?.nodes["t"]).toMatchObject({
    kind: "userTask",
    formId: "review",
    limit: { value: { value: "5wd" } },
  });
  const votes = element("userTask", "t", {
    extensions: applied("jointReview"),
    inside: loop('inputCollection="=organs" inputElement="organ"'),
  });
  expect((await compiled([votes, end()], straight))?.nodes["t"]?.loop).toMatchObject({
    review: { rule: "all" },
  });
  const timerInside = "<bpmn:timerEventDefinition/>";
  const waits = element("intermediateCatchEvent", "t", {
    extensions: applied("timer.catch"),
    inside: timerInside,
  });
  expect((await compiled([waits, end()], straight))?.nodes["t"]?.kind).toBe("catchEvent");
  const edge = element("boundaryEvent", "b", {
    attributes: 'attachedToRef="t"',
    extensions: applied("timer.boundary"),
    inside: timerInside,
  });
  const both = flows("s t", "t e", "b e");
  expect((await compiled([user, edge, end()], both))?.nodes["b"]?.kind).toBe("boundaryEvent");
  const scope = element("subProcess", "t", {
    extensions: applied("scope"),
    inside: `<bpmn:startEvent id="s2"/>${end("e2")}<bpmn:sequenceFlow id="g" sourceRef="s2" targetRef="e2"/>`,
  });
  expect((await compiled([scope, end()], straight))?.nodes["t"]?.deadline?.ladder).toHaveLength(1);
  for (const name of ["document", "certificate"])
    expect(
      (await compiled([element("serviceTask", "t", { extensions: applied(name) }), end()], straight))?.nodes[
        "t"
      ],
    ).toMatchObject({ kind: "jobTask", jobType: { value: name } });
  const granted = end("e", "", applied("outcome"));
  expect((await compiled([granted], flows("s e")))?.nodes["e"]).toMatchObject({
    outcome: { value: "granted" },
  });
});

test("the ladder of the case's clock is a template of the process", async () => {
  const start = '<yiwang:clock action="start" clock="decision" statutory="20wd" promised="5wd"/>';
  const xml = processXml([task(start), end()], straight).replace(
    /(<bpmn:process [^>]*>)/,
    `$1<bpmn:extensionElements>${applied("caseLadder")}</bpmn:extensionElements>`,
  );
  const [plan] = expectOk(await compileProcess(xml));
  expect(plan?.ladders?.["decision"]).toMatchObject([
    { when: "near", of: "promised", action: "notify" },
    { when: "overdue", of: "statutory", action: "raise" },
  ]);
});

test("a second clock of one element is numbered, and a wrong name is refused", async () => {
  const property = (name: string, value: string) =>
    `<zeebe:property name="yiwang:${name}" value="${value}"/>`;
  const two = `<zeebe:properties>${[
    property("clock.action", "start"),
    property("clock.clock", "decision"),
    property("clock.statutory", "20wd"),
    property("clock.2.action", "start"),
    property("clock.2.clock", "hearing"),
    property("clock.2.statutory", "10wd"),
  ].join("")}</zeebe:properties>`;
  const plan = await compiled([task(two), end()], straight);
  expect(plan?.nodes["t"]?.clocks.map((each) => each.clock)).toEqual(["decision", "hearing"]);
  for (const wrong of ["clok.action", "clock.deadline", "clock"]) {
    const asked = await compileProcess(
      processXml([task(`<zeebe:properties>${property(wrong, "x")}</zeebe:properties>`), end()], straight),
    );
    expect(asked.ok ? [] : asked.error.map(({ code }) => code)).toContain("PROCESS_FEATURE_UNSUPPORTED");
  }
});
