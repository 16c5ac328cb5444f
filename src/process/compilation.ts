import { compileFeel } from "#rules";
import { problem, type Problem, type ProblemCode } from "#kernel";
import { idOf, nameOf, typeOf, type ModelElement } from "./model.ts";
import type { Value } from "./plan.ts";

/** What compilers write their findings to: everything wrong is listed, not only the first. */
export type Compilation = {
  readonly problems: Problem[];
  readonly file: string | null;
};

/** Notes a problem at an element; its id, name and type come into the sentence and the details. */
export function report(
  compilation: Compilation,
  code: ProblemCode,
  element: ModelElement,
  parameters: Readonly<Record<string, string>> = {},
): void {
  const place = {
    element: idOf(element),
    name: nameOf(element),
    type: typeOf(element),
    ...(compilation.file === null ? {} : { file: compilation.file }),
  };
  compilation.problems.push(problem(code, { ...place, ...parameters }, { ...place, ...parameters }));
}

/** The FEEL text after `=`, checked; undefined (and a problem) when it cannot be read. */
function readFeel(
  compilation: Compilation,
  element: ModelElement,
  attribute: string,
  written: string,
): string | undefined {
  const text = written.trim().slice(1).trim();
  const compiled = compileFeel(text);
  if (compiled.ok && text !== "") return text;
  const reason = compiled.ok ? "empty" : compiled.error.message.en;
  report(compilation, "PROCESS_FEEL_UNREADABLE", element, { attribute, text, reason });
  return undefined;
}

/** A literal or, with a leading `=`, a FEEL expression; null when nothing is written. */
export function readValue(
  compilation: Compilation,
  element: ModelElement,
  attribute: string,
  written: string | undefined,
): Value | null {
  if (written === undefined || written.trim() === "") return null;
  if (!written.trim().startsWith("=")) return { kind: "literal", value: written.trim() };
  const text = readFeel(compilation, element, attribute, written);
  return text === undefined ? null : { kind: "feel", text };
}

/** As `readValue`, but something must be written. */
export function readRequiredValue(
  compilation: Compilation,
  element: ModelElement,
  attribute: string,
  written: string | undefined,
): Value {
  const before = compilation.problems.length;
  const value = readValue(compilation, element, attribute, written);
  if (value !== null) return value;
  if (compilation.problems.length === before)
    report(compilation, "PROCESS_ATTRIBUTE_MISSING", element, { attribute });
  return { kind: "literal", value: "" };
}

/** A FEEL expression that must be one (a static text would always give the same). */
export function readRequiredFeel(
  compilation: Compilation,
  element: ModelElement,
  attribute: string,
  written: string | undefined,
): string {
  const value = readRequiredValue(compilation, element, attribute, written);
  if (value.kind === "feel") return value.text;
  if (value.value !== "")
    report(compilation, "PROCESS_ATTRIBUTE_UNREADABLE", element, {
      attribute,
      value: String(value.value),
    });
  return "null";
}
