const attributes = (...names: readonly string[]) =>
  names.map((name) => ({ name, isAttr: true, type: "String" }));

/** Our own BPMN extension elements (legal time, duties, public state) as a moddle package. */
export const yiwangDescriptor = {
  name: "Yiwang",
  prefix: "yiwang",
  uri: "http://yiwang.dev/schema/bpmn/1.0",
  xml: { tagAlias: "lowerCase" },
  associations: [],
  types: [
    {
      name: "Clock",
      superClass: ["Element"],
      properties: attributes(
        "action",
        "clock",
        "when",
        "statutory",
        "promised",
        "from",
        "ground",
        "by",
        "approver",
        "reason",
      ),
    },
    { name: "Limit", superClass: ["Element"], properties: attributes("value", "promised", "from", "clock") },
    {
      name: "Task",
      superClass: ["Element"],
      properties: attributes("optional", "separateFrom", "returnTo", "organ"),
    },
    {
      name: "Escalation",
      superClass: ["Element"],
      properties: attributes("when", "of", "by", "action", "to", "clock"),
    },
    {
      name: "JointReview",
      superClass: ["Element"],
      properties: attributes("rule", "vote", "result"),
    },
    { name: "State", superClass: ["Element"], properties: attributes("name") },
    { name: "Outcome", superClass: ["Element"], properties: attributes("value") },
  ],
} as const;
