import type { Scope } from "../feel/compile/scope.ts";
import { canonicalName } from "../feel/syntax/name.ts";
import { coerce } from "../feel/type/conform.ts";
import type { FeelType } from "../feel/type/type.ts";
import { typedFromJson } from "../feel/type/typed-json.ts";
import { fromJson } from "../feel/value/json.ts";
import { isKind, type FeelFunction, type FeelValue, type Run, type TableHit } from "../feel/value/value.ts";
import type { CompiledElement, DecisionModels, Reference } from "./compiled.ts";
import { givenTo, givenValue, type Given, type GivenValue } from "./given.ts";

/** One evaluation: what was given, what is known so far, what was read. */
export type Session = {
  readonly models: DecisionModels;
  readonly run: Run;
  readonly given: Given;
  /** Values by key; a service's own session begins with its arguments. */
  readonly values: Map<string, FeelValue>;
  /** Decisions being evaluated, to find circles. */
  readonly open: Set<string>;
  readonly facts: Set<string>;
  readonly onTable: (element: CompiledElement, hit: TableHit) => void;
};

/** The value of an element, found once in a session. */
export function valueOf(key: string, session: Session): FeelValue {
  const known = session.values.get(key);
  if (known !== undefined) return known;
  const element = session.models.elements.get(key);
  if (element === undefined) return null;
  const value = evaluated(element, session);
  session.values.set(key, value);
  return value;
}

function evaluated(element: CompiledElement, session: Session): FeelValue {
  switch (element.kind) {
    case "input":
      return inputValue(element, session);
    case "decision": {
      if (session.open.has(element.key)) {
        session.run.warnings.push(`${element.name} needs itself`);
        return null;
      }
      session.open.add(element.key);
      const value = element.logic(scopeOf(element, session));
      session.open.delete(element.key);
      return value;
    }
    case "knowledge":
      return knowledgeFunction(element, session);
    case "service":
      return serviceFunction(element, session);
  }
}

/** Names lead where the requirements say; a name no element has may come from the input as it is. */
function scopeOf(
  element: Extract<CompiledElement, { readonly kind: "decision" | "knowledge" }>,
  session: Session,
): Scope {
  const isDecision = element.kind === "decision";
  return {
    find: (name) => {
      const reference = element.references.get(name);
      if (reference !== undefined) return referenced(reference, session);
      return isDecision ? undeclared(name, session) : undefined;
    },
    run: tracing(element, session, session.run),
  };
}

/** Tables evaluated in this run are told as this element's. */
const tracing = (element: CompiledElement, session: Session, run: Run): Run => ({
  ...run,
  onTable: (hit) => session.onTable(element, hit),
});

function knowledgeFunction(
  element: Extract<CompiledElement, { readonly kind: "knowledge" }>,
  session: Session,
): FeelValue {
  const made = element.logic(scopeOf(element, session));
  if (!isKind(made, "function")) return made;
  return { ...made, call: (values, run) => made.call(values, tracing(element, session, run)) };
}

function referenced(reference: Reference, session: Session): FeelValue {
  if (reference.kind === "element") return valueOf(reference.key, session);
  return new Map([...reference.elements].map(([name, key]) => [name, valueOf(key, session)]));
}

/**
 * Models drawn for Camunda read variables without declaring input data. Where the models do have an element
 * of that name it stays hidden, as DMN demands of what is not required.
 */
function undeclared(name: string, session: Session): FeelValue | undefined {
  for (const { name: taken } of session.models.elements.values()) {
    if (canonicalName(taken) === name) return undefined;
  }
  const found = givenValue(session.given, name);
  if (found === undefined) return undefined;
  session.facts.add(name);
  return found.kind === "feel" ? found.value : fromJson(found.value);
}

function inputValue(
  element: Extract<CompiledElement, { readonly kind: "input" }>,
  session: Session,
): FeelValue {
  const name = canonicalName(element.name);
  return takenAs(element, givenTo(element.model, name, session.given, session.models.models), session);
}

type Declared = { readonly name: string; readonly type: FeelType };

/** A given value by name, as its declared type takes it; null when it is not given. */
export const givenAs = (declared: Declared, session: Session): FeelValue =>
  takenAs(declared, givenValue(session.given, canonicalName(declared.name)), session);

function takenAs({ name, type }: Declared, found: GivenValue | undefined, session: Session): FeelValue {
  session.facts.add(name);
  if (found === undefined) return null;
  const value = found.kind === "feel" ? found.value : typedFromJson(found.value, type);
  const taken = coerce(value, type);
  if (taken === null && value !== null) session.run.warnings.push(`${name} is not of its declared type`);
  return taken;
}

/** A decision service as a function of its input data and input decisions (DMN 1.5, 10.4). */
function serviceFunction(
  service: Extract<CompiledElement, { readonly kind: "service" }>,
  session: Session,
): FeelFunction {
  return {
    kind: "function",
    name: service.name,
    parameters: service.parameters.map(({ name }) => name),
    variadic: false,
    call: (values, run) => {
      if (values.length > service.parameters.length) return null;
      const known = new Map<string, FeelValue>();
      for (const [index, { key, type }] of service.parameters.entries()) {
        const value = values[index];
        if (value === undefined) return null;
        known.set(key, coerce(value, type));
      }
      const inner: Session = { ...session, run, values: known, open: new Set() };
      return serviceResult(service, inner);
    },
  };
}

/** One output decision gives its value, several a context of them. */
function serviceResult(
  service: Extract<CompiledElement, { readonly kind: "service" }>,
  session: Session,
): FeelValue {
  const [only, ...more] = service.outputs;
  if (only === undefined) return null;
  if (more.length === 0) return coerce(valueOf(only, session), service.type);
  const names = service.outputs.map((key): [string, FeelValue] => [
    session.models.elements.get(key)?.name ?? key,
    valueOf(key, session),
  ]);
  return coerce(new Map(names), service.type);
}
