import * as fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalJson, expectOk, type Instant, type Json } from "#kernel";
import { compileProcess, type Plan } from "#process";
import { blocks, processOf, type Block } from "../../test/support/random-process.ts";
import {
  applyDelta,
  foldEntries,
  instancesOf,
  link,
  openFailures,
  openTasks,
  openTimers,
  replay,
  step,
  type CaseEvent,
  type CaseState,
  type Effect,
  type LinkedPlan,
  type Step,
  type StepEntry,
} from "./index.ts";

const RUNS = Number(process.env["YIWANG_PATHS"] ?? 1000);
const START = "2022-09-30T02:00:00.000Z" as Instant;
const actor = { kind: "system", name: "property" } as const;
const same = (left: unknown, right: unknown): void =>
  expect(canonicalJson(left as Json)).toBe(canonicalJson(right as Json));

/** What a store would keep by carrying out the effects alone. */
type Rows = {
  tasks: Set<string>;
  timers: Set<string>;
  jobs: Set<string>;
  failures: Set<string>;
  subscriptions: Set<string>;
  closed: number;
};

function carryOut(rows: Rows, effects: readonly Effect[]): void {
  for (const effect of effects) {
    if (effect.kind === "openTask") rows.tasks.add(effect.task.id);
    if (effect.kind === "closeTask") expect(rows.tasks.delete(effect.task)).toBe(true);
    if (effect.kind === "startTimer") rows.timers.add(effect.timer.id);
    if (effect.kind === "cancelTimer") expect(rows.timers.delete(effect.timer)).toBe(true);
    if (effect.kind === "callJob") rows.jobs.add(effect.job.id);
    if (effect.kind === "cancelJob") expect(rows.jobs.delete(effect.job)).toBe(true);
    if (effect.kind === "openSubscription") rows.subscriptions.add(effect.subscription.id);
    if (effect.kind === "closeSubscription")
      expect(rows.subscriptions.delete(effect.subscription)).toBe(true);
    if (effect.kind === "raiseFailure") rows.failures.add(effect.failure.id);
    if (effect.kind === "clearFailure") expect(rows.failures.delete(effect.failure)).toBe(true);
    if (effect.kind === "closeCase") rows.closed += 1;
  }
}

function expectRows(rows: Rows, state: CaseState): void {
  const jobs = instancesOf(state).flatMap(([id, { wait }]) => (wait.kind === "job" ? [id] : []));
  expect([...rows.tasks].toSorted()).toEqual(
    openTasks(state)
      .map(({ id }) => id)
      .toSorted(),
  );
  expect([...rows.timers].toSorted()).toEqual(
    openTimers(state)
      .map(({ id }) => id)
      .toSorted(),
  );
  expect([...rows.failures].toSorted()).toEqual(
    openFailures(state)
      .map(({ id }) => id)
      .toSorted(),
  );
  const expected = instancesOf(state).flatMap(([id, { wait }]) =>
    wait.kind === "message" || wait.kind === "signal" ? [id] : [],
  );
  expect([...rows.subscriptions].toSorted()).toEqual(expected.toSorted());
  expect([...rows.jobs].toSorted()).toEqual(jobs.toSorted());
  expect(rows.closed).toBe(state.status === "completed" ? 1 : 0);
}

/** Every event that may happen now; time goes to the earliest timer when one is chosen. */
function permitted(state: CaseState, now: Instant): readonly CaseEvent[] {
  const common = { at: now, actor };
  return instancesOf(state).flatMap(([id, { wait }]): readonly CaseEvent[] => {
    switch (wait.kind) {
      case "task":
        return [{ kind: "completeTask", task: id, variables: { [`by_${id}`]: 1 }, ...common }];
      case "job":
        return [
          { kind: "completeJob", job: id, variables: { last: id }, ...common },
          { kind: "failJob", job: id, retries: wait.retries - 1, message: "no", ...common },
        ];
      case "inside":
      case "adHoc":
      case "multi":
      case "called":
      case "gateway":
      case "undoing":
        return [];
      case "message":
        return [{ kind: "correlateMessage", name: wait.name, key: wait.key, variables: {}, ...common }];
      case "signal":
        return [{ kind: "broadcastSignal", name: wait.name, variables: {}, ...common }];
      case "failed":
        return [
          { kind: "resolveFailure", instance: id, ...common },
          ...(wait.phase === "leave"
            ? []
            : [{ kind: "skipFailure", instance: id, reason: "no use", ...common } as const]),
        ];
      case "timer":
        return wait.dueAt === null
          ? []
          : [{ kind: "fireTimer", timer: id, at: wait.dueAt > now ? wait.dueAt : now, actor }];
    }
  });
}

async function plansOf(xml: string): Promise<{ readonly plan: Plan; readonly plans: readonly Plan[] }> {
  const plans = expectOk(await compileProcess(xml));
  const plan = plans.find(({ id }) => id === "p");
  if (plan === undefined) throw new Error("no plan");
  return { plan, plans };
}

/** What could go on happening for ever. */
const isEndless = (event: CaseEvent): boolean =>
  event.kind === "failJob" || (event.kind === "correlateMessage" && event.name.startsWith("more"));

/** Events that are not permitted now: on what does not wait for them, or before their time. */
function forbidden(state: CaseState, now: Instant): readonly CaseEvent[] {
  const common = { at: now, actor };
  const early = instancesOf(state).flatMap(([id, { wait }]): readonly CaseEvent[] => {
    const wrong: CaseEvent =
      wait.kind === "task"
        ? { kind: "completeJob", job: id, variables: {}, ...common }
        : { kind: "completeTask", task: id, variables: {}, ...common };
    const notDue = wait.kind === "timer" && (wait.dueAt === null || wait.dueAt > now);
    return notDue ? [wrong, { kind: "fireTimer", timer: id, ...common }] : [wrong];
  });
  return [...early, { kind: "completeTask", task: `e${state.next}`, variables: {}, ...common }];
}

const reborn = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value)) as Value;

/** Keys in another order, as a database may hand them back. */
function shuffled<Value>(value: Value): Value {
  if (Array.isArray(value)) return value.map(shuffled) as Value;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, each]) => [key, shuffled(each)]),
  ) as Value;
}

async function runPath(block: Block, path: readonly number[]): Promise<void> {
  const { xml, variables, visits } = processOf(block);
  const { plan, plans } = await plansOf(xml);
  const linked = link(plan, { plans });
  const again: LinkedPlan = link(reborn(plan), { plans: plans.map(reborn) });
  const entries: StepEntry[] = [];
  const rows: Rows = {
    tasks: new Set(),
    timers: new Set(),
    jobs: new Set(),
    failures: new Set(),
    subscriptions: new Set(),
    closed: 0,
  };
  let state: CaseState | null = null;
  let event: CaseEvent = { kind: "start", at: START, actor, variables };
  for (let turn = 0; turn < 2_000; turn += 1) {
    const before: CaseState | null = state;
    const kept = canonicalJson(before);
    const stepped: Step = expectOk(step(linked, before, event));
    expect(canonicalJson(before)).toBe(kept);
    same(expectOk(step(again, shuffled(reborn(before)), event)), stepped);
    same(applyDelta(before, stepped.entries[0].delta), stepped.state);
    // Nothing can happen twice, save a job failing once more and news that others wait for too.
    const isNews = event.kind === "correlateMessage" || event.kind === "broadcastSignal";
    const once = !isNews && (event.kind !== "failJob" || event.retries === 0);
    if (once) expect(step(linked, stepped.state, event).ok).toBe(false);
    const after = stepped.state;
    state = after;
    entries.push(...stepped.entries);
    carryOut(rows, stepped.effects);
    expectRows(rows, after);
    const wrong = forbidden(after, event.at);
    const outside = wrong[(path[(turn + 1) % path.length] ?? 0) % wrong.length];
    if (outside !== undefined) expect(step(linked, after, outside).ok).toBe(false);
    // After a while everything succeeds, so that the path has an end.
    const choices: readonly CaseEvent[] = permitted(after, event.at).filter(
      (each) => turn < 60 || !isEndless(each),
    );
    const chosen: CaseEvent | undefined =
      choices[(path[turn % path.length] ?? 0) % Math.max(1, choices.length)];
    if (chosen === undefined) break;
    event = chosen;
  }
  expect(state).toMatchObject({ status: "completed", joins: {}, instances: {} });
  same(foldEntries(entries), state);
  same(expectOk(replay(linked, entries)), { state, entries });
  expect(completions(entries, visits)).toEqual(visits);
}

/** How often each leaf was completed: no token lost, none doubled. */
function completions(entries: readonly StepEntry[], visits: Readonly<Record<string, number>>): object {
  const counted: Record<string, number> = Object.fromEntries(Object.keys(visits).map((id) => [id, 0]));
  const marks = entries.flatMap((entry) => entry.marks);
  // Of several runs each counts, not the body around them.
  for (const { kind, element } of marks.filter(({ detail }) => detail?.["body"] !== true))
    if (kind === "completed" && element !== undefined && Object.hasOwn(counted, element))
      counted[element] = (counted[element] ?? 0) + 1;
  return counted;
}

test(
  "every random process ends on every permitted path, and entries, effects and replay agree with its state",
  async () => {
    await fc.assert(
      fc.asyncProperty(blocks, fc.array(fc.nat({ max: 50 }), { minLength: 1, maxLength: 30 }), runPath),
      // Paths found to fail once.
      {
        numRuns: RUNS,
        examples: [
          [
            {
              kind: "loop",
              body: {
                kind: "inclusive",
                blocks: [
                  {
                    kind: "inclusive",
                    blocks: [
                      { kind: "pass" },
                      { kind: "inclusive", blocks: [{ kind: "pass" }, { kind: "user" }], taken: 1 },
                      { kind: "user" },
                    ],
                    taken: 3,
                  },
                  { kind: "user" },
                ],
                taken: 1,
              },
              rounds: 2,
            },
            [0],
          ],
          [
            {
              kind: "many",
              body: {
                kind: "inclusive",
                blocks: [
                  {
                    kind: "sequence",
                    blocks: [
                      { kind: "user" },
                      {
                        kind: "inclusive",
                        blocks: [
                          { kind: "adHoc", blocks: [{ kind: "signal" }, { kind: "user" }], taken: 1 },
                          { kind: "pass" },
                          { kind: "user" },
                        ],
                        taken: 3,
                      },
                    ],
                  },
                  { kind: "pass" },
                ],
                taken: 1,
              },
              count: 2,
              sequential: false,
            },
            [0],
          ],
        ],
      },
    );
  },
  Math.max(600_000, RUNS * 200),
);
