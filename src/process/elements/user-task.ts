import { extensionsOf } from "../extension-elements.ts";
import { textOf, type ModelElement } from "../model.ts";
import { readValue, report, type Compilation } from "../compilation.ts";
import { readExtensionValue } from "../extensions.ts";
import { readLimit } from "../legal.ts";
import type { NodeBase, UserTask } from "../plan.ts";
import { parseTimerDate } from "../timer-text.ts";
import type { ElementCompiler } from "./element-compiler.ts";

export const userTask: ElementCompiler<"userTask"> = {
  types: ["userTask"],
  extensions: [
    "zeebe:UserTask",
    "zeebe:AssignmentDefinition",
    "zeebe:FormDefinition",
    "zeebe:TaskSchedule",
    "zeebe:PriorityDefinition",
    "zeebe:TaskHeaders",
    "yiwang:Limit",
    "yiwang:Escalation",
    "yiwang:Task",
    "yiwang:JointReview",
  ],
  incoming: "any",
  outgoing: "any",
  compile: (element, base, compilation) => {
    const value = (type: string, property: string) =>
      readExtensionValue(element, type, property, compilation);
    const task: UserTask = {
      ...base,
      kind: "userTask",
      assignee: value("zeebe:AssignmentDefinition", "assignee"),
      candidateGroups: value("zeebe:AssignmentDefinition", "candidateGroups"),
      candidateUsers: value("zeebe:AssignmentDefinition", "candidateUsers"),
      formId: readForm(element),
      dueDate: value("zeebe:TaskSchedule", "dueDate"),
      followUpDate: value("zeebe:TaskSchedule", "followUpDate"),
      priority: value("zeebe:PriorityDefinition", "priority"),
      limit: limitOf(element, base, compilation),
      ...readDuty(element, compilation),
    };
    checkStatics(element, task, compilation);
    return task;
  },
};

/** Where two periods and a ladder stand, they have been read already. */
function limitOf(element: ModelElement, { deadline }: NodeBase, compilation: Compilation): UserTask["limit"] {
  if (deadline === undefined) return readLimit(element, compilation);
  const { statutory: value, from, countedBy } = deadline;
  return { value, from, ...(countedBy === undefined ? {} : { countedBy }) };
}

function readForm(element: ModelElement): string | null {
  const form = extensionsOf(element, "zeebe:FormDefinition")[0];
  if (form === undefined) return null;
  return textOf(form, "formId") ?? textOf(form, "externalReference") ?? textOf(form, "formKey") ?? null;
}

function readDuty(
  element: ModelElement,
  compilation: Compilation,
): Pick<UserTask, "optional" | "separateFrom" | "returnTo" | "organ"> {
  const duty = extensionsOf(element, "yiwang:Task")[0];
  if (duty === undefined) return { optional: false, separateFrom: [] };
  const optional = textOf(duty, "optional") ?? "false";
  if (optional !== "true" && optional !== "false")
    report(compilation, "PROCESS_ATTRIBUTE_UNREADABLE", element, {
      attribute: "yiwang:task optional",
      value: optional,
    });
  const separateFrom = namesOf(textOf(duty, "separateFrom"));
  const returnTo = namesOf(textOf(duty, "returnTo"));
  const organ = readValue(compilation, element, "yiwang:task organ", textOf(duty, "organ"));
  return {
    optional: optional === "true",
    separateFrom,
    ...(returnTo.length === 0 ? {} : { returnTo }),
    ...(organ === null ? {} : { organ }),
  };
}

const namesOf = (written = ""): readonly string[] => written.split(/[\s,]+/).filter((each) => each !== "");

function checkStatics(element: ModelElement, task: UserTask, compilation: Compilation): void {
  for (const attribute of ["dueDate", "followUpDate"] as const) {
    const value = task[attribute];
    if (value?.kind === "literal" && parseTimerDate(String(value.value)) === undefined)
      report(compilation, "PROCESS_ATTRIBUTE_UNREADABLE", element, { attribute, value: String(value.value) });
  }
  const priority = task.priority;
  if (priority?.kind === "literal" && !/^(?:\d{1,2}|100)$/.test(String(priority.value)))
    report(compilation, "PROCESS_ATTRIBUTE_UNREADABLE", element, {
      attribute: "priority",
      value: String(priority.value),
    });
  if (task.limit !== null && task.dueDate !== null)
    report(compilation, "PROCESS_ATTRIBUTE_UNREADABLE", element, {
      attribute: "dueDate",
      value: "zeebe:taskSchedule + yiwang:limit",
    });
}
