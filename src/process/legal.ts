import { findGround, parseLimit } from "#calendar";
import { readRequiredValue, readValue, report, type Compilation } from "./compilation.ts";
import { extensionsOf } from "./extension-elements.ts";
import { textOf, typeOf, type ModelElement } from "./model.ts";
import type { ClockAction, CountedBy, LegalLimit, Value } from "./plan.ts";

/** The `yiwang:limit` of a timer, null where there is none: nothing is promised to a timer. */
export function readTimerLimit(element: ModelElement, compilation: Compilation): LegalLimit | null {
  const extension = extensionsOf(element, "yiwang:Limit")[0];
  if (extension !== undefined && textOf(extension, "promised") !== undefined)
    report(compilation, "PROCESS_FEATURE_UNSUPPORTED", element, { feature: "yiwang:limit promised" });
  return readLimit(element, compilation);
}

/** The period of a `yiwang:limit`, null where there is none. */
export function readLimit(element: ModelElement, compilation: Compilation): LegalLimit | null {
  const extension = extensionsOf(element, "yiwang:Limit")[0];
  if (extension === undefined) return null;
  return {
    value: readPeriod(element, extension, "value", compilation),
    from: readValue(compilation, element, "yiwang:limit from", textOf(extension, "from")),
    countedBy: readCountedBy(extension),
  };
}

/** `clock="none"` counts on through every pause; without a name it is the case's clock, where that runs. */
export function readCountedBy(extension: ModelElement): CountedBy {
  const clock = (textOf(extension, "clock") ?? "").trim();
  if (clock === "") return { kind: "running" };
  return clock === NO_CLOCK ? { kind: "own" } : { kind: "clock", clock };
}

/** The one name that no clock may have. */
const NO_CLOCK = "none";

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
  if (clock === NO_CLOCK) return unreadable("clock", clock);
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
      if (ground.startsWith("=")) return { ...common, action, ground: required("ground") };
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
    case "reopen":
      return { ...common, action };
    default:
      return unreadable("action", action);
  }
}

/** A legal period: FEEL, or a text such as `20wd` that is checked here. */
export function readPeriod(
  element: ModelElement,
  extension: ModelElement,
  property: string,
  compilation: Compilation,
): Value {
  const attribute = `yiwang:${typeOf(extension)} ${property}`;
  const value = readRequiredValue(compilation, element, attribute, textOf(extension, property));
  if (value.kind === "literal" && value.value !== "" && !parseLimit(String(value.value)).ok)
    report(compilation, "PROCESS_ATTRIBUTE_UNREADABLE", element, { attribute, value: String(value.value) });
  return value;
}
