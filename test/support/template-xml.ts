import { elementTemplates, type ElementTemplate } from "../../src/process/element-templates.ts";

export function expectTemplate(id: string): ElementTemplate {
  const found = elementTemplates.find((each) => each.id === `yiwang.${id}`);
  if (found === undefined) throw new Error(`no template ${id}`);
  return found;
}

/** What a field is filled with: its own value, or the example that it shows while it is empty. */
const filling = ({ value, placeholder }: ElementTemplate["properties"][number]): string =>
  String(value ?? placeholder ?? "");

/**
 * The extension elements that Camunda Modeler writes when a template is applied and its fields are filled in by their own
 * hints; `filled` stands in for a field's hint, by the name that its binding gives it.
 */
export function applied(name: string, filled: Readonly<Record<string, string>> = {}): string {
  const fields = expectTemplate(name).properties.map((property) => {
    const { binding } = property;
    const key = binding["property"] ?? binding["key"] ?? binding["name"] ?? "";
    return { ...binding, key, value: filled[key] ?? filling(property) };
  });
  const of = (type: string) => fields.filter((each) => each.type === type && each.value !== "");
  const inside = (parent: string, lines: readonly string[]): string =>
    lines.length === 0 ? "" : `<zeebe:${parent}>${lines.join("")}</zeebe:${parent}>`;
  const written = (text: string): string => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
  const attributes = (type: string): string =>
    of(type)
      .map(({ key, value }) => ` ${key}="${written(value)}"`)
      .join("");
  return [
    fields.some(({ type }) => type === "zeebe:userTask") ? "<zeebe:userTask/>" : "",
    ...["taskDefinition", "formDefinition", "assignmentDefinition"].map((each) =>
      attributes(`zeebe:${each}`) === "" ? "" : `<zeebe:${each}${attributes(`zeebe:${each}`)}/>`,
    ),
    inside(
      "taskHeaders",
      of("zeebe:taskHeader").map(
        ({ key, value }) => `<zeebe:header key="${key}" value="${written(value)}"/>`,
      ),
    ),
    inside(
      "properties",
      of("zeebe:property").map(
        ({ key, value }) => `<zeebe:property name="${key}" value="${written(value)}"/>`,
      ),
    ),
  ].join("");
}
