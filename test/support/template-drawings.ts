import { element, end, flow, flows, loop, processXml } from "./bpmn.ts";
import { complete, type playModels } from "./play.ts";
import { applied } from "./template-xml.ts";

/** What the hints' expressions read. */
export const HINTED_VARIABLES = {
  receivedAt: "2022-09-29T09:00:00+08:00",
  limits: { statutory: "20wd", promised: "10wd", extension: "10wd" },
  approver: "王成霞",
  reason: "案情复杂",
  organs: ["planning", "ecology", "fire-rescue"],
};

/** What the template asks for beside its fields. */
const MAPPED =
  '<zeebe:ioMapping><zeebe:input source="=reason" target="creditCode"/><zeebe:output source="=credit" target="credit"/></zeebe:ioMapping>';
const timerInside = "<bpmn:timerEventDefinition/>";
const step = (id: string, template: string) => element("task", id, { extensions: applied(template) });
const clocks = (...names: readonly string[]): string =>
  processXml(
    [...names.map((name) => step(name, `clock.${name}`)), end()],
    flows(...["s", ...names].map((from, place) => `${from} ${names[place] ?? "e"}`)),
  );
const straight = flows("s t", "t e");
const inSubProcess = (extensions: string): string =>
  element("subProcess", "t", {
    extensions,
    inside: [
      element("startEvent", "s2"),
      element("userTask", "u", { extensions: "<zeebe:userTask/>" }),
      end("e2"),
      flow("g1", "s2", "u"),
      flow("g2", "u", "e2"),
    ].join(""),
  });

/** For each template a drawing with nothing in it but what its own hints say, and the steps of its case. */
export const TEMPLATE_DRAWINGS: Readonly<
  Record<string, readonly [xml: string, ...steps: readonly Parameters<typeof playModels>[1][number][]]>
> = {
  "clock.start": [clocks("start")],
  "clock.pause": [clocks("start", "pause")],
  "clock.resume": [clocks("start", "pause", "resume")],
  "clock.extend": [clocks("start", "extend")],
  "clock.stop": [clocks("start", "stop")],
  "clock.reopen": [clocks("start", "stop", "reopen")],
  task: [
    processXml([element("userTask", "t", { extensions: applied("task") }), end()], straight),
    complete("t"),
  ],
  jointReview: [
    processXml(
      [
        element("userTask", "t", {
          extensions: applied("jointReview"),
          inside: loop('inputCollection="=organs" inputElement="organ"'),
        }),
        end(),
      ],
      straight,
    ),
    complete("t", { agree: true }),
    complete("t", { agree: true }),
    complete("t", { agree: true }),
  ],
  "timer.catch": [
    processXml(
      [
        element("intermediateCatchEvent", "t", { extensions: applied("timer.catch"), inside: timerInside }),
        end(),
      ],
      straight,
    ),
    { do: "advance", duration: "P30D" },
  ],
  "timer.boundary": [
    processXml(
      [
        element("userTask", "t", { extensions: applied("task") }),
        element("boundaryEvent", "b", {
          attributes: 'attachedToRef="t"',
          extensions: applied("timer.boundary"),
          inside: timerInside,
        }),
        end(),
      ],
      flows("s t", "t e", "b e"),
    ),
    { do: "advance", duration: "P30D" },
  ],
  caseLadder: [
    clocks("start").replace(
      /(<bpmn:process [^>]*>)/,
      `$1<bpmn:extensionElements>${applied("caseLadder")}</bpmn:extensionElements>`,
    ),
  ],
  scope: [processXml([inSubProcess(applied("scope")), end()], straight), complete("u")],
  document: [
    processXml([element("serviceTask", "t", { extensions: applied("document") }), end()], straight),
    complete("t"),
  ],
  certificate: [
    processXml([element("serviceTask", "t", { extensions: applied("certificate") }), end()], straight),
    complete("t"),
  ],
  http: [
    processXml([element("serviceTask", "t", { extensions: `${applied("http")}${MAPPED}` }), end()], straight),
    complete("t", { credit: "A" }),
  ],
  outcome: [processXml([end("e", "", applied("outcome"))], flows("s e"))],
};
