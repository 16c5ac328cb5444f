import { isJsonObject, type Json, type JsonObject } from "#kernel";
import type { Living, Run } from "./run.ts";
import type { ElementInstance } from "./state.ts";
import type { InstanceId } from "./types.ts";

/** Where variables stand, in a step or between two. */
type Seen = {
  readonly instances: Readonly<Record<InstanceId, ElementInstance>>;
  readonly variables: JsonObject;
};

/** Everything an element can see: settings, the case's variables, its scopes' and its own, nearest last. */
export function contextOf(
  run: Seen & Pick<Run, "linked">,
  living: Pick<Living, "scope" | "variables">,
): JsonObject {
  return {
    settings: run.linked.settings,
    ...visibleFrom(run, living.scope),
    ...living.variables,
  };
}

/** The variables visible in a scope (null = the case itself). */
export function visibleFrom(run: Seen, scope: InstanceId | null): JsonObject {
  const instance = scope === null ? undefined : run.instances[scope];
  if (instance === undefined) return run.variables;
  // A called process has variables of its own and sees no others.
  if (instance.wait.kind === "called") return instance.variables;
  return { ...visibleFrom(run, instance.scope), ...instance.variables };
}

/**
 * Camunda 8's propagation: each variable goes to the nearest scope that has one of that name, beginning
 * at the element itself, else to the case.
 */
export function propagate(run: Run, living: Living, variables: JsonObject): void {
  for (const [name, value] of Object.entries(variables)) {
    if (Object.hasOwn(living.variables, name)) living.variables = { ...living.variables, [name]: value };
    else propagateFrom(run, living.scope, name, value);
  }
}

/** The same, beginning at a scope: where output mappings write. */
export function propagateFrom(run: Run, scope: InstanceId | null, name: string, value: Json): void {
  const instance = scope === null ? undefined : run.instances[scope];
  if (scope === null || instance === undefined) run.variables = { ...run.variables, [name]: value };
  else if (instance.wait.kind === "called" || Object.hasOwn(instance.variables, name))
    run.instances[scope] = { ...instance, variables: { ...instance.variables, [name]: value } };
  else propagateFrom(run, instance.scope, name, value);
}

/** What stands at `a.b.c`; undefined where nothing does. */
export function atPath(value: Json | undefined, [first, ...rest]: readonly string[]): Json | undefined {
  if (first === undefined) return value;
  if (value === undefined || !isJsonObject(value) || !Object.hasOwn(value, first)) return undefined;
  return atPath(value[first], rest);
}

/** An object with one name of another, or with none. */
export function pick(object: JsonObject, name: string): JsonObject {
  return Object.hasOwn(object, name) ? { [name]: object[name] ?? null } : {};
}

/** Sets `a.b.c` inside an object, keeping what else stands beside it. */
export function withPath(object: JsonObject, path: readonly string[], value: Json): JsonObject {
  const [first, ...rest] = path;
  if (first === undefined) return object;
  if (rest.length === 0) return { ...object, [first]: value };
  const inner = Object.hasOwn(object, first) ? object[first] : undefined;
  return { ...object, [first]: withPath(isJsonObject(inner) ? inner : {}, rest, value) };
}
