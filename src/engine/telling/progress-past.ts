import { isJsonObject, type Instant, type Json } from "#kernel";
import type { Plan } from "#process";
import type { Call } from "../state/run.ts";
import type { Mark, StepEntry } from "../state/types.ts";

/** What the entries tell of one element. */
export type Past = {
  readonly times: number;
  readonly lastAt: Instant | null;
  readonly isDone: boolean;
  readonly isStopped: boolean;
};

/** What the entries tell of one process. */
export type ProcessPast = {
  readonly calls: readonly Call[];
  readonly elements: ReadonlyMap<string, Past>;
  readonly flowsOf: (plan: Plan) => readonly string[];
};

/** In the order of the ledger: an element was entered or completed in an entry. */
type Passage = {
  readonly entry: number;
  readonly kind: "entered" | "completed";
  readonly element: string;
};

type Gathered = {
  readonly calls: readonly Call[];
  readonly elements: Map<string, Past>;
  passages: Passage[];
};

/** Names the place of a process in a case: the way of calls to it. */
export const keyOf = (calls: readonly Call[]): string =>
  calls.map(({ by, plan }) => `${by}@${plan}`).join("/");

const NEVER: Past = { times: 0, lastAt: null, isDone: false, isStopped: false };

/** What happened to the elements of each process of a case, by the key of its place. */
export function pastOf(entries: readonly StepEntry[]): ReadonlyMap<string, ProcessPast> {
  const gathered = new Map<string, Gathered>();
  const at = (calls: readonly Call[]): Gathered => {
    const key = keyOf(calls);
    const found = gathered.get(key) ?? { calls, elements: new Map(), passages: [] };
    gathered.set(key, found);
    return found;
  };
  for (const [entry, { event, marks }] of entries.entries())
    for (const mark of marks) {
      if (mark.kind === "migrated") rename(at([]), mark.detail?.["mapping"]);
      else if (mark.element !== undefined)
        note(at(callsOf(mark)), { entry, at: event.at, element: mark.element, mark });
    }
  return new Map(
    [...gathered].map(([key, { calls, elements, passages }]) => [
      key,
      { calls, elements, flowsOf: (plan) => flowsTaken(plan, passages) },
    ]),
  );
}

function callsOf({ detail }: Mark): readonly Call[] {
  const calls = detail?.["calls"];
  return Array.isArray(calls) ? (calls as unknown as readonly Call[]) : [];
}

function note(
  { elements, passages }: Gathered,
  {
    entry,
    at,
    element,
    mark,
  }: {
    readonly entry: number;
    readonly at: Instant;
    readonly element: string;
    readonly mark: Mark;
  },
): void {
  const before = elements.get(element) ?? NEVER;
  switch (mark.kind) {
    case "entered":
      passages.push({ entry, kind: "entered", element });
      return;
    case "completed": {
      passages.push({ entry, kind: "completed", element });
      // The body around several runs is no run.
      const times = before.times + (mark.detail?.["body"] === true ? 0 : 1);
      elements.set(element, { times, lastAt: at, isDone: true, isStopped: false });
      return;
    }
    case "cancelled":
      elements.set(element, { ...before, lastAt: before.isDone ? before.lastAt : at, isStopped: true });
      return;
    default:
  }
}

/** The case went on under another plan: what was done is told by the new names. */
function rename(gathered: Gathered, mapping: Json | undefined): void {
  const names = mapping !== undefined && isJsonObject(mapping) ? mapping : {};
  const renamed = (id: string): string => (Object.hasOwn(names, id) ? String(names[id]) : id);
  const moved = [...gathered.elements].map(([id, past]) => [renamed(id), past] as const);
  gathered.elements.clear();
  for (const [id, past] of moved) gathered.elements.set(id, past);
  gathered.passages = gathered.passages.map((each) => ({ ...each, element: renamed(each.element) }));
}

/**
 * The flows that were taken. What leaves an element enters the next in the same step; only a gateway that joins is
 * entered later, when the last token has come.
 */
function flowsTaken(plan: Plan, passages: readonly Passage[]): readonly string[] {
  const taken = new Set<string>();
  for (const [index, { kind, element, entry }] of passages.entries()) {
    const node = kind === "completed" ? plan.nodes[element] : undefined;
    if (node === undefined) continue;
    const entered = passages
      .slice(index + 1)
      .filter((each) => each.entry === entry && each.kind === "entered")
      .map((each) => each.element);
    const outgoing = node.outgoing.flatMap((id) => plan.flows[id] ?? []);
    const followed = outgoing
      .filter(({ to }) => entered.includes(to))
      .toSorted((left, right) => entered.indexOf(left.to) - entered.indexOf(right.to));
    const chosen = node.kind === "exclusiveGateway" ? followed.slice(0, 1) : followed;
    for (const { id } of chosen) taken.add(id);
    if (chosen.length === 0 && outgoing.length === 1 && outgoing[0] !== undefined) taken.add(outgoing[0].id);
  }
  return [...taken];
}
