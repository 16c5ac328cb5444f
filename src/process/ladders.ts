import { report, readValue, type Compilation } from "./compilation.ts";
import { extensionsOf } from "./extension-elements.ts";
import { readCountedBy, readPeriod } from "./legal.ts";
import { textOf, type ModelElement } from "./model.ts";
import type { Rung, ScopeLimit } from "./plan.ts";

const WHEN = ["near", "due", "overdue"] as const;
const OF = ["statutory", "promised"] as const;
const ACTIONS = ["notify", "reassign", "raise"] as const;

/** The limit of the scope that an element opens, with its ladder; undefined where it has none. */
export function readDeadline(element: ModelElement, compilation: Compilation): ScopeLimit | undefined {
  const rungs = extensionsOf(element, "yiwang:Escalation");
  const extension = extensionsOf(element, "yiwang:Limit")[0];
  for (const rung of rungs)
    if (textOf(rung, "clock") !== undefined)
      report(compilation, "PROCESS_FEATURE_UNSUPPORTED", element, { feature: "yiwang:escalation clock" });
  if (extension === undefined) {
    if (rungs.length > 0)
      report(compilation, "PROCESS_ATTRIBUTE_MISSING", element, { attribute: "yiwang:limit" });
    return undefined;
  }
  const promised = textOf(extension, "promised") !== undefined;
  const ladder = rungs.map((rung) => readRung(element, rung, compilation));
  if (!promised && ladder.some(({ of }) => of === "promised"))
    report(compilation, "PROCESS_ATTRIBUTE_MISSING", element, { attribute: "yiwang:limit promised" });
  return {
    statutory: readPeriod(element, extension, "value", compilation),
    promised: promised ? readPeriod(element, extension, "promised", compilation) : null,
    from: readValue(compilation, element, "yiwang:limit from", textOf(extension, "from")),
    countedBy: readCountedBy(extension),
    ladder,
  };
}

/** The same of a user task; undefined where nothing is promised and nobody is to be told: `limit` says all then. */
export function readTaskDeadline(element: ModelElement, compilation: Compilation): ScopeLimit | undefined {
  const isPromised = extensionsOf(element, "yiwang:Limit").some(
    (each) => textOf(each, "promised") !== undefined,
  );
  const isPlain = !isPromised && extensionsOf(element, "yiwang:Escalation").length === 0;
  return isPlain ? undefined : readDeadline(element, compilation);
}

/** The ladders of the case's clocks, by the clock that each `yiwang:escalation` of the process names. */
export function readLadders(
  process: ModelElement,
  compilation: Compilation,
): Readonly<Record<string, readonly Rung[]>> {
  const ladders = new Map<string, readonly Rung[]>();
  for (const rung of extensionsOf(process, "yiwang:Escalation")) {
    const clock = (textOf(rung, "clock") ?? "").trim();
    if (clock === "")
      report(compilation, "PROCESS_ATTRIBUTE_MISSING", process, { attribute: "yiwang:escalation clock" });
    ladders.set(clock, [...(ladders.get(clock) ?? []), readRung(process, rung, compilation)]);
  }
  return Object.fromEntries(ladders);
}

function readRung(element: ModelElement, rung: ModelElement, compilation: Compilation): Rung {
  const choice = <Known extends string>(property: string, known: readonly [Known, ...Known[]]): Known => {
    const written = textOf(rung, property) ?? known[0];
    const found = known.find((each) => each === written);
    if (found === undefined)
      report(compilation, "PROCESS_ATTRIBUTE_UNREADABLE", element, {
        attribute: `yiwang:escalation ${property}`,
        value: written,
      });
    return found ?? known[0];
  };
  const when = choice("when", WHEN);
  const of = choice("of", OF);
  const action = choice("action", ACTIONS);
  const to = readValue(compilation, element, "yiwang:escalation to", textOf(rung, "to"));
  if (action !== "raise" && to === null)
    report(compilation, "PROCESS_ATTRIBUTE_MISSING", element, { attribute: "yiwang:escalation to" });
  const by = when === "due" ? null : readPeriod(element, rung, "by", compilation);
  return { when, of, action, to, by };
}
