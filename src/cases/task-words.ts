import type { LinkedPlan } from "#engine";
import type { DistrictPack } from "#district";
import type { Bilingual, Json, JsonObject } from "#kernel";
import { valueWords } from "./document-facts.ts";
import type { TaskWords } from "./history.ts";

/**
 * Says what a person gave in a task, by the titles of its form: the choices, and for those who handle the case
 * (`whole`) also opinions and findings, so that nobody reviews or decides without what was said before.
 */
export function taskWordsOf(pack: DistrictPack, plan: LinkedPlan, whole = false): TaskWords {
  return (element, values) => {
    const node = plan.plan.nodes[element];
    const form = node?.kind === "userTask" && node.formId !== null ? pack.forms.get(node.formId) : undefined;
    return (form?.fields ?? []).flatMap(({ name, schema, label, ...field }): readonly Bilingual[] => {
      const value = values[name];
      if (field.personal || value === undefined || value === null) return [];
      const zh = valueWords({ name, schema, label, ...field }, value);
      if (isChoice(schema)) return [{ zh, en: englishChoice(schema, value) ?? zh }];
      if (!whole || !isPlain(value)) return [];
      return [{ zh: `${label.zh}：${zh}`, en: `${label.en}: ${zh}` }];
    });
  };
}

/** Text, numbers, yes and no, and lists of them; what has an inner form stands in its own document. */
function isPlain(value: Json): boolean {
  return Array.isArray(value) ? value.every((each) => isPlain(each as Json)) : typeof value !== "object";
}

function isChoice(schema: JsonObject): boolean {
  return Array.isArray(schema["oneOf"]);
}

function englishChoice(schema: JsonObject, value: Json): string | undefined {
  const choices = schema["oneOf"] as readonly JsonObject[];
  const english = choices.find((each) => each["const"] === value)?.["x-en"];
  return typeof english === "string" ? english : undefined;
}
