import { CN_CALENDAR } from "#calendar";
import { canonicalJson, instantFromMillis, millisOf, type Json } from "#kernel";
import {
  foldEntries,
  instancesOf,
  link,
  openTimers,
  replay,
  step,
  type CaseEvent,
  type CaseState,
  type Effect,
  type LinkedPlan,
} from "#engine";
import type { Plan } from "#process";
import { agenda } from "./agenda.ts";
import { seeded, type Random } from "./random.ts";
import { keep, load, newCase, type StoredCase } from "./store.ts";

/** A process to run cases of, with the variables they start with. */
export type Scenario = {
  readonly plan: Plan;
  readonly plans: readonly Plan[];
  readonly variables: Readonly<Record<string, Json>>;
};

export type Simulation = {
  readonly cases: number;
  readonly completed: number;
  readonly terminated: number;
  readonly steps: number;
  /** Steps that the store refused because another server was faster, and deliveries that came twice. */
  readonly stale: number;
  readonly doubled: number;
  readonly crashes: number;
  readonly virtualMs: number;
};

const START = Date.UTC(2022, 8, 30, 2);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** What someone or something will try to do to a case. */
type Deed =
  | { readonly kind: "event"; readonly to: number; readonly event: Untimed; readonly again: boolean }
  | { readonly kind: "crash" };
type Untimed = CaseEvent extends infer Each
  ? Each extends CaseEvent
    ? Omit<Each, "at" | "actor">
    : never
  : never;

type World = {
  readonly random: Random;
  readonly deeds: ReturnType<typeof agenda<Deed>>;
  readonly cases: readonly { readonly stored: StoredCase; readonly scenario: Scenario }[];
  /** What two servers hold in memory: their linked plans and the states they read last; a crash empties one. */
  servers: readonly [Server, Server];
  now: number;
  readonly counts: { steps: number; stale: number; doubled: number; crashes: number };
};
type Server = {
  readonly linked: Map<string, LinkedPlan>;
  readonly states: Map<number, { readonly version: number; readonly state: CaseState | null }>;
};

const fresh = (): Server => ({ linked: new Map(), states: new Map() });

/**
 * Runs many cases at once under a virtual clock: people, timers, workers that fail, persons who resolve, deliveries
 * that come twice, two servers that work from what they read earlier, and crashes that leave only what was kept.
 * Everything follows from the seed, the scenarios and the number of cases. Throws when a case is lost, stuck or not what its entries say.
 */
export function simulate(seed: number, scenarios: readonly Scenario[], cases: number): Simulation {
  const random = seeded(seed);
  const world: World = {
    random,
    deeds: agenda<Deed>(),
    cases: Array.from({ length: cases }, (_, id) => {
      const scenario = scenarios[random.below(scenarios.length)];
      if (scenario === undefined) throw new Error("no scenario");
      return { stored: newCase(id), scenario };
    }),
    servers: [fresh(), fresh()],
    now: START,
    counts: { steps: 0, stale: 0, doubled: 0, crashes: 0 },
  };
  begin(world);
  for (let next = world.deeds.take(); next !== undefined; next = world.deeds.take()) {
    world.now = next.at;
    if (next.item.kind === "crash") crash(world);
    else attempt(world, next.item);
  }
  return report(world);
}

function begin({ cases, deeds, random }: World): void {
  for (const { stored, scenario } of cases)
    deeds.add(START + random.delay(8 * HOUR), {
      kind: "event",
      to: stored.id,
      event: { kind: "start", variables: scenario.variables },
      again: false,
    });
  deeds.add(START + random.delay(HOUR), { kind: "crash" });
}

/** One server loses all that it had in memory; it will crash again as long as there is work. */
function crash(world: World): void {
  const [one, other] = world.servers;
  world.servers = world.random.chance(0.5) ? [fresh(), other] : [one, fresh()];
  world.counts.crashes += 1;
  if (world.deeds.size() > 0) world.deeds.add(world.now + world.random.delay(HOUR), { kind: "crash" });
}

/** A server does a deed to the case as it last saw it; the store refuses what rests on an older version. */
function attempt(world: World, deed: Extract<Deed, { kind: "event" }>): void {
  const found = world.cases[deed.to];
  if (found === undefined) return;
  const { stored, scenario } = found;
  const server = world.servers[world.random.below(2)] ?? world.servers[0];
  const seen = server.states.get(stored.id) ?? { version: stored.version, state: load(stored) };
  const at = instantFromMillis(world.now);
  const event = { ...deed.event, at, actor: { kind: "system", name: "simulator" } } as CaseEvent;
  const stepped = step(linkedBy(server, scenario), seen.state, event);
  if (stepped.ok && keep(stored, seen.version, stepped.value)) {
    server.states.set(stored.id, { version: stored.version, state: stepped.value.state });
    world.counts.steps += 1;
    if (deed.again) throw new Error(`case ${stored.id}: ${event.kind} happened twice`);
    for (const effect of stepped.value.effects) follow(world, stored, effect);
    deliverAgain(world, deed);
    return;
  }
  server.states.delete(stored.id);
  // The server saw the case as it was before: it reads again and tries again.
  if (seen.version !== stored.version) {
    world.counts.stale += 1;
    world.deeds.add(world.now + 1, deed);
    return;
  }
  if (deed.again) world.counts.doubled += 1;
}

function linkedBy(server: Server, { plan, plans }: Scenario): LinkedPlan {
  const known = server.linked.get(plan.hash) ?? link(plan, { plans, calendar: CN_CALENDAR });
  server.linked.set(plan.hash, known);
  return known;
}

/**
 * Whoever delivered did not hear the answer, and delivers once more. A job that is called again keeps its id, so that
 * its failing and resolving, as a transfer, a message or a signal, may rightly happen again.
 */
function deliverAgain(world: World, deed: Extract<Deed, { kind: "event" }>): void {
  if (REPEATABLE.has(deed.event.kind) || !world.random.chance(0.1)) return;
  world.deeds.add(world.now + world.random.delay(MINUTE), { ...deed, again: true });
}

const REPEATABLE: ReadonlySet<CaseEvent["kind"]> = new Set([
  "failJob",
  "resolveFailure",
  "transferTask",
  "correlateMessage",
  "broadcastSignal",
]);

/** What people, workers and the clock do about an effect, after a while. */
function follow(world: World, { id: to }: StoredCase, effect: Effect): void {
  const { random } = world;
  const later = (delay: number, event: Untimed): void =>
    world.deeds.add(world.now + delay, { kind: "event", to, event, again: false });
  switch (effect.kind) {
    case "openTask":
      if (random.chance(0.005)) later(random.delay(HOUR), { kind: "cancel", reason: "withdrawn" });
      if (random.chance(0.1))
        later(random.delay(MINUTE), {
          kind: "transferTask",
          task: effect.task.id,
          candidateGroups: ["other"],
          reason: "",
        });
      return later(random.delay(3 * HOUR), {
        kind: "completeTask",
        task: effect.task.id,
        variables: { [`by_${effect.task.id}`]: 1 },
      });
    case "callJob": {
      const { id: job, retries } = effect.job;
      const failing = random.chance(0.3);
      return later(
        random.delay(MINUTE),
        failing
          ? { kind: "failJob", job, retries: Math.max(0, retries - 1), message: "no" }
          : { kind: "completeJob", job, variables: { last: job } },
      );
    }
    case "raiseFailure":
      return later(random.delay(5 * HOUR), { kind: "resolveFailure", instance: effect.failure.id });
    case "startTimer":
      return later(Math.max(0, millisOf(effect.timer.dueAt) - world.now), {
        kind: "fireTimer",
        timer: effect.timer.id,
      });
    case "openSubscription": {
      const { on, name, key } = effect.subscription;
      return later(
        random.delay(2 * HOUR),
        on === "message"
          ? { kind: "correlateMessage", name, key: key ?? "", variables: {} }
          : { kind: "broadcastSignal", name, variables: {} },
      );
    }
    default:
      return undefined;
  }
}

function report({ cases, counts, now }: World): Simulation {
  const states = cases.map(({ stored, scenario }) => checked(stored, scenario));
  const of = (status: CaseState["status"]): number => states.filter((each) => each.status === status).length;
  return {
    cases: cases.length,
    completed: of("completed"),
    terminated: of("terminated"),
    ...counts,
    virtualMs: now - START,
  };
}

/** A case must have ended, and be exactly what its entries tell and what running them again gives. */
function checked(stored: StoredCase, { plan, plans }: Scenario): CaseState {
  const state = load(stored);
  if (state === null) throw new Error(`case ${stored.id} was lost`);
  const stuck = instancesOf(state).map(([id, { element }]) => `${element} (${id})`);
  if (stuck.length > 0 || (state.status !== "completed" && state.status !== "terminated"))
    throw new Error(`case ${stored.id} is stuck at ${stuck.join(", ")}; timers ${openTimers(state).length}`);
  if (stored.open.size > 0 || stored.closed !== 1) throw new Error(`case ${stored.id} left rows open`);
  const text = canonicalJson(state as Json);
  if (canonicalJson(foldEntries(stored.entries) as Json) !== text)
    throw new Error(`case ${stored.id} is not what its entries tell`);
  const again = replay(link(plan, { plans, calendar: CN_CALENDAR }), stored.entries);
  if (!again.ok || canonicalJson(again.value.state as Json) !== text)
    throw new Error(`case ${stored.id} comes out differently when it is run again`);
  return state;
}
