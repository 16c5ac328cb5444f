import * as fc from "fast-check";
import { expect, test } from "vitest";
import { CN_CALENDAR } from "#calendar";
import { canonicalJson, expectOk, type Instant, type Json } from "#kernel";
import { compileProcess, type Plan } from "#process";
import { blocks, type Block } from "../../../test/support/random-blocks.ts";
import { processOf } from "../../../test/support/random-process.ts";
import {
  applyDelta,
  foldEntries,
  instancesOf,
  link,
  openFailures,
  openTasks,
  openTimers,
  replay,
  returnsOf,
  step,
  type CaseEvent,
  type CaseState,
  type Effect,
  type ElementInstance,
  type InstanceId,
  type LinkedPlan,
  type Step,
  type StepEntry,
} from "../index.ts";

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
  const isOver = state.status === "completed" || state.status === "terminated";
  expect(rows.closed).toBe(isOver ? 1 : 0);
}

/** Every event that may happen now; time goes to the earliest timer when one is chosen. */
function permitted(linked: LinkedPlan, state: CaseState, now: Instant): readonly CaseEvent[] {
  const common = { at: now, actor };
  return instancesOf(state).flatMap(([id, { wait }]): readonly CaseEvent[] => {
    switch (wait.kind) {
      case "task":
        return [
          { kind: "completeTask", task: id, variables: { [`by_${id}`]: 1 }, ...common },
          { kind: "transferTask", task: id, candidateGroups: ["others"], reason: "busy", ...common },
          ...openTasks(state)
            .filter((task) => task.id === id)
            .flatMap((task) => returnsOf(linked, state, task.id))
            .map(
              ({ element: to }) =>
                ({ kind: "returnTask", task: id, to, reason: "wrong", ...common }) as const,
            ),
        ];
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
  event.kind === "failJob" ||
  event.kind === "transferTask" ||
  event.kind === "returnTask" ||
  ((event.kind === "correlateMessage" || event.kind === "broadcastSignal") && event.name.startsWith("more"));

/** What may rightly happen again at once: a job failing once more, a task passed on, news that others wait for too. */
const isRepeatable = (event: CaseEvent): boolean =>
  event.kind === "correlateMessage" ||
  event.kind === "broadcastSignal" ||
  event.kind === "transferTask" ||
  (event.kind === "failJob" && event.retries > 0);

/** Once in a while somebody gives the case up. */
const GIVEN_UP = 50;

/** The clock that something counts by. */
const clockOf = ({ wait }: ElementInstance): string | undefined =>
  wait.kind === "timer" ? (wait.rung?.clock?.name ?? wait.period?.clock) : undefined;

/** Nothing fires in a pause of the clock that it counts by, save what had been due before. */
function expectStill(state: CaseState): void {
  for (const [, instance] of instancesOf(state)) {
    const clock = state.clocks[clockOf(instance) ?? ""];
    const since = clock?.pauses.find(({ to }) => to === null)?.from;
    if (since === undefined || instance.wait.kind !== "timer" || instance.wait.dueAt === null) continue;
    expect(instance.wait.dueAt < since).toBe(true);
  }
}

/** What counts by a clock never falls due earlier than was last known of it. */
function expectLater(known: Map<InstanceId, Instant>, state: CaseState): void {
  for (const [id, { wait }] of instancesOf(state)) {
    if ((wait.kind !== "timer" && wait.kind !== "task") || wait.dueAt === null) continue;
    const before = known.get(id);
    if (before !== undefined) expect(wait.dueAt >= before).toBe(true);
    known.set(id, wait.dueAt);
  }
}

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

/** An element at which a merged case could wait: one of the process itself that turns no clock. */
const waitingPlace = ({ nodes }: Plan): string | undefined =>
  Object.values(nodes).find(
    ({ kind, scope, clocks, loop }) =>
      (kind === "userTask" || kind === "jobTask") &&
      scope === null &&
      clocks.length === 0 &&
      loop === undefined,
  )?.id;

/**
 * A case that is merged (并案) and taken apart again stands as it stood, for the outside too. Answers the two steps, or
 * none where it is over or has nowhere to wait.
 */
function mergedAndBack(linked: LinkedPlan, before: CaseState, rows: Rows, at: Instant): readonly Step[] {
  const waitAt = waitingPlace(linked.plan);
  if (waitAt === undefined || (before.status !== "active" && before.status !== "failed")) return [];
  const merge = { kind: "merge", into: "main", waitAt, variables: { main: "main" }, at, actor } as const;
  const merged = expectOk(step(linked, before, merge));
  carryOut(rows, merged.effects);
  expectRows(rows, merged.state);
  expect(step(linked, merged.state, merge).ok).toBe(false);
  const back = expectOk(
    step(linked, shuffled(reborn(merged.state)), { kind: "unmerge", reason: "other", at, actor }),
  );
  carryOut(rows, back.effects);
  expectRows(rows, back.state);
  same({ ...back.state, next: 0 }, { ...before, next: 0 });
  return [merged, back];
}

async function runPath(block: Block, path: readonly number[]): Promise<void> {
  const { xml, variables, visits } = processOf(block);
  const { plan, plans } = await plansOf(xml);
  const calendar = CN_CALENDAR;
  const linked = link(plan, { plans, calendar });
  const again: LinkedPlan = link(reborn(plan), { plans: plans.map(reborn), calendar });
  const entries: StepEntry[] = [];
  const rows: Rows = {
    tasks: new Set(),
    timers: new Set(),
    jobs: new Set(),
    failures: new Set(),
    subscriptions: new Set(),
    closed: 0,
  };
  const known = new Map<InstanceId, Instant>();
  const drawnAt = (turn: number): number => path[turn % path.length] ?? 0;
  let state: CaseState | null = null;
  let event: CaseEvent = { kind: "start", at: START, actor, variables };
  for (let turn = 0; turn < 2_000; turn += 1) {
    const before: CaseState | null = state;
    const kept = canonicalJson(before);
    const stepped: Step = expectOk(step(linked, before, event));
    expect(canonicalJson(before)).toBe(kept);
    same(expectOk(step(again, shuffled(reborn(before)), event)), stepped);
    same(applyDelta(before, stepped.entries[0].delta), stepped.state);
    if (!isRepeatable(event)) expect(step(linked, stepped.state, event).ok).toBe(false);
    const after = stepped.state;
    entries.push(...stepped.entries);
    carryOut(rows, stepped.effects);
    expectRows(rows, after);
    expectStill(after);
    expectLater(known, after);
    const there = drawnAt(turn) % 4 === 0 ? mergedAndBack(linked, after, rows, event.at) : [];
    entries.push(...there.flatMap((each) => each.entries));
    const stands: CaseState = there.at(-1)?.state ?? after;
    state = stands;
    const wrong = forbidden(stands, event.at);
    const outside = wrong[(path[(turn + 1) % path.length] ?? 0) % wrong.length];
    if (outside !== undefined) expect(step(linked, stands, outside).ok).toBe(false);
    // After a while everything succeeds, so that the path has an end.
    const choices: readonly CaseEvent[] = permitted(linked, stands, event.at).filter(
      (each) => turn < 60 || !isEndless(each),
    );
    const drawn = drawnAt(turn);
    const chosen: CaseEvent | undefined = choices[drawn % Math.max(1, choices.length)];
    if (chosen === undefined) break;
    event =
      drawn === GIVEN_UP && turn > 0 ? { kind: "cancel", reason: "withdrawn", at: event.at, actor } : chosen;
  }
  const isGivenUp = event.kind === "cancel";
  expect(state).toMatchObject({ status: isGivenUp ? "terminated" : "completed", joins: {}, instances: {} });
  same(foldEntries(entries), state);
  same(expectOk(replay(linked, entries)), { state, entries });
  if (!isGivenUp) expect(completions(entries, visits)).toEqual(visits);
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
              kind: "clocked",
              body: {
                kind: "scope",
                body: { kind: "clocked", body: { kind: "user" }, limit: "1wd", extended: false },
                watched: false,
              },
              limit: "1wd",
              extended: false,
            },
            [GIVEN_UP, 0],
          ],
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
