import { childrenOf, type Leaf } from "./leaf.ts";
import type { CompareOperator, Syntax } from "./syntax.ts";
import { usesInput } from "./uses-input.ts";

/** One step after the first operand of a chain: what it makes of everything before it. */
type Step = { readonly binds: "or" | "and" | "comparison"; readonly make: (left: Syntax) => Syntax } & (
  | { readonly right: Syntax; readonly joins: (left: Syntax, right: Syntax) => Syntax }
  | { readonly right: null }
);

type Chain = { readonly first: Syntax; readonly steps: readonly Step[] };

export type ChainReader = {
  readonly read: (leaf: Leaf) => Syntax;
  readonly textOf: (leaf: Leaf) => string;
};

const LOGIC = ["Conjunction", "Disjunction"];

/**
 * A chain of `and`, `or`, comparisons, `between` and `in`, grouped by FEEL's precedence (DMN 1.5, 10.3.1.2,
 * from `or` up to the comparisons). The grammar reads `a in [1] and b` as `a in ([1] and b)`: only the first
 * operand of an unbracketed test is the test, unless it speaks of `?` and so tests as a whole.
 */
export function readChain(node: Leaf, reader: ChainReader): Syntax {
  return grouped(chainOf(node, reader));
}

function chainOf(node: Leaf, reader: ChainReader): Chain {
  const kids = childrenOf(node);
  const [left, operator, right] = kids;
  if (left === undefined || operator === undefined || right === undefined || !isChain(node)) {
    return { first: reader.read(node), steps: [] };
  }
  const before = chainOf(left, reader);
  const after = LOGIC.includes(node.name)
    ? joined(node.name === "Conjunction" ? "and" : "or", right, reader)
    : comparing(kids, operator, right, reader);
  return { first: before.first, steps: [...before.steps, ...after] };
}

const isChain = (node: Leaf): boolean => LOGIC.includes(node.name) || node.name === "Comparison";

function joined(kind: "and" | "or", right: Leaf, reader: ChainReader): readonly Step[] {
  const chain = chainOf(right, reader);
  return [binary(kind, chain.first, (left, other) => ({ kind, left, right: other })), ...chain.steps];
}

const binary = (
  binds: Step["binds"],
  right: Syntax,
  joins: (left: Syntax, right: Syntax) => Syntax,
): Step => ({
  binds,
  right,
  joins,
  make: (left) => joins(left, right),
});

function comparing(kids: readonly Leaf[], operator: Leaf, right: Leaf, reader: ChainReader): readonly Step[] {
  if (operator.name === "between") {
    const high = kids[4];
    if (high === undefined) throw new Error("the FEEL grammar gave a between without an end");
    const low = reader.read(right);
    return upTo(chainOf(high, reader), (value, end) => ({ kind: "between", value, low, high: end }));
  }
  if (operator.name !== "in") {
    const sign = operatorOf(reader.textOf(operator));
    return upTo(chainOf(right, reader), (left, other) => ({
      kind: "compare",
      operator: sign,
      left,
      right: other,
    }));
  }
  const listed = kids.find(({ name }) => name === "PositiveUnaryTests");
  if (listed === undefined) return testing(right, reader);
  const tests = childrenOf(listed).map(reader.read);
  return [{ binds: "comparison", right: null, make: (value) => ({ kind: "in", value, tests }) }];
}

const upTo = (chain: Chain, joins: (left: Syntax, right: Syntax) => Syntax): readonly Step[] => [
  { binds: "comparison", right: null, make: (left) => joins(left, chain.first) },
  ...chain.steps,
];

/** The unbracketed test of `value in …`, and what the grammar took into it. */
function testing(tests: Leaf, reader: ChainReader): readonly Step[] {
  const inner = tests.name === "PositiveUnaryTest" ? childrenOf(tests)[0] : tests;
  if (inner === undefined) throw new Error("the FEEL grammar gave no test");
  const [sign, bound] = inner.name === "SimplePositiveUnaryTest" ? childrenOf(inner) : [];
  const chain = chainOf(bound ?? inner, reader);
  if (bound === undefined && usesInput(chain.first)) return upTo(alone(reader.read(inner)), membership);
  if (sign === undefined || bound === undefined) return upTo(chain, membership);
  const operator = operatorOf(reader.textOf(sign));
  return upTo(chain, (value, edge) => membership(value, { kind: "half range", operator, bound: edge }));
}

const alone = (first: Syntax): Chain => ({ first, steps: [] });

const membership = (value: Syntax, test: Syntax): Syntax => ({ kind: "in", value, tests: [test] });

/** Comparisons bind closest, then `and`, then `or`; each from the left. */
function grouped({ first, steps }: Chain): Syntax {
  for (const binds of ["or", "and"] as const) {
    const at = steps.findLastIndex((step) => step.binds === binds);
    const step = steps[at];
    if (step === undefined || step.right === null) continue;
    const left = grouped({ first, steps: steps.slice(0, at) });
    return step.joins(left, grouped({ first: step.right, steps: steps.slice(at + 1) }));
  }
  return steps.reduce((left, step) => step.make(left), first);
}

const OPERATORS: readonly CompareOperator[] = ["=", "!=", "<", "<=", ">", ">="];

export function operatorOf(text: string): CompareOperator {
  const found = OPERATORS.find((each) => each === text.trim());
  if (found === undefined) throw new Error(`the FEEL grammar gave an unknown operator ${text}`);
  return found;
}
