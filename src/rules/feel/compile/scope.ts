import { canonicalName } from "../syntax/name.ts";
import type { FeelContext, FeelValue, Run } from "../value/value.ts";

/** What names stand for where an expression is evaluated, and the run it belongs to. */
export type Scope = {
  /** By canonical name; undefined when nothing has that name. */
  readonly find: (name: string) => FeelValue | undefined;
  readonly run: Run;
};

/** Evaluates one construct in a scope; never throws for a fault in the expression. */
export type Evaluator = (scope: Scope) => FeelValue;

/** A scope of these names alone; keys are canonical names. */
export const scopeOf = (names: ReadonlyMap<string, FeelValue>, run: Run): Scope => ({
  find: (name) => names.get(name),
  run,
});

/** A scope in which these names hide the outer ones; keys are canonical names. */
export const within = (outer: Scope, names: ReadonlyMap<string, FeelValue>): Scope => ({
  find: (name) => {
    const found = names.get(name);
    return found === undefined ? outer.find(name) : found;
  },
  run: outer.run,
});

/** The entries of a context as names in scope. */
export function namesOf(context: FeelContext): ReadonlyMap<string, FeelValue> {
  for (const key of context.keys()) {
    if (canonicalName(key) !== key) {
      return new Map([...context].map(([name, value]) => [canonicalName(name), value]));
    }
  }
  return context;
}

/** The entry of a context under a name, however its spaces are written. */
export function entryOf(context: FeelContext, name: string): FeelValue | undefined {
  const exact = context.get(name);
  if (exact !== undefined) return exact;
  const wanted = canonicalName(name);
  for (const [key, value] of context) if (canonicalName(key) === wanted) return value;
  return undefined;
}
