import { inBoth, outcomeName, stateName, type DistrictPack } from "#district";
import type { LinkedPlan } from "#engine";
import type { Bilingual, Json, JsonObject } from "#kernel";
import type { Plan } from "#process";
import { isInternal, valueInBoth } from "../printing/document-facts.ts";
import { fieldLabel } from "../case/field-label.ts";
import type { EntryWords } from "./history.ts";

/**
 * The words of a district for what the entries of a matter's cases tell. What a person gave in a task is said by the titles
 * of its form: the choices, and for those who handle the case (`whole`) also opinions and findings, so that
 * nobody reviews or decides without what was said before. `former` are the plans that a case ran on before it migrated.
 */
export function entryWordsOf(
  pack: DistrictPack,
  matter: string,
  plan?: LinkedPlan,
  whole = false,
  former: readonly Plan[] = [],
): EntryWords {
  const plans = plan === undefined ? [] : [plan.plan, ...former];
  return {
    name: (zh) => inBoth(pack, zh),
    state: (id) => stateName(pack, matter, id),
    outcome: (id) => outcomeName(pack, matter, id),
    whole,
    ...(plan === undefined ? {} : { label: (variable) => fieldLabel(pack, plan, variable) }),
    given: (element, values) => wordsGiven(pack, plans, whole, element, values),
  };
}

function wordsGiven(
  pack: DistrictPack,
  plans: readonly Plan[],
  whole: boolean,
  element: string,
  values: JsonObject,
): readonly Bilingual[] {
  const node = plans.map(({ nodes }) => nodes[element]).find((each) => each !== undefined);
  const form = node?.kind === "userTask" && node.formId !== null ? pack.forms.get(node.formId) : undefined;
  return (form?.fields ?? []).flatMap((field): readonly Bilingual[] => {
    const value = values[field.name];
    if (field.personal || isInternal(field) || value === undefined || saysNothing(value)) return [];
    const said = valueInBoth(field, value, pack);
    if (Array.isArray(field.schema["oneOf"])) return [said];
    if (!whole || !isPlain(value)) return [];
    return [{ zh: `${field.label.zh}：${said.zh}`, en: `${field.label.en}: ${said.en}` }];
  });
}

/** What was left empty: a title without a value would read as a fault. */
const saysNothing = (value: Json): boolean =>
  value === null || value === "" || (Array.isArray(value) && value.length === 0);

/** Text, numbers, yes and no, and lists of them; what has an inner form stands in its own document. */
function isPlain(value: Json): boolean {
  return Array.isArray(value) ? value.every((each) => isPlain(each as Json)) : typeof value !== "object";
}
