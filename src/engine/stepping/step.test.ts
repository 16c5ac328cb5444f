import { expect, test } from "vitest";
import { expectOk, type Instant } from "#kernel";
import { compileProcess } from "#process";
import { link, step } from "../index.ts";

const xml = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="t">
<bpmn:process id="p" name="P" isExecutable="true">
<bpmn:startEvent id="s"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
<bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="t"/>
<bpmn:userTask id="t" name="T"><bpmn:extensionElements><zeebe:userTask/><zeebe:assignmentDefinition candidateGroups="a, b"/></bpmn:extensionElements></bpmn:userTask>
<bpmn:sequenceFlow id="f2" sourceRef="t" targetRef="e"/>
<bpmn:endEvent id="e"/>
</bpmn:process></bpmn:definitions>`;

test("a case with one user task runs from its start to its end", async () => {
  const [plan] = expectOk(await compileProcess(xml));
  if (plan === undefined) throw new Error("no plan");
  const linked = link(plan);
  const at = "2022-09-30T02:00:00.000Z" as Instant;
  const actor = { kind: "system", name: "test" } as const;
  const started = expectOk(step(linked, null, { kind: "start", at, actor, variables: { a: 1 } }));
  expect(started.effects).toMatchObject([
    { kind: "openTask", task: { element: "t", candidateGroups: ["a", "b"] } },
  ]);
  const ended = expectOk(
    step(linked, started.state, { kind: "completeTask", at, actor, task: "e2", variables: { b: 2 } }),
  );
  expect(ended.state).toMatchObject({ status: "completed", variables: { a: 1, b: 2 }, instances: {} });
});
