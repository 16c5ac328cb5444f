import { problem } from "#kernel";
import { compile } from "../../feel/compile/compile.ts";
import { within, type Evaluator, type Scope } from "../../feel/compile/scope.ts";
import type { FeelType } from "../../feel/type/type.ts";
import type { FeelValue } from "../../feel/value/value.ts";
import type { Boxed, InputClause, OutputClause, Rule } from "../model.ts";
import {
  compileText,
  declaredType,
  NOTHING,
  readText,
  typed,
  withNames,
  type Environment,
} from "./environment.ts";
import { answerBy, type Hit, type Output } from "./hit-policy.ts";

type Table = Extract<Boxed, { readonly kind: "table" }>;

type Input = {
  readonly value: Evaluator;
  /** Null where any value will do. */
  readonly allowed: Evaluator | null;
};

type CompiledRule = {
  readonly name: string | number;
  readonly tests: readonly Evaluator[];
  readonly outputs: readonly Evaluator[];
};

/** A decision table (DMN 1.5, chapter 8): rules whose every test is met, and what the hit policy makes of them. */
export function compileTable(table: Table, environment: Environment): Evaluator {
  const inputs = table.inputs.map((input) => compileInput(input, environment));
  const inputTypes = table.inputs.map(({ typeRef }) => declaredType(environment, typeRef));
  const outputs = table.outputs.map((output) => compileOutput(output, table, environment));
  const rules = table.rules.map((rule, index) => compileRule(rule, index, table, inputTypes, environment));
  const answer = policyOf(table, environment);
  return (scope) => {
    const scopes = inputs.map(({ value, allowed }) =>
      testing(allowedValue(value(scope), allowed, scope), scope),
    );
    const hits: Hit[] = [];
    for (const rule of rules) {
      if (!rule.tests.every((test, index) => test(scopes[index] ?? scope) === true)) continue;
      const given = rule.outputs.map((output, column) =>
        allowedValue(output(scope), outputs[column]?.allowed ?? null, scope),
      );
      hits.push({ name: rule.name, outputs: given });
      if (table.hitPolicy === "FIRST") break;
    }
    const answered = answer(hits, outputs, scope);
    scope.run.onTable?.({ table: table.id ?? environment.element, rules: answered.rules });
    return answered.value;
  };
}

const testing = (value: FeelValue, scope: Scope): Scope => within(scope, new Map([["?", value]]));

/** A value outside the allowed values of its column is null. */
function allowedValue(value: FeelValue, allowed: Evaluator | null, scope: Scope): FeelValue {
  if (value === null || allowed === null || allowed(testing(value, scope)) === true) return value;
  scope.run.warnings.push("a value is outside the allowed values of its column");
  return null;
}

/** The tests of a column's allowed values; broken ones are told and allow nothing. */
function allowedBy(text: string | null, type: FeelType, environment: Environment): Evaluator | null {
  if (text === null) return null;
  return compileText(text, withNames(environment, [{ name: "?", type }]), true) ?? NOTHING;
}

function policyOf(table: Table, environment: Environment): ReturnType<typeof answerBy> {
  const { hitPolicy, aggregation } = table;
  if (typeof hitPolicy === "string") {
    const prior = hitPolicy === "PRIORITY" || hitPolicy === "OUTPUT ORDER";
    if (prior && !table.outputs.some(({ allowedValues }) => allowedValues !== null)) {
      environment.fault(problem("DMN_PRIORITY_WITHOUT_VALUES", { name: environment.element }));
    }
    return answerBy(hitPolicy, aggregation);
  }
  environment.fault(
    problem("DMN_HIT_POLICY_UNKNOWN", { name: environment.element, policy: hitPolicy.unknown }),
  );
  return () => ({ value: null, rules: [] });
}

function compileInput(input: InputClause, environment: Environment): Input {
  const type = declaredType(environment, input.typeRef);
  const value = typed(compileText(input.text, environment) ?? NOTHING, type);
  return { value, allowed: allowedBy(input.allowedValues, type, environment) };
}

function compileRule(
  rule: Rule,
  index: number,
  table: Table,
  types: readonly FeelType[],
  environment: Environment,
): CompiledRule {
  if (rule.tests.length !== table.inputs.length || rule.outputs.length !== table.outputs.length) {
    environment.fault(problem("DMN_RULE_WIDTH", { name: environment.element, rule: index + 1 }));
  }
  const tests = table.inputs.map((_input, column) => {
    const text = rule.tests[column] ?? "";
    if (text === "" || text === "-") return ALWAYS;
    const type = types[column];
    const names = [{ name: "?", ...(type === undefined ? {} : { type }) }];
    return compileText(text, withNames(environment, names), true) ?? NOTHING;
  });
  const outputs = table.outputs.map(({ typeRef }, column) => {
    const { text, typeRef: own } = rule.outputs[column] ?? { text: "", typeRef: null };
    const given = typed(compileText(text, environment) ?? NOTHING, declaredType(environment, own));
    return typed(given, declaredType(environment, typeRef));
  });
  return { name: rule.id ?? index + 1, tests, outputs };
}

const ALWAYS: Evaluator = () => true;

function compileOutput(output: OutputClause, table: Table, environment: Environment): Output {
  const type = declaredType(environment, output.typeRef);
  return {
    name: table.outputs.length === 1 ? null : output.name,
    otherwise:
      output.defaultText === null
        ? null
        : typed(compileText(output.defaultText, environment) ?? NOTHING, type),
    allowed: allowedBy(output.allowedValues, type, environment),
    priorities: prioritiesOf(output.allowedValues, environment),
  };
}

/** The allowed values one by one, the first being the most important. */
function prioritiesOf(allowedValues: string | null, environment: Environment): Output["priorities"] {
  if (allowedValues === null) return [];
  const read = readText(allowedValues, withNames(environment, [{ name: "?" }]), true);
  if (read === null || read.syntax.kind !== "unary tests") return [];
  return read.syntax.tests.map((test) => {
    const single = compile({ kind: "unary tests", negated: false, tests: [test] });
    return (value, scope) => single(within(scope, new Map([["?", value]]))) === true;
  });
}
