import type { LinkedPlan } from "#engine";
import type { DistrictPack } from "#district";
import type { Bilingual, Json, JsonObject } from "#kernel";
import { valueWords } from "./document-facts.ts";
import type { TaskWords } from "./history.ts";

/** Says which choices a person made in a task, by the titles of its form; free text stays on the case page. */
export function taskWordsOf(pack: DistrictPack, plan: LinkedPlan): TaskWords {
  return (element, values) => {
    const node = plan.plan.nodes[element];
    const form = node?.kind === "userTask" && node.formId !== null ? pack.forms.get(node.formId) : undefined;
    return (form?.fields ?? []).flatMap(({ name, schema, label, ...field }): readonly Bilingual[] => {
      const value = values[name];
      if (field.personal || value === undefined || value === null || !isChoice(schema)) return [];
      const zh = valueWords({ name, schema, label, ...field }, value);
      return [{ zh, en: englishChoice(schema, value) ?? zh }];
    });
  };
}

function isChoice(schema: JsonObject): boolean {
  return Array.isArray(schema["oneOf"]);
}

function englishChoice(schema: JsonObject, value: Json): string | undefined {
  const choices = schema["oneOf"] as readonly JsonObject[];
  const english = choices.find((each) => each["const"] === value)?.["x-en"];
  return typeof english === "string" ? english : undefined;
}
