import { readRequiredValue, readValue, report } from "../compilation.ts";
import { extensionsOf } from "../extension-elements.ts";
import { childrenOf, textOf, type ModelElement } from "../model.ts";
import type { ElementCompiler } from "./element-compiler.ts";

/** Tasks, and message events that throw, that a worker does (`zeebe:taskDefinition`). */
export const jobTask: ElementCompiler<"jobTask"> = {
  types: ["serviceTask", "sendTask", "scriptTask", "businessRuleTask", "intermediateThrowEvent", "endEvent"],
  extensions: ["zeebe:TaskDefinition", "zeebe:TaskHeaders"],
  incoming: "any",
  outgoing: "any",
  compile: (element, base, compilation) => {
    const definition = extensionsOf(element, "zeebe:TaskDefinition")[0];
    if (definition === undefined)
      report(compilation, "PROCESS_ATTRIBUTE_MISSING", element, { attribute: "zeebe:taskDefinition" });
    const written = definition === undefined ? undefined : textOf(definition, "retries");
    const retries = readValue(compilation, element, "zeebe:taskDefinition retries", written);
    if (retries?.kind === "literal" && !/^\d+$/.test(String(retries.value)))
      report(compilation, "PROCESS_ATTRIBUTE_UNREADABLE", element, {
        attribute: "zeebe:taskDefinition retries",
        value: String(retries.value),
      });
    return {
      ...base,
      kind: "jobTask",
      jobType:
        definition === undefined
          ? { kind: "literal", value: "" }
          : readRequiredValue(compilation, element, "zeebe:taskDefinition type", textOf(definition, "type")),
      retries: retries ?? { kind: "literal", value: "3" },
      headers: readHeaders(element),
    };
  },
};

function readHeaders(element: ModelElement): Readonly<Record<string, string>> {
  const headers = extensionsOf(element, "zeebe:TaskHeaders")[0];
  if (headers === undefined) return {};
  return Object.fromEntries(
    childrenOf(headers, "values").map((each) => [textOf(each, "key") ?? "", textOf(each, "value") ?? ""]),
  );
}
