import { problem } from "#kernel";
import { report, type Compilation } from "./compilation.ts";
import { isModelElement, textOf, type ModelElement } from "./model.ts";
import { openModdle } from "./open-moddle.ts";

type Warning = {
  readonly message: string;
  readonly element?: unknown;
  readonly property?: string;
  readonly value?: unknown;
};

/** Reads BPMN XML into moddle elements; undefined (and a problem) when it is not BPMN at all. */
export async function readModel(xml: string, compilation: Compilation): Promise<ModelElement | undefined> {
  const unreadable = (reason: string): void =>
    void compilation.problems.push(problem("PROCESS_XML_UNREADABLE", { reason }, { reason }));
  try {
    const { rootElement, warnings } = await openModdle().fromXML(xml);
    for (const warning of warnings) noteWarning(warning, compilation, unreadable);
    if (isModelElement(rootElement) && rootElement.$type === "bpmn:Definitions") return rootElement;
    unreadable("no bpmn:definitions");
  } catch (fault) {
    unreadable(fault instanceof Error ? fault.message : String(fault));
  }
  return undefined;
}

function noteWarning(warning: Warning, compilation: Compilation, unreadable: (reason: string) => void): void {
  const duplicate = /duplicate ID <([^>]*)>/.exec(warning.message)?.[1];
  if (duplicate !== undefined) {
    compilation.problems.push(
      problem("PROCESS_ID_DUPLICATE", { element: duplicate }, { element: duplicate }),
    );
  } else if (warning.message.startsWith("unresolved reference") && isModelElement(warning.element)) {
    noteReference(warning.element, warning.property ?? "", warning.value, compilation);
  } else if (noteUnparsable(warning.message, compilation)) {
    return;
  } else if (!/unknown (?:attribute|namespace)|illegal first char attribute/.test(warning.message)) {
    unreadable(
      warning.message
        .split("\n")
        .slice(0, 2)
        .map((line) => line.trim())
        .join(", "),
    );
  }
}

/** "unparsable content <yiwang:clok> detected", then the line from 0: all that is known of it. */
function noteUnparsable(message: string, compilation: Compilation): boolean {
  const [, written, line] = /^unparsable content <([^>\s]+)> detected\s+line: (\d+)/.exec(message) ?? [];
  if (written === undefined) return false;
  const told = { written: `<${written}>`, line: Number(line) + 1 };
  const file = compilation.file === null ? {} : { file: compilation.file };
  compilation.problems.push(problem("PROCESS_CONTENT_UNKNOWN", told, { ...told, ...file }));
  return true;
}

function noteReference(
  element: ModelElement,
  property: string,
  value: unknown,
  compilation: Compilation,
): void {
  // A shape without its element is a matter of the drawing only.
  if (/^(?:bpmndi|di|dc):/.test(element.$type)) return;
  const reference = typeof value === "string" ? value : (textOf(element, property) ?? "");
  if (property === "bpmn:default" && reference.trim().includes(" "))
    return report(compilation, "PROCESS_DEFAULT_SEVERAL", element);
  report(compilation, "PROCESS_REFERENCE_DANGLING", element, {
    property: property.replace(/^bpmn:/, ""),
    reference,
  });
}
