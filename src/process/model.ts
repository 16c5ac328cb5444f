/** An element of the parsed XML, as moddle makes it. Read it only through the functions below. */
export type ModelElement = { readonly $type: string; readonly [property: string]: unknown };

export function isModelElement(value: unknown): value is ModelElement {
  return typeof value === "object" && value !== null && "$type" in value && typeof value.$type === "string";
}

/** A text property; numbers and booleans that moddle typed come back as text. */
export function textOf(element: ModelElement, property: string): string | undefined {
  const value = element[property];
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return undefined;
}

/** A child or a resolved reference. */
export function childOf(element: ModelElement, property: string): ModelElement | undefined {
  const value = element[property];
  return isModelElement(value) ? value : undefined;
}

export function childrenOf(element: ModelElement, property: string): readonly ModelElement[] {
  const value = element[property];
  return Array.isArray(value) ? value.filter(isModelElement) : [];
}

export function idOf(element: ModelElement): string {
  return textOf(element, "id") ?? "";
}

export function nameOf(element: ModelElement): string {
  return (textOf(element, "name") ?? "").replaceAll(/\s+/g, " ").trim();
}

/** `bpmn:UserTask` → `userTask`, the name people know the type by. */
export function typeOf(element: ModelElement): string {
  const local = element.$type.slice(element.$type.indexOf(":") + 1);
  return local.charAt(0).toLowerCase() + local.slice(1);
}

/** Attributes that the element's type does not know. */
export function unknownAttributesOf(element: ModelElement): readonly string[] {
  const attributes = element["$attrs"];
  return typeof attributes === "object" && attributes !== null
    ? Object.keys(attributes).filter((name) => !name.startsWith("xmlns"))
    : [];
}
