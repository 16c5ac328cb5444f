import { readRequiredValue, report, type Compilation } from "./compilation.ts";
import { readTimerLimit } from "./legal.ts";
import { childOf, childrenOf, textOf, type ModelElement } from "./model.ts";
import type { TimerRule, Value } from "./plan.ts";
import { isDuration, parseCycle, parseTimerDate } from "./timer-text.ts";

const FORMS = [
  { property: "timeDate", kind: "date", reads: (text: string) => parseTimerDate(text) !== undefined },
  { property: "timeDuration", kind: "duration", reads: isDuration },
  { property: "timeCycle", kind: "cycle", reads: (text: string) => parseCycle(text) !== undefined },
] as const;

/** The one rule of a timer event: date, duration, cycle (where allowed) or our legal limit. */
export function readTimer(
  element: ModelElement,
  options: { readonly cycle: boolean },
  compilation: Compilation,
): TimerRule {
  const definition = childrenOf(element, "eventDefinitions")[0];
  const limit = readTimerLimit(element, compilation);
  const written = FORMS.filter((form) => definition !== undefined && childOf(definition, form.property));
  const nothing: TimerRule = { kind: "duration", value: { kind: "literal", value: "" } };
  if (written.length + (limit === null ? 0 : 1) > 1)
    report(compilation, "PROCESS_ATTRIBUTE_UNREADABLE", element, {
      attribute: "timerEventDefinition",
      value: [...written.map((form) => form.property), ...(limit === null ? [] : ["yiwang:limit"])].join(
        " + ",
      ),
    });
  if (limit !== null) return { kind: "limit", limit };
  const form = written[0];
  if (form === undefined || definition === undefined) {
    report(compilation, "PROCESS_ATTRIBUTE_MISSING", element, { attribute: "timerEventDefinition" });
    return nothing;
  }
  if (form.kind === "cycle" && !options.cycle) {
    report(compilation, "PROCESS_FEATURE_UNSUPPORTED", element, { feature: "timeCycle" });
    return nothing;
  }
  const body = childOf(definition, form.property);
  const text = body === undefined ? undefined : textOf(body, "body");
  const value = readRequiredValue(compilation, element, form.property, text);
  checkStatic(element, form, value, compilation);
  return { kind: form.kind, value };
}

function checkStatic(
  element: ModelElement,
  form: (typeof FORMS)[number],
  value: Value,
  compilation: Compilation,
): void {
  if (value.kind === "feel" || value.value === "" || form.reads(String(value.value))) return;
  report(compilation, "PROCESS_ATTRIBUTE_UNREADABLE", element, {
    attribute: form.property,
    value: String(value.value),
  });
}
