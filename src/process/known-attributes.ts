/** Our own words for a limit of the dialect; the element table prints them, and refusals name what is beyond them. */
type Limit = { readonly attribute: string; readonly values: readonly string[]; readonly en: string };

/** What is read of an extension element: anything else that stands in it is refused. */
export type Known = {
  readonly attributes: readonly string[];
  /** Attributes of which only some values run. */
  readonly limits?: readonly Limit[];
  /** What it means here, where that is less than Camunda's. */
  readonly en?: string;
};

const BINDING: readonly Limit[] = [
  { attribute: "bindingType", values: ["latest"], en: "what the district's pack holds now" },
];

/** Extension elements of Camunda 8 with the attributes that are read. */
export const KNOWN_ZEEBE: Readonly<Record<string, Known>> = {
  "zeebe:IoMapping": { attributes: ["inputParameters", "outputParameters"] },
  "zeebe:Input": { attributes: ["source", "target"] },
  "zeebe:Output": { attributes: ["source", "target"] },
  "zeebe:Properties": { attributes: ["properties"] },
  "zeebe:Property": { attributes: ["name", "value"], en: "ours (`yiwang:…`) mean what their element means" },
  "zeebe:TaskHeaders": { attributes: ["values"], en: "given to the worker of a job" },
  "zeebe:Header": { attributes: ["id", "key", "value"] },
  "zeebe:TaskDefinition": { attributes: ["type", "retries"] },
  "zeebe:LoopCharacteristics": {
    attributes: ["inputCollection", "inputElement", "outputCollection", "outputElement"],
  },
  "zeebe:CalledElement": {
    attributes: [
      "processId",
      "propagateAllChildVariables",
      "propagateAllParentVariables",
      "bindingType",
      "versionTag",
    ],
    limits: [
      {
        attribute: "bindingType",
        values: ["latest", "deployment", "versionTag"],
        en: "`deployment`: what was published together with the process when the case began",
      },
    ],
  },
  "zeebe:CalledDecision": { attributes: ["decisionId", "resultVariable", "bindingType"], limits: BINDING },
  "zeebe:FormDefinition": {
    attributes: ["formId", "externalReference", "formKey", "bindingType"],
    limits: BINDING,
    en: "`forms/<formId>.schema.json`",
  },
  "zeebe:UserTaskForm": {
    attributes: ["id", "body"],
    en: "kept and never shown: a task names a form of the pack",
  },
  "zeebe:UserTask": { attributes: [] },
  "zeebe:AssignmentDefinition": { attributes: ["assignee", "candidateGroups", "candidateUsers"] },
  "zeebe:TaskSchedule": { attributes: ["dueDate", "followUpDate"] },
  "zeebe:PriorityDefinition": { attributes: ["priority"] },
  "zeebe:Script": { attributes: ["expression", "resultVariable"] },
  "zeebe:AdHoc": { attributes: ["activeElementsCollection", "outputCollection", "outputElement"] },
  "zeebe:Subscription": { attributes: ["correlationKey"] },
  "zeebe:VersionTag": { attributes: ["value"] },
};

/** What element templates leave behind; it means nothing to a run. */
export const TEMPLATE_MARKS: ReadonlySet<string> = new Set([
  "modelerTemplate",
  "modelerTemplateVersion",
  "modelerTemplateIcon",
  "modelerConfigurationTemplate",
  "modelerConfigurationName",
]);

/** BPMN's own attributes and children that the compilers read or that only draw. */
export const KNOWN_BPMN: ReadonlySet<string> = new Set(
  [
    "id name documentation extensionElements incoming outgoing",
    "isExecutable isClosed processType flowElements artifacts laneSets",
    "conditionExpression default body language gatewayDirection eventGatewayType",
    "loopCharacteristics isSequential completionCondition behavior",
    "loopCardinality loopDataInputRef loopDataOutputRef inputDataItem outputDataItem",
    "triggeredByEvent ordering cancelRemainingInstances calledElement implementation",
    "isForCompensation startQuantity completionQuantity instantiate activityRef",
    "eventDefinitions attachedToRef cancelActivity isInterrupting parallelMultiple",
    "messageRef signalRef errorRef escalationRef waitForCompletion target source",
    "timeDate timeDuration timeCycle errorCode escalationCode itemRef structureRef",
  ].flatMap((line) => line.split(" ")),
);

/** Attributes of BPMN of which only one value runs; the first is BPMN's own where nothing is written. */
export const BPMN_LIMITS: readonly Limit[] = [
  { attribute: "ordering", values: ["Parallel"], en: "of an ad-hoc subprocess" },
  { attribute: "eventGatewayType", values: ["Exclusive"], en: "of an event-based gateway" },
  { attribute: "behavior", values: ["All"], en: "of a multi-instance marker" },
  { attribute: "waitForCompletion", values: ["true"], en: "of a compensation event" },
  {
    attribute: "implementation",
    values: ["##unspecified", "##WebService"],
    en: "of a task: BPMN's own words, which say nothing; a worker is named by `zeebe:taskDefinition`",
  },
];
