import { findGround, parseLimit } from "#calendar";
import { readRequiredValue, readValue, report, type Compilation } from "./compilation.ts";
import { extensionsOf, textOf, type ModelElement } from "./model.ts";
import type { ClockAction, LegalLimit, Value } from "./plan.ts";

/** The `yiwang:limit` of a user task or a timer, null where there is none. */
export function readLimit(element: ModelElement, compilation: Compilation): LegalLimit | null {
  const extension = extensionsOf(element, "yiwang:Limit")[0];
  if (extension === undefined) return null;
  return {
    value: readPeriod(element, extension, "value", compilation),
    from: readValue(compilation, element, "yiwang:limit from", textOf(extension, "from")),
  };
}

/** The `yiwang:clock` elements of a node, in the order written. */
export function readClocks(element: ModelElement, compilation: Compilation): readonly ClockAction[] {
  return extensionsOf(element, "yiwang:Clock").flatMap((extension) => {
    const action = readClock(element, extension, compilation);
    return action === undefined ? [] : [action];
  });
}

function readClock(
  element: ModelElement,
  extension: ModelElement,
  compilation: Compilation,
): ClockAction | undefined {
  const text = (property: string): string => (textOf(extension, property) ?? "").trim();
  const required = (property: string): Value =>
    readRequiredValue(compilation, element, `yiwang:clock ${property}`, textOf(extension, property));
  const unreadable = (attribute: string, value: string): undefined =>
    void report(compilation, "PROCESS_ATTRIBUTE_UNREADABLE", element, {
      attribute: `yiwang:clock ${attribute}`,
      value,
    });
  const clock = text("clock");
  if (clock === "")
    report(compilation, "PROCESS_ATTRIBUTE_MISSING", element, { attribute: "yiwang:clock clock" });
  const when = text("when") === "" ? "enter" : text("when");
  if (when !== "enter" && when !== "leave") return unreadable("when", when);
  const common = { clock, when } as const;
  const action = text("action");
  switch (action) {
    case "start":
      return {
        ...common,
        action,
        statutory: readPeriod(element, extension, "statutory", compilation),
        promised: text("promised") === "" ? null : readPeriod(element, extension, "promised", compilation),
        from: readValue(compilation, element, "yiwang:clock from", textOf(extension, "from")),
      };
    case "pause": {
      const ground = text("ground");
      if (findGround(ground) === undefined) return unreadable("ground", ground);
      return { ...common, action, ground };
    }
    case "extend":
      return {
        ...common,
        action,
        by: readPeriod(element, extension, "by", compilation),
        approver: required("approver"),
        reason: required("reason"),
      };
    case "resume":
    case "stop":
      return { ...common, action };
    default:
      return unreadable("action", action);
  }
}

/** A legal period: FEEL, or a text such as `20wd` that is checked here. */
function readPeriod(
  element: ModelElement,
  extension: ModelElement,
  property: string,
  compilation: Compilation,
): Value {
  const attribute = `yiwang:${extension.$type === "yiwang:Limit" ? "limit" : "clock"} ${property}`;
  const value = readRequiredValue(compilation, element, attribute, textOf(extension, property));
  if (value.kind === "literal" && value.value !== "" && !parseLimit(String(value.value)).ok)
    report(compilation, "PROCESS_ATTRIBUTE_UNREADABLE", element, { attribute, value: String(value.value) });
  return value;
}
