import { GROUNDS } from "#calendar";

/** One field of a template; without a `label` it is fixed and hidden. */
type Property = {
  readonly id?: string;
  readonly label?: string;
  readonly description?: string;
  readonly type: "String" | "Text" | "Hidden" | "Dropdown" | "Boolean";
  readonly value?: string | boolean;
  /** An example, shown in the empty field: what stands there compiles and runs (src/engine/paths/element-templates.test.ts). */
  readonly placeholder?: string;
  readonly choices?: readonly { readonly name: string; readonly value: string }[];
  readonly optional?: boolean;
  readonly feel?: "optional" | "required";
  readonly constraints?: { readonly notEmpty: true };
  readonly binding: { readonly type: string; readonly [attribute: string]: string };
};

/** A template of Camunda Modeler (schema zeebe-element-templates 1.0). */
export type ElementTemplate = {
  readonly $schema: string;
  readonly name: string;
  readonly id: string;
  readonly description: string;
  readonly appliesTo: readonly string[];
  readonly elementType?: { readonly value: string };
  /** Whether the Modeler's own fields stay beside these: mappings, a form, more properties. Without it they are hidden. */
  readonly entriesVisible: boolean;
  readonly properties: readonly Property[];
};

const SCHEMA = "https://unpkg.com/@camunda/zeebe-element-templates-json-schema/resources/schema.json";

/** An attribute of one of our extension elements, kept as a `zeebe:property` (see extension-elements.ts). */
const own = (attribute: string) => ({ type: "zeebe:property", name: `yiwang:${attribute}` });
const header = (key: string) => ({ type: "zeebe:taskHeader", key });

const fixed = (binding: Property["binding"], value: string): Property => ({ type: "Hidden", value, binding });

function asked(label: string, binding: Property["binding"], more: Partial<Property> = {}): Property {
  const must = more.optional === true ? {} : { constraints: { notEmpty: true as const } };
  return { label, type: "String", ...must, binding, ...more };
}

const LIMIT = "5wd 工作日、15d 日、4wh 工作时、24h 小时；FEEL 以 = 开头";

const limit = (label: string, attribute: string, more: Partial<Property> = {}): Property =>
  asked(label, own(attribute), {
    description: LIMIT,
    ...(more.value === undefined ? { placeholder: "5wd" } : {}),
    ...more,
  });
const maybe = (label: string, attribute: string, description: string, placeholder?: string): Property =>
  asked(label, own(attribute), {
    optional: true,
    description,
    ...(placeholder === undefined ? {} : { placeholder }),
  });
const state = (placeholder: string): Property =>
  maybe("公开状态", "state.name", "从这里起对外公开的状态", placeholder);

const ofWhich = (label: string, attribute: string, value: string): Property => ({
  label,
  type: "Dropdown",
  value,
  choices: [
    { name: "法定时限", value: "statutory" },
    { name: "承诺时限", value: "promised" },
  ],
  binding: own(attribute),
});

const CLOCK = asked("时钟", own("clock.clock"), {
  value: "decision",
  description: "法定办理时限一律用 decision",
});
const WHEN: Property = {
  label: "何时",
  type: "Dropdown",
  value: "enter",
  choices: [
    { name: "进入环节时", value: "enter" },
    { name: "离开环节时", value: "leave" },
  ],
  binding: own("clock.when"),
};
const FROM = maybe("自何时起算", "clock.from", "FEEL；不填即此刻", "=receivedAt");
const ANYWHERE = ["bpmn:Task", "bpmn:IntermediateThrowEvent", "bpmn:IntermediateCatchEvent", "bpmn:EndEvent"];

function clock(
  action: string,
  name: string,
  description: string,
  properties: readonly Property[],
): ElementTemplate {
  return template(`clock.${action}`, name, description, ANYWHERE, [
    fixed(own("clock.action"), action),
    CLOCK,
    WHEN,
    ...properties,
    state("accepted"),
  ]);
}

function template(
  id: string,
  name: string,
  description: string,
  appliesTo: readonly string[],
  properties: readonly Property[],
  elementType?: ElementTemplate["elementType"],
): ElementTemplate {
  return {
    $schema: SCHEMA,
    name: `一网 · ${name}`,
    id: `yiwang.${id}`,
    description,
    appliesTo,
    ...(elementType === undefined ? {} : { elementType }),
    entriesVisible: true,
    properties,
  };
}

const PERIODS: readonly Property[] = [
  limit("法定时限", "limit.value"),
  limit("承诺时限", "limit.promised", { optional: true }),
  maybe("自何时起算", "limit.from", "FEEL；不填即此刻", "=receivedAt"),
  maybe("随哪个时钟中止", "limit.clock", "不填：办件时钟正在计时的，随其中止、顺延；none：不随"),
];

const CLOCKS: readonly ElementTemplate[] = [
  clock("start", "开始计时", "受理：法定、承诺两个时限开始计算（行政许可法第四十二条）", [
    limit("法定时限", "clock.statutory", { value: "=limits.statutory" }),
    limit("承诺时限", "clock.promised", { value: "=limits.promised", optional: true }),
    FROM,
  ]),
  clock("pause", "中止计时", "特别程序所需时间不计入时限，须书面告知（行政许可法第四十五条）", [
    {
      label: "事由",
      type: "Dropdown",
      value: "testing",
      choices: GROUNDS.map(({ code, zh }) => ({ name: zh, value: code })),
      binding: own("clock.ground"),
    },
  ]),
  clock("resume", "恢复计时", "特别程序结束，时限接着计算", []),
  clock("extend", "延长时限", "经批准延长一次，并将理由告知申请人（行政许可法第四十二条）", [
    limit("延长", "clock.by", { value: "=limits.extension" }),
    asked("批准人", own("clock.approver"), { description: "FEEL", placeholder: "=approver" }),
    asked("理由", own("clock.reason"), { description: "FEEL", placeholder: "=reason" }),
  ]),
  clock("stop", "停止计时", "作出决定或办件终止", []),
  clock("reopen", "恢复原时限", "返工或者重新打开：停止作废，从第一次起算接着计算", []),
];

const PERIOD_OF_TIMER: readonly Property[] = [limit("期限", "limit.value"), ...PERIODS.slice(2)];

/**
 * Applied to a timer event that is drawn already: the schema would have a timer's own date written otherwise. The
 * Modeler's field for that date is hidden, since the limit stands in its place.
 */
const timer = (id: string, name: string, description: string, event: string): ElementTemplate => ({
  ...template(`timer.${id}`, name, description, [event], PERIOD_OF_TIMER),
  entriesVisible: false,
});

const role = (description: string, placeholder: string): Property =>
  asked(
    "岗位",
    { type: "zeebe:assignmentDefinition", property: "candidateGroups" },
    { description, placeholder },
  );

const form = (description: string, placeholder: string): Property => ({
  label: "表单",
  description,
  type: "String",
  placeholder,
  binding: { type: "zeebe:formDefinition", property: "formId" },
});

/** What asks something of a person. */
const USER_TASK: Property = { type: "Hidden", binding: { type: "zeebe:userTask" } };
const OWN_PERIOD: readonly Property[] = [
  limit("期限", "limit.value", { optional: true }),
  ...PERIODS.slice(2),
];

const WORK: readonly ElementTemplate[] = [
  template(
    "task",
    "限时人工环节",
    "由某岗位在期限内办理",
    ["bpmn:Task", "bpmn:UserTask"],
    [
      USER_TASK,
      role(
        "clerk 窗口、reviewer 审查、inspector 核查、approver 决定、applicant 申请人；可写多个，以逗号分开",
        "reviewer",
      ),
      maybe("部门", "task.organ", "由别的部门办：部门编号或得出编号的 FEEL，如 =town；不写即办件的部门"),
      form("forms/<表单>.schema.json", "review"),
      ...OWN_PERIOD,
      maybe("须与之分离的环节", "task.separateFrom", "办过这些环节的人不得办本环节，写元素编号，以空格分开"),
      maybe("可退回的环节", "task.returnTo", "写元素编号，以空格分开"),
      maybe("可办可不办", "task.optional", "true 表示只提供，不要求"),
      state("reviewing"),
    ],
    { value: "bpmn:UserTask" },
  ),
  template(
    "jointReview",
    "会签",
    "几个部门同时审查，各有期限（须另设并行多实例，集合如 =organs，每项如 organ）",
    ["bpmn:Task", "bpmn:UserTask"],
    [
      USER_TASK,
      role("各部门由哪个岗位来会签", "reviewer"),
      asked("部门", own("task.organ"), { value: "=organ", description: "按每项取值的 FEEL" }),
      form("forms/<表单>.schema.json，其中有下面的意见字段（是/否，不必填）", "opinion"),
      ...OWN_PERIOD,
      {
        label: "规则",
        type: "Dropdown",
        value: "all",
        choices: [
          { name: "全部同意", value: "all" },
          { name: "过半同意", value: "majority" },
          { name: "一票否决", value: "veto" },
        ],
        binding: own("jointReview.rule"),
      },
      asked("意见", own("jointReview.vote"), {
        value: "=agree",
        description: "FEEL，读表单字段：true 同意，false 不同意，不填（null）弃权",
      }),
      asked("结果变量", own("jointReview.result"), {
        value: "review",
        description: "其 verdict 为 passed 或 rejected，另有各项票数",
      }),
      maybe("可退回的环节", "task.returnTo", "写元素编号，以空格分开；任一方退回，整个会签随之结束"),
      state("reviewing"),
    ],
    { value: "bpmn:UserTask" },
  ),
  timer("catch", "法定期限（中间事件）", "等到期限届满；先画好定时事件", "bpmn:IntermediateCatchEvent"),
  timer(
    "boundary",
    "法定期限（边界事件）",
    "环节在期限内未办，走这一条；先画好定时事件",
    "bpmn:BoundaryEvent",
  ),
  template(
    "scope",
    "限时子流程",
    "整个子流程的法定、承诺时限，临期时提醒",
    ["bpmn:SubProcess"],
    [
      ...PERIODS,
      limit("到期前多久提醒", "escalation.by", { value: "3wd" }),
      fixed(own("escalation.when"), "near"),
      fixed(own("escalation.action"), "notify"),
      asked("提醒谁", own("escalation.to"), { value: "approver", description: "岗位" }),
    ],
    { value: "bpmn:SubProcess" },
  ),
];

/** The ladder of the case's own clock; more rungs are numbered on (`escalation.3.when`). */
const CASE_LADDER: ElementTemplate = template(
  "caseLadder",
  "办件时限预警",
  "办件的法定、承诺时限临期时提醒，超期时报告并提级；画在流程上",
  ["bpmn:Process"],
  [
    fixed(own("escalation.clock"), "decision"),
    fixed(own("escalation.when"), "near"),
    ofWhich("临期按哪个时限", "escalation.of", "promised"),
    limit("到期前多久提醒", "escalation.by", { value: "2wd" }),
    fixed(own("escalation.action"), "notify"),
    asked("提醒谁", own("escalation.to"), { value: "approver", description: "岗位" }),
    fixed(own("escalation.2.clock"), "decision"),
    fixed(own("escalation.2.when"), "overdue"),
    ofWhich("超期按哪个时限", "escalation.2.of", "statutory"),
    limit("超期多久报告", "escalation.2.by", { value: "1wd" }),
    fixed(own("escalation.2.action"), "raise"),
    asked("报告谁", own("escalation.2.to"), { value: "approver", description: "岗位" }),
  ],
);

const RESULTS: readonly ElementTemplate[] = [
  template(
    "document",
    "出具文书",
    "编号、排版、盖章并送达",
    ["bpmn:Task", "bpmn:ServiceTask"],
    [
      fixed({ type: "zeebe:taskDefinition", property: "type" }, "document"),
      asked("模板", header("template"), { description: "templates/<模板>.typ", placeholder: "acceptance" }),
      fixed(header("kind"), "notice"),
      asked("标题", header("title"), { placeholder: "受理通知书" }),
      asked("文号用字", header("word"), { placeholder: "许受" }),
      asked("印文", header("sealText"), { value: "行政审批专用章" }),
      state("accepted"),
    ],
    { value: "bpmn:ServiceTask" },
  ),
  template(
    "certificate",
    "制发证照",
    "按事项的结果制证，登记台账",
    ["bpmn:Task", "bpmn:ServiceTask"],
    [fixed({ type: "zeebe:taskDefinition", property: "type" }, "certificate"), state("certifying")],
    { value: "bpmn:ServiceTask" },
  ),
  template(
    "http",
    "调用外部系统",
    "由平台调用区包所列的对外地址；须写输入和输出映射",
    ["bpmn:Task", "bpmn:ServiceTask"],
    [
      fixed({ type: "zeebe:taskDefinition", property: "type" }, "http"),
      asked("对外地址", header("address"), {
        description: "district.yaml 中 exchange.addresses 的名称",
        placeholder: "credit-bureau",
      }),
      {
        label: "方法",
        type: "Dropdown",
        value: "POST",
        choices: ["POST", "GET", "PUT"].map((name) => ({ name, value: name })),
        binding: header("method"),
      },
      asked("路径", header("path"), { optional: true, placeholder: "/firms/{creditCode}" }),
      asked("等待应答", header("timeout"), {
        optional: true,
        description: "PT1S 至 PT30S，不写为 PT10S",
        placeholder: "PT10S",
      }),
      asked("重试间隔", header("retryBackoff"), {
        optional: true,
        description: "不写则逐次加倍",
        placeholder: "PT5M",
      }),
    ],
    { value: "bpmn:ServiceTask" },
  ),
  template(
    "outcome",
    "办理结果",
    "结束事件写明结果",
    ["bpmn:EndEvent"],
    [
      asked("结果", own("outcome.value"), {
        description: "granted 准予、refused 不予、withdrawn 撤回…",
        placeholder: "granted",
      }),
      state("closed"),
    ],
  ),
];

/**
 * Our legal clocks and duties as element templates of Camunda Modeler, so that they are filled in there as forms.
 * What they write compiles to the same plan as the `yiwang:` elements themselves.
 */
export const elementTemplates: readonly ElementTemplate[] = [...CLOCKS, ...WORK, CASE_LADDER, ...RESULTS];
