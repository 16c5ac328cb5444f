import type { Drawing } from "./drawing.ts";
import { addMapping, runForEach } from "./panel.ts";
import type { Sheet } from "./sheet.ts";

/** What is drawn, which template is chosen for which element, and what is filled in besides. */
export type Work = {
  readonly drawing: Drawing;
  readonly chosen: Readonly<Record<string, string>>;
  readonly besides?: (sheet: Sheet) => Promise<void>;
};

const END = { id: "e", type: "bpmn:EndEvent" };
/** Stands for the process itself, which is selected by selecting nothing. */
export const PROCESS = "p";

/** Steps in a row between start and end. */
export function row(chosen: Readonly<Record<string, string>>, type: string, event?: string): Work {
  const names = Object.keys(chosen);
  const steps = names.map((id) => ({ id, type, ...(event === undefined ? {} : { event }) }));
  const flows = ["s", ...names].map((from, place) => `f${place + 1} ${from} ${names[place] ?? "e"}`);
  return { drawing: { elements: [...steps, END], flows }, chosen };
}
const clocks = (...names: readonly string[]): Work =>
  row(Object.fromEntries(names.map((name) => [name, `clock.${name}`])), "bpmn:Task");

/** For each template the work that gives the drawing of `TEMPLATE_DRAWINGS`. */
export const WORK: Readonly<Record<string, Work>> = {
  "clock.start": clocks("start"),
  "clock.pause": clocks("start", "pause"),
  "clock.resume": clocks("start", "pause", "resume"),
  "clock.extend": clocks("start", "extend"),
  "clock.stop": clocks("start", "stop"),
  "clock.reopen": clocks("start", "stop", "reopen"),
  task: row({ t: "task" }, "bpmn:Task"),
  jointReview: {
    drawing: {
      elements: [{ id: "t", type: "bpmn:Task", several: true }, END],
      flows: ["f1 s t", "f2 t e"],
    },
    chosen: { t: "jointReview" },
    besides: (sheet) => runForEach(sheet, "organs", "organ"),
  },
  "timer.catch": row({ t: "timer.catch" }, "bpmn:IntermediateCatchEvent", "bpmn:TimerEventDefinition"),
  "timer.boundary": {
    drawing: {
      elements: [
        { id: "t", type: "bpmn:UserTask" },
        { id: "b", type: "bpmn:BoundaryEvent", event: "bpmn:TimerEventDefinition", on: "t" },
        END,
      ],
      flows: ["f1 s t", "f2 t e", "f3 b e"],
    },
    chosen: { t: "task", b: "timer.boundary" },
  },
  caseLadder: { ...clocks("start"), chosen: { start: "clock.start", [PROCESS]: "caseLadder" } },
  scope: {
    drawing: {
      elements: [
        { id: "t", type: "bpmn:SubProcess" },
        { id: "s2", type: "bpmn:StartEvent", within: "t" },
        { id: "u", type: "bpmn:UserTask", within: "t" },
        { id: "e2", type: "bpmn:EndEvent", within: "t" },
        END,
      ],
      flows: ["f1 s t", "f2 t e", "g1 s2 u", "g2 u e2"],
    },
    chosen: { t: "scope" },
  },
  document: row({ t: "document" }, "bpmn:Task"),
  certificate: row({ t: "certificate" }, "bpmn:Task"),
  http: {
    ...row({ t: "http" }, "bpmn:Task"),
    besides: async (sheet) => {
      await addMapping(sheet, "inputs", "creditCode", "reason");
      await addMapping(sheet, "outputs", "credit", "credit");
    },
  },
  outcome: { drawing: { elements: [END], flows: ["f1 s e"] }, chosen: { e: "outcome" } },
};
