import { written } from "./check-known.ts";
import { COMPILERS } from "./elements/compilers.ts";
import { kindOf } from "./elements/kind-of.ts";
import { EVERYWHERE } from "./extensions.ts";
import { BPMN_LIMITS, KNOWN_ZEEBE, type Known } from "./known-attributes.ts";
import type { ModelElement } from "./model.ts";
import type { NodeKind } from "./plan.ts";
import { yiwangDescriptor } from "./yiwang-descriptor.ts";

/** One way BPMN 2.0 has of drawing something, and what the compiler makes of it: a kind that runs, or null. */
export type ElementRow = {
  readonly group: string;
  readonly zh: string;
  readonly en: string;
  readonly kind: NodeKind | null;
};

type Drawn = { readonly zh: string; readonly en: string; readonly element: ModelElement };

const extended = (...types: readonly string[]) => ({
  extensionElements: { $type: "bpmn:ExtensionElements", values: types.map(($type) => ({ $type })) },
});

const activity = (zh: string, en: string, type: string, more: object = {}): Drawn => ({
  zh,
  en,
  element: { $type: `bpmn:${type}`, ...more },
});

const marker = (type: string): object => ({ loopCharacteristics: { $type: `bpmn:${type}` } });

const ACTIVITIES: readonly Drawn[] = [
  activity("未定义任务", "task", "Task"),
  activity("手工任务", "manual task", "ManualTask"),
  activity("用户任务", "user task", "UserTask"),
  activity("服务任务", "service task", "ServiceTask", extended("zeebe:TaskDefinition")),
  activity("发送任务（作业）", "send task, by a job", "SendTask", extended("zeebe:TaskDefinition")),
  activity("发送任务（消息）", "send task, by message", "SendTask", {
    messageRef: { $type: "bpmn:Message" },
  }),
  activity("接收任务", "receive task", "ReceiveTask"),
  activity("接收任务（创建实例）", "receive task that begins the process", "ReceiveTask", {
    instantiate: true,
  }),
  activity("脚本任务（FEEL）", "script task, FEEL", "ScriptTask", extended("zeebe:Script")),
  activity("脚本任务（作业）", "script task, by a job", "ScriptTask", extended("zeebe:TaskDefinition")),
  activity(
    "业务规则任务（DMN）",
    "business rule task, DMN",
    "BusinessRuleTask",
    extended("zeebe:CalledDecision"),
  ),
  activity(
    "业务规则任务（作业）",
    "business rule task, by a job",
    "BusinessRuleTask",
    extended("zeebe:TaskDefinition"),
  ),
  activity("嵌入子流程", "embedded subprocess", "SubProcess"),
  activity("事件子流程", "event subprocess", "SubProcess", { triggeredByEvent: true }),
  activity("临时子流程", "ad-hoc subprocess", "AdHocSubProcess"),
  activity("调用活动", "call activity", "CallActivity"),
  activity("事务子流程", "transaction", "Transaction"),
  activity(
    "多实例标记",
    "multi-instance marker on an activity",
    "UserTask",
    marker("MultiInstanceLoopCharacteristics"),
  ),
  activity(
    "标准循环标记",
    "standard loop marker on an activity",
    "UserTask",
    marker("StandardLoopCharacteristics"),
  ),
  activity("补偿活动", "compensation handler", "ServiceTask", { isForCompensation: true }),
];

const GATEWAYS: readonly Drawn[] = [
  activity("排他网关", "exclusive gateway", "ExclusiveGateway"),
  activity("并行网关", "parallel gateway", "ParallelGateway"),
  activity("包容网关", "inclusive gateway", "InclusiveGateway"),
  activity("事件网关", "event-based gateway", "EventBasedGateway"),
  activity("事件网关（创建实例）", "event-based gateway that begins the process", "EventBasedGateway", {
    instantiate: true,
  }),
  activity("复杂网关", "complex gateway", "ComplexGateway"),
];

/** BPMN's triggers by the name of their definition, with the positions in which the standard allows them (table 10.93). */
const TRIGGERS: readonly (readonly [string, string, readonly Position[]])[] = [
  ["空白", "none", ["start", "subStart", "throw", "end"]],
  ["消息", "message", ["start", "eventStart", "catch", "throw", "boundary", "end"]],
  ["定时", "timer", ["start", "eventStart", "catch", "boundary"]],
  ["错误", "error", ["eventStart", "boundary", "end"]],
  ["升级", "escalation", ["eventStart", "throw", "boundary", "end"]],
  ["取消", "cancel", ["boundary", "end"]],
  ["补偿", "compensate", ["eventStart", "throw", "boundary", "end"]],
  ["条件", "conditional", ["start", "eventStart", "catch", "boundary"]],
  ["链接", "link", ["catch", "throw"]],
  ["信号", "signal", ["start", "eventStart", "catch", "throw", "boundary", "end"]],
  ["终止", "terminate", ["end"]],
  ["多重", "multiple", ["start", "eventStart", "catch", "throw", "boundary", "end"]],
];

type Position = "start" | "subStart" | "eventStart" | "catch" | "throw" | "boundary" | "end";

const POSITIONS: Readonly<
  Record<Position, { readonly zh: string; readonly en: string; readonly type: string }>
> = {
  start: { zh: "开始事件", en: "start event", type: "StartEvent" },
  subStart: { zh: "子流程开始事件", en: "start event of a subprocess", type: "StartEvent" },
  eventStart: { zh: "事件子流程开始事件", en: "start event of an event subprocess", type: "StartEvent" },
  catch: { zh: "中间捕获事件", en: "intermediate catch event", type: "IntermediateCatchEvent" },
  throw: { zh: "中间抛出事件", en: "intermediate throw event", type: "IntermediateThrowEvent" },
  boundary: { zh: "边界事件", en: "boundary event", type: "BoundaryEvent" },
  end: { zh: "结束事件", en: "end event", type: "EndEvent" },
};

function eventAt(zh: string, trigger: string, position: Position): Drawn {
  const place = POSITIONS[position];
  const named = `bpmn:${trigger.charAt(0).toUpperCase()}${trigger.slice(1)}EventDefinition`;
  const definitions =
    trigger === "multiple"
      ? [{ $type: "bpmn:MessageEventDefinition" }, { $type: "bpmn:SignalEventDefinition" }]
      : [{ $type: named }];
  const $parent =
    position === "start"
      ? { $type: "bpmn:Process" }
      : {
          $type: "bpmn:SubProcess",
          triggeredByEvent: position === "eventStart",
          $parent: { $type: "bpmn:SubProcess" },
        };
  const eventDefinitions = trigger === "none" ? [] : definitions;
  const element = {
    $type: `bpmn:${place.type}`,
    eventDefinitions,
    ...(place.type === "StartEvent" ? { $parent } : {}),
  };
  return { zh: `${zh}${place.zh}`, en: `${trigger} ${place.en}`, element };
}

/** Every element of BPMN 2.0 that a process may hold, as the compiler itself answers for it. */
export function elementTable(): readonly ElementRow[] {
  const events = TRIGGERS.flatMap(([zh, trigger, places]) =>
    places.map((position) => eventAt(zh, trigger, position)),
  );
  const groups = { "Activities 活动": ACTIVITIES, "Gateways 网关": GATEWAYS, "Events 事件": events };
  return Object.entries(groups).flatMap(([group, drawn]) =>
    drawn.map(({ zh, en, element }) => {
      const answer = kindOf(element);
      return { group, zh, en, kind: answer.kind === "unsupported" ? null : answer.kind };
    }),
  );
}

/** `docs/reference/bpmn.md`: the table for people. It is written by its own test (`vitest run … -u`). */
export function elementPage(): string {
  const rows = elementTable();
  const groups = [...new Set(rows.map(({ group }) => group))];
  const runs = rows.filter(({ kind }) => kind !== null).length;
  return [
    "# BPMN elements 流程元素",
    "",
    "Generated from the compilers (`src/process/element-table.ts`); a test holds this page to the code. Processes are",
    "BPMN 2.0 as Camunda Modeler writes it for Camunda 8; an element that is not run is a compile error that names it,",
    `never ignored. ${runs} of ${rows.length} ways of drawing run.`,
    "",
    `Any element may carry ${EVERYWHERE.map((each) => `\`${written(each)}\``).join(", ")}.`,
    ...groups.flatMap((group) => [
      "",
      `## ${group}`,
      "",
      "| element | 元素 | state | runs as | extension elements |",
      "|---|---|---|---|---|",
      ...rows.filter((row) => row.group === group).map(lineOf),
    ]),
    "",
    "A timer's cycle is ISO 8601 (`R3/PT10M`, `R/2026-01-01T08:00:00/P1D`) or a cron in Camunda 8's six fields",
    "(`0 0 9-17 * * MON-FRI`, `0 0 8 LW * *`, `@daily`) by China's clock; it stands where it interrupts nothing.",
    "",
    "## What is read of Camunda's extension elements 读取的属性",
    "",
    "Any other attribute, and any other element under `zeebe:` (listeners, linked resources, job priorities …), is a",
    "compile error that names it.",
    "",
    "| element | attributes | limits |",
    "|---|---|---|",
    ...Object.entries(KNOWN_ZEEBE).map(([type, known]) => zeebeLine(type, known)),
    "",
    "## Values of BPMN's own attributes 取值限制",
    "",
    "What BPMN has besides (`ioSpecification`, data associations, `property`, `potentialOwner`, `script`, `operationRef`,",
    "`auditing` …) is a compile error that names it; lanes, groups, notes, data objects and pools are only drawn.",
    "",
    "| attribute | runs | |",
    "|---|---|---|",
    ...BPMN_LIMITS.map(
      ({ attribute, values, en }) =>
        `| \`${attribute}\` | ${values.map((each) => `\`${each}\``).join(" ")} | ${en} |`,
    ),
    "",
    "## Extensions of our own 自有扩展",
    "",
    `Namespace \`${yiwangDescriptor.uri}\`, prefix \`yiwang\`.`,
    "",
    "| element | attributes | what it does |",
    "|---|---|---|",
    ...yiwangDescriptor.types.map(extensionLine),
    "",
  ].join("\n");
}

const MEANINGS: Readonly<Record<(typeof yiwangDescriptor.types)[number]["name"], string>> = {
  Clock:
    "starts, pauses, resumes, extends, stops or reopens a legal clock on entering or leaving (时限); `reopen` makes a stop void, and the clock counts on from its first start. The case's clock is `decision`; a start `from` a day that is past is shown as a deemed acceptance (视为受理), a pause before the start as time before acceptance",
  Limit:
    "the due moment of a task, timer or scope by the working calendar: `5wd`, `15d`, `4wh`, `24h`; `promised` on scopes and user tasks, which are held to it. It stands still in the pauses of `clock`: of the case's (`decision`) where none is named and that runs when the limit begins, of no clock with `none`; plain BPMN timers never do. Before acceptance it is what the case's clock shows: the open task's period, the applicant's tasks first",
  Escalation:
    "a rung of the ladder of a limit, beside `yiwang:limit` on a scope or user task (of several runs each has its own); on the process, with `clock`, of that clock's: the whole case is limited by its clock, not by a limit. `when` near, due or overdue, `by` how much, `of` statutory or promised, `action` notify, reassign or raise, `to` whom. Tasks that open past a rung open as it left the others; the applicant's and those on offer it leaves alone",
  JointReview:
    "会签: votes of a parallel multi-instance user task, `rule` all, majority or veto; `result` holds the verdict and the counts",
  Task: "`optional` offers a task, `separateFrom` keeps duties apart (`caller:` before a task of the process that calls this one), `returnTo` names earlier tasks it may be returned to (退回), `organ` is whose task it is (an organ's id or FEEL that gives one, read when it opens); without it the case's own organ's",
  State: "the public state of the case from here on",
  Outcome: "the outcome that an end event states",
};

function extensionLine({ name, properties }: (typeof yiwangDescriptor.types)[number]): string {
  const attributes = properties.map((each) => `\`${each.name}\``).join(" ");
  return `| \`${written(`yiwang:${name}`)}\` | ${attributes} | ${MEANINGS[name]} |`;
}

function zeebeLine(type: string, { attributes, limits = [], en }: Known): string {
  const names = attributes.map((each) => `\`${each}\``).join(" ");
  const told = limits.map(
    (limit) => `\`${limit.attribute}\` ${limit.values.map((each) => `\`${each}\``).join(" ")}: ${limit.en}`,
  );
  return `| \`${written(type)}\` | ${names} | ${[...(en === undefined ? [] : [en]), ...told].join("; ")} |`;
}

function lineOf({ zh, en, kind }: ElementRow): string {
  if (kind === null) return `| ${en} | ${zh} | refused | | |`;
  const extensions = COMPILERS[kind].extensions.map((each) => `\`${written(each)}\``).join(" ");
  return `| ${en} | ${zh} | runs | ${kind} | ${extensions} |`;
}
