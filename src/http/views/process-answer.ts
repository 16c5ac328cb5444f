import { isStepEntry, type StoredCase } from "#cases";
import type { ProcessAnswer, ProcessElement, ProcessView } from "#contract";
import { inBoth, type DistrictPack } from "#district";
import {
  deadlineOf,
  openTasks,
  progressOf,
  type ElementProgress,
  type LinkedPlan,
  type OpenTask,
  type ProcessProgress,
  type StepEntry,
} from "#engine";
import { sha256Hex } from "#kernel";
import { hasLayout } from "#process";
import type { Entry } from "#registers";
import { holderInBoth } from "./holder-in-both.ts";

/** A case with what tells how far it is. */
export type ProcessQuestion = {
  readonly pack: DistrictPack;
  readonly stored: StoredCase;
  readonly plan: LinkedPlan;
  readonly entries: readonly Entry[];
  readonly drawingOf: (plan: string) => Promise<string | undefined>;
};

/** How far a case is in its process and in those it called. */
export async function processAnswer(question: ProcessQuestion): Promise<ProcessAnswer> {
  const { stored, plan, entries, drawingOf } = question;
  // What was added since the state was read is told with the next state.
  const read = entries.filter(({ seq, data }) => seq <= stored.version && isStepEntry(data));
  const steps = read.map(({ data }) => data as unknown as StepEntry);
  const progress = progressOf(plan, stored.state, steps);
  const keys = progress.map(keyOf);
  const processes = await Promise.all(
    progress.map(async (each): Promise<ProcessView> => {
      const drawing = await drawingOf(each.plan.hash);
      return {
        key: keyOf(each),
        name: inBoth(question.pack, each.plan.name),
        process: each.plan.id,
        plan: each.plan.hash,
        caller: each.calls.length === 0 ? null : keyOfCalls(each.calls.slice(0, -1)),
        drawing: drawing === undefined || !hasLayout(drawing) ? null : sha256Hex(drawing),
        elements: each.elements.map((element) => elementAnswer(question, each, element, keys)),
        flows: flowsAnswer(question.pack, each),
      };
    }),
  );
  return { version: stored.version, processes };
}

/** The BPMN of a case's own process or of one that it can call, by its SHA-256. */
export async function findDrawing(
  plan: LinkedPlan,
  drawingOf: ProcessQuestion["drawingOf"],
  sha256: string,
): Promise<string | undefined> {
  const hashes = new Set([plan.plan.hash, ...plan.plans.keys()]);
  for (const hash of hashes) {
    const drawing = await drawingOf(hash);
    if (drawing !== undefined && sha256Hex(drawing) === sha256) return drawing;
  }
  return undefined;
}

const keyOf = ({ calls }: ProcessProgress): string => keyOfCalls(calls);

const keyOfCalls = (calls: ProcessProgress["calls"]): string =>
  calls.map(({ by, plan }) => `${by}@${plan.slice(0, 12)}`).join("/");

function elementAnswer(
  { pack, stored }: ProcessQuestion,
  process: ProcessProgress,
  progress: ElementProgress,
  keys: readonly string[],
): ProcessElement {
  const { element, status, times, lastAt, open, arrived, runs, failures } = progress;
  const node = process.plan.nodes[element];
  const tasks = openTasks(stored.state).filter(({ id }) => open.includes(id));
  const inside = `${keyOf(process)}${process.calls.length === 0 ? "" : "/"}${element}@`;
  return {
    element,
    name: inBoth(pack, node?.name ?? ""),
    type: node?.type ?? "",
    status,
    times,
    lastAt,
    open: open.length,
    arrived,
    dueAt: [...progress.dueAt, ...limitsOf(stored, tasks)].toSorted(),
    runs: runs === null ? null : { ...runs, votes: runs.votes === null ? null : { ...runs.votes } },
    holders: holdersOf(pack, stored, tasks),
    failures: failures.map(({ message, next }) => ({ message, next })),
    opens: keys.filter((key) => key.startsWith(inside) && !key.slice(inside.length).includes("/")),
  };
}

function limitsOf(stored: StoredCase, tasks: readonly OpenTask[]): readonly string[] {
  return tasks.flatMap((task) => deadlineOf(stored.state, task)?.dueAt ?? []);
}

/** Each once, however many runs ask the same. */
function holdersOf(
  pack: DistrictPack,
  stored: StoredCase,
  tasks: readonly OpenTask[],
): ProcessElement["holders"] {
  const holders = tasks.map((task) => holderInBoth(pack, stored, task));
  return holders.filter(({ zh }, index) => holders.findIndex((each) => each.zh === zh) === index);
}

function flowsAnswer(pack: DistrictPack, { plan, flows }: ProcessProgress): ProcessView["flows"] {
  return Object.values(plan.flows).flatMap(({ id, name }) => {
    const taken = flows.includes(id);
    return taken || name !== "" ? [{ flow: id, name: inBoth(pack, name), taken }] : [];
  });
}
