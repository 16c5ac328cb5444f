import { report, type Compilation } from "./compilation.ts";
import { childrenOf, idOf, textOf, type ModelElement } from "./model.ts";
import type { Flow } from "./plan.ts";
import { triggerOf } from "./triggers.ts";

/** Link events are a flow that is not drawn: one from every throwing end of a name to its catching end. */
export function readLinks(
  elements: readonly ModelElement[],
  flows: readonly Flow[],
  compilation: Compilation,
): readonly Flow[] {
  const links = elements.filter(({ $type }) => $type.startsWith("bpmn:Intermediate")).filter(isLink);
  const catching = links.filter(({ $type }) => $type === "bpmn:IntermediateCatchEvent");
  checkEnds(links, catching, flows, compilation);
  return links.flatMap((from) => {
    if (from.$type !== "bpmn:IntermediateThrowEvent") return [];
    const name = linkName(from);
    if (name === "")
      report(compilation, "PROCESS_ATTRIBUTE_MISSING", from, { attribute: "linkEventDefinition name" });
    const to = catching.find((each) => linkName(each) === name);
    if (to !== undefined) return [linkFlow(idOf(from), idOf(to), name)];
    if (name !== "")
      report(compilation, "PROCESS_REFERENCE_DANGLING", from, {
        property: "linkEventDefinition name",
        reference: name,
      });
    return [];
  });
}

const linkFlow = (from: string, to: string, name: string): Flow => ({
  id: `${from}→${to}`,
  name,
  from,
  to,
  condition: null,
});

function checkEnds(
  links: readonly ModelElement[],
  catching: readonly ModelElement[],
  flows: readonly Flow[],
  compilation: Compilation,
): void {
  for (const [index, each] of catching.entries()) {
    const name = linkName(each);
    if (catching.slice(0, index).some((other) => linkName(other) === name))
      report(compilation, "PROCESS_CATCH_SEVERAL", each, { what: `link ${name}` });
    if (flows.some(({ to }) => to === idOf(each)))
      report(compilation, "PROCESS_FLOW_MISPLACED", each, { direction: "incoming" });
  }
  for (const each of links)
    if (!catching.includes(each) && flows.some(({ from }) => from === idOf(each)))
      report(compilation, "PROCESS_FLOW_MISPLACED", each, { direction: "outgoing" });
}

const isLink = (element: ModelElement): boolean => triggerOf(element) === "link";

function linkName(element: ModelElement): string {
  const definition = childrenOf(element, "eventDefinitions")[0];
  return definition === undefined ? "" : (textOf(definition, "name") ?? "").trim();
}
