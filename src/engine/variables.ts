import { isJsonObject, type Json, type JsonObject } from "#kernel";
import type { Living, Run } from "./run.ts";
import type { InstanceId } from "./types.ts";

/** Everything an element can see: settings, the case's variables, its scopes' and its own, nearest last. */
export function contextOf(run: Run, living: Living): JsonObject {
  return {
    settings: run.linked.settings,
    ...visibleFrom(run, living.scope),
    ...living.variables,
  };
}

/** The variables visible in a scope (null = the case itself). */
export function visibleFrom(run: Run, scope: InstanceId | null): JsonObject {
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

/** Sets `a.b.c` inside an object, keeping what else stands beside it. */
export function withPath(object: JsonObject, path: readonly string[], value: Json): JsonObject {
  const [first, ...rest] = path;
  if (first === undefined) return object;
  if (rest.length === 0) return { ...object, [first]: value };
  const inner = Object.hasOwn(object, first) ? object[first] : undefined;
  return { ...object, [first]: withPath(isJsonObject(inner) ? inner : {}, rest, value) };
}
