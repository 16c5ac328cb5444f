import { describe, expect, test } from "vitest";
import { element, end, flows, job, loop, processXml } from "../../test/support/bpmn.ts";
import { compileProcess } from "./compile-process.ts";

const straight = flows("s t", "t e");
const drawn = (task: string, more = ""): string => processXml([task, end()], straight, "p", more);

/** What is wrong, as `code what`. */
async function wrongIn(xml: string): Promise<readonly string[]> {
  const compiled = await compileProcess(xml);
  if (compiled.ok) return [];
  return compiled.error.map(({ code, details, message }) => {
    const { element: at, feature, where, attribute, value } = details ?? {};
    const what = [feature, where, attribute, value].filter((each) => each !== undefined).join(" ");
    return `${code.replace("PROCESS_", "")} ${at === undefined ? message.en : `${String(at)}: ${what}`}`;
  });
}

const task = (extensions: string, inside = "", attributes = ""): string =>
  element("userTask", "t", { extensions: `<zeebe:userTask/>${extensions}`, inside, attributes });

describe("nothing that is drawn is passed over", () => {
  test("a misspelt attribute is named, with the one that is meant", async () => {
    const compiled = await compileProcess(
      drawn(task('<zeebe:assignmentDefinition candidateGrups="clerk"/>')),
    );
    expect(compiled.ok ? [] : compiled.error).toMatchObject([
      {
        code: "PROCESS_ATTRIBUTE_UNKNOWN",
        message: { zh: "元素“t”（t）的 zeebe:assignmentDefinition 没有“candidateGrups”这一项" },
        next: {
          zh: "请改正拼写或去掉它；可用的是：candidateGroups。",
          en: expect.stringContaining("candidateGroups"),
        },
      },
    ]);
  });

  test.each([
    ["zeebe:taskSchedule", '<zeebe:taskSchedule due="=d"/>', "ATTRIBUTE_UNKNOWN t: zeebe:taskSchedule due"],
    [
      "an inner element",
      '<zeebe:ioMapping><zeebe:input source="=1" target="a" typ="x"/></zeebe:ioMapping>',
      "ATTRIBUTE_UNKNOWN t: zeebe:input typ",
    ],
    [
      "a listener",
      '<zeebe:taskListeners><zeebe:taskListener type="x"/></zeebe:taskListeners>',
      "FEATURE_UNSUPPORTED t: zeebe:taskListeners",
    ],
    [
      "an execution listener",
      "<zeebe:executionListeners/>",
      "FEATURE_UNSUPPORTED t: zeebe:executionListeners",
    ],
    ["a linked resource", "<zeebe:linkedResources/>", "FEATURE_UNSUPPORTED t: zeebe:linkedResources"],
    [
      "the same element twice",
      '<zeebe:priorityDefinition priority="1"/><zeebe:priorityDefinition priority="2"/>',
      "FEATURE_UNSUPPORTED t: zeebe:priorityDefinition (2)",
    ],
    [
      "a form bound to nonsense",
      '<zeebe:formDefinition formId="f" bindingType="newest"/>',
      "VALUE_UNSUPPORTED t: zeebe:formDefinition bindingType newest",
    ],
    [
      "a form's version",
      '<zeebe:formDefinition formId="f" bindingType="versionTag" versionTag="v1"/>',
      "ATTRIBUTE_UNKNOWN t: zeebe:formDefinition versionTag",
    ],
  ])("%s", async (_what, extensions, wrong) => {
    expect(await wrongIn(drawn(task(extensions)))).toContain(wrong);
  });

  test("an element under zeebe: that nobody knows is named", async () => {
    expect((await wrongIn(drawn(task("<zeebe:asignment/>")))).join()).toContain("zeebe:asignment");
  });

  test("a decision's and a called process's bindings", async () => {
    const decision = (attributes: string) =>
      drawn(
        element("businessRuleTask", "t", {
          extensions: `<zeebe:calledDecision decisionId="d" resultVariable="r" ${attributes}/>`,
        }),
      );
    expect(await wrongIn(decision('bindingType="latest"'))).toEqual([]);
    expect(await wrongIn(decision('bindingType="deployment"'))).toEqual([
      "VALUE_UNSUPPORTED t: zeebe:calledDecision bindingType deployment",
    ]);
    expect(await wrongIn(decision('versionTag="v2"'))).toEqual([
      "ATTRIBUTE_UNKNOWN t: zeebe:calledDecision versionTag",
    ]);
    const call = (attributes: string) =>
      drawn(
        element("callActivity", "t", { extensions: `<zeebe:calledElement processId="q" ${attributes}/>` }),
      );
    expect(await wrongIn(call('bindingType="newest"'))).toEqual([
      "VALUE_UNSUPPORTED t: zeebe:calledElement bindingType newest",
    ]);
    expect(await wrongIn(call('processIdExpression="=x"'))).toEqual([
      "ATTRIBUTE_UNKNOWN t: zeebe:calledElement processIdExpression",
    ]);
  });

  test.each([
    [
      "ioSpecification",
      "<bpmn:ioSpecification><bpmn:inputSet/><bpmn:outputSet/></bpmn:ioSpecification>",
      "ioSpecification",
    ],
    ["a data association", '<bpmn:dataInputAssociation id="d"/>', "dataInputAssociation"],
    ["a property", '<bpmn:property id="q" name="q"/>', "property"],
    ["a potential owner", '<bpmn:potentialOwner id="o"/>', "potentialOwner"],
    ["monitoring", "<bpmn:monitoring/>", "monitoring"],
  ])("%s of BPMN", async (_what, inside, feature) => {
    expect(await wrongIn(drawn(task("", inside)))).toEqual([`FEATURE_UNSUPPORTED t: ${feature}`]);
  });

  test("an attribute of BPMN that is misspelt, and one of another dialect", async () => {
    expect(await wrongIn(drawn(task("", "", 'isForCompensaton="true"')))).toEqual([
      "ATTRIBUTE_UNKNOWN t: userTask isForCompensaton",
    ]);
    const camunda = 'xmlns:camunda="http://camunda.org/schema/1.0/bpmn" camunda:assignee="li"';
    expect(await wrongIn(drawn(task("", "", camunda)))).toEqual([
      "ATTRIBUTE_UNKNOWN t: userTask camunda:assignee",
    ]);
    expect(await wrongIn(drawn(job("t").replace('id="t"', 'id="t" zeebe:retryCounter="=3"')))).toEqual([
      "FEATURE_UNSUPPORTED t: retryCounter",
    ]);
  });

  test("values of BPMN's own attributes that do not run", async () => {
    const several = loop('inputCollection="=items"').replace("isSequential", 'behavior="One" isSequential');
    expect(await wrongIn(drawn(task("", several)))).toEqual(['FEATURE_UNSUPPORTED t: behavior="One"']);
    const gateway = element("eventBasedGateway", "t", { attributes: 'eventGatewayType="Parallel"' });
    expect(await wrongIn(drawn(gateway))).toContain('FEATURE_UNSUPPORTED t: eventGatewayType="Parallel"');
    const adHoc = element("adHocSubProcess", "t", {
      attributes: 'ordering="Sequential"',
      inside: element("task", "i"),
    });
    expect(await wrongIn(drawn(adHoc))).toEqual(['FEATURE_UNSUPPORTED t: ordering="Sequential"']);
  });

  test("extension elements where nothing reads them: on a flow, an event's definition, a message", async () => {
    const listeners = "<bpmn:extensionElements><zeebe:executionListeners/></bpmn:extensionElements>";
    const flow = drawn(task("")).replace(/(<bpmn:sequenceFlow id="f1"[^>]*>)/u, `$1${listeners}`);
    expect(await wrongIn(flow)).toEqual(["FEATURE_UNSUPPORTED f1: zeebe:executionListeners"]);
    const limit = '<bpmn:extensionElements><yiwang:limit value="5wd"/></bpmn:extensionElements>';
    const timed = drawn(
      element("intermediateCatchEvent", "t", {
        inside: `<bpmn:timerEventDefinition id="d">${limit}<bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition>`,
      }),
    );
    expect(await wrongIn(timed)).toEqual(["FEATURE_UNSUPPORTED t: yiwang:limit"]);
    const message = `<bpmn:message id="m" name="m">${listeners}</bpmn:message>`;
    expect(await wrongIn(drawn(task(""), message))).toEqual([
      "FEATURE_UNSUPPORTED m: zeebe:executionListeners",
    ]);
  });

  test("what is only drawn, and what templates leave behind, is no fault", async () => {
    const xml = drawn(
      task(
        '<zeebe:properties><zeebe:property name="note" value="x"/></zeebe:properties>',
        "<bpmn:documentation>What it is for</bpmn:documentation>",
        'zeebe:modelerTemplate="yiwang.task" zeebe:modelerTemplateVersion="1"',
      ),
      '<bpmn:collaboration id="c"><bpmn:participant id="pool" name="千山区" processRef="p"/></bpmn:collaboration>',
    ).replace(
      "</bpmn:process>",
      '<bpmn:dataObject id="do"/><bpmn:dataObjectReference id="dr" dataObjectRef="do"/><bpmn:textAnnotation id="n"><bpmn:text>x</bpmn:text></bpmn:textAnnotation></bpmn:process>',
    );
    expect(await wrongIn(xml)).toEqual([]);
  });
});
