import type { WorkCalendar } from "#calendar";
import type { Instant, Json, JsonObject, Problem, Result } from "#kernel";
import type { ClockAction, Plan, PlanNode } from "#process";
import { compileFeel, type FeelExpression } from "#rules";
import { runnable, type RunnablePlan } from "./runnable-plan.ts";

/** What a decision says and how it came to it; kept in the entry as the reasons of a decision. */
export type Decided = { readonly value: Json; readonly detail: JsonObject };

/** Evaluates a decision by its id. Errors: that of the rules room, e.g. a decision that does not exist. */
export type Decide = (
  decision: string,
  input: JsonObject,
  at: { readonly now: Instant },
) => Result<Decided, Problem>;

export type LinkOptions = {
  readonly decisions?: Decide | null;
  readonly calendar?: WorkCalendar | null;
  /** What FEEL reads as `settings`: the district's and the matter's configuration. */
  readonly settings?: JsonObject;
  /** The organs that tasks may be at; any where not given. */
  readonly organs?: readonly string[];
  /** Plans that call activities may call, oldest first: of several with one id the last is the latest. */
  readonly plans?: readonly Plan[];
  /** Hashes of those published together with this plan, for `bindingType="deployment"`; all where not given. */
  readonly deployment?: readonly string[];
  /** The same of every publication, the oldest first: for called processes that were not published with this plan. */
  readonly deployments?: readonly (readonly string[])[];
  /** Plans from which running cases may be migrated to this one. */
  readonly former?: readonly Plan[];
};

type StartAction = Extract<ClockAction, { readonly action: "start" }>;

/** A plan with everything it needs to run: read-only, made once and used by every case of the plan. */
export type LinkedPlan = {
  readonly plan: Plan;
  readonly decisions: Decide | null;
  readonly calendar: WorkCalendar | null;
  readonly settings: JsonObject;
  readonly organs: ReadonlySet<string> | null;
  readonly root: RunnablePlan;
  /** The plan itself and those that can be called, by hash. */
  readonly plans: ReadonlyMap<string, RunnablePlan>;
  readonly deployment: ReadonlySet<string> | null;
  readonly deployments: readonly ReadonlySet<string>[];
  readonly former: ReadonlyMap<string, Plan>;
  /** Every expression of all of them, parsed once. */
  readonly feel: ReadonlyMap<string, FeelExpression>;
  /** How each clock is started, so that a pause before acceptance knows its limits. */
  readonly clockStarts: ReadonlyMap<string, StartAction>;
};

export function link(plan: Plan, options: LinkOptions = {}): LinkedPlan {
  const root = runnable(plan);
  const callable = (options.plans ?? []).filter(({ hash }) => hash !== plan.hash);
  // In the order published, so that the latest of an id is the last found.
  const linked = calls(plan) ? [...callable, plan] : [plan];
  // A clock that the case's own process starts is the case's own.
  const nodes = linked.flatMap((each) => Object.values(each.nodes));
  return {
    plan,
    root,
    plans: new Map(linked.map((each) => [each.hash, each === plan ? root : runnable(each)])),
    deployment: options.deployment === undefined ? null : new Set([plan.hash, ...options.deployment]),
    deployments: (options.deployments ?? []).map((each) => new Set(each)),
    former: new Map((options.former ?? []).map((each) => [each.hash, each])),
    decisions: options.decisions ?? null,
    calendar: options.calendar ?? null,
    settings: options.settings ?? {},
    organs: options.organs === undefined ? null : new Set(options.organs),
    feel: new Map(linked.flatMap((each) => [...expressionsOf(each)])),
    clockStarts: new Map(nodes.flatMap(startsOf)),
  };
}

const calls = (plan: Plan): boolean => Object.values(plan.nodes).some(({ kind }) => kind === "callActivity");

function startsOf(node: PlanNode): readonly (readonly [string, StartAction])[] {
  return node.clocks.flatMap((action) =>
    action.action === "start" ? [[action.clock, action] as const] : [],
  );
}

/** A plan is linked anew for every example and after every publication; its expressions stay what they are. */
const expressionsBefore = new WeakMap<Plan, ReadonlyMap<string, FeelExpression>>();

function expressionsOf(plan: Plan): ReadonlyMap<string, FeelExpression> {
  const before = expressionsBefore.get(plan);
  if (before !== undefined) return before;
  const expressions = new Map([...textsOf(plan)].map((text) => [text, compiled(text)] as const));
  expressionsBefore.set(plan, expressions);
  return expressions;
}

function compiled(text: string): FeelExpression {
  const expression = compileFeel(text);
  if (expression.ok) return expression.value;
  throw new Error(`a plan holds FEEL that was never checked: ${text}`);
}

/** All FEEL texts of a plan: conditions, scripts and every `{kind:"feel", text}` wherever it stands. */
function textsOf(plan: Plan): ReadonlySet<string> {
  const texts = new Set<string>();
  for (const { condition } of Object.values(plan.flows)) if (condition !== null) texts.add(condition);
  for (const node of Object.values(plan.nodes)) {
    if (node.kind === "scriptTask") texts.add(node.expression);
    textsIn(node, texts);
  }
  textsIn(plan.ladders, texts);
  return texts;
}

/** The texts of every `{kind:"feel", text}` inside something of a plan. */
export function textsIn(value: unknown, texts = new Set<string>()): ReadonlySet<string> {
  if (Array.isArray(value)) {
    for (const each of value) textsIn(each, texts);
  } else if (typeof value === "object" && value !== null) {
    if ("kind" in value && value.kind === "feel" && "text" in value && typeof value.text === "string")
      texts.add(value.text);
    else for (const each of Object.values(value)) textsIn(each, texts);
  }
  return texts;
}
