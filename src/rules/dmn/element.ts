import type { ModdleElement } from "dmn-moddle";
import { tidyName } from "../feel/syntax/name.ts";
import type { Typed } from "./model.ts";

/** Reading single properties of a moddle element, whose values are untyped. */
export const textAt = (element: ModdleElement, name: string): string | null => {
  const value = element[name];
  return typeof value === "string" ? value : null;
};

export const flagAt = (element: ModdleElement, name: string): boolean => element[name] === true;

export const elementAt = (element: ModdleElement, name: string): ModdleElement | null => {
  const value = element[name];
  return isElement(value) ? value : null;
};

export const elementsAt = (element: ModdleElement, name: string): readonly ModdleElement[] => {
  const value = element[name];
  return Array.isArray(value) ? value.filter(isElement) : [];
};

/** The text inside a child such as `inputExpression` or `allowedValues`; empty text counts as none. */
export const innerText = (element: ModdleElement, name: string): string | null => {
  const inner = elementAt(element, name);
  const text = inner === null ? null : textAt(inner, "text");
  return text === null || text.trim() === "" ? null : text.trim();
};

/** An information item: a name and the type it is declared with. */
export const readTyped = (element: ModdleElement): Typed => ({
  name: tidyName(textAt(element, "name") ?? ""),
  typeRef: textAt(element, "typeRef"),
});

const isElement = (value: unknown): value is ModdleElement =>
  typeof value === "object" && value !== null && "$type" in value && typeof value.$type === "string";
