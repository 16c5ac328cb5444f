import { operatorOf, readChain } from "./chain.ts";
import { childrenOf, type Leaf, type TextOf } from "./leaf.ts";
import { decodeString } from "./string-literal.ts";
import { tidyName } from "./name.ts";
import { readType } from "./read-type.ts";
import type { Arguments, ContextEntry, Iteration, Parameter, Syntax } from "./syntax.ts";

/** Turns the grammar's tree (free of errors) into our own syntax. */
export function readSyntax(node: Leaf, textOf: TextOf): Syntax {
  const read = (leaf: Leaf): Syntax => readSyntax(leaf, textOf);
  const kids = childrenOf(node);
  const text = (leaf: Leaf = node): string => textOf(leaf.from, leaf.to);
  switch (node.name) {
    case "Expression":
    case "FunctionBody":
    case "PositiveUnaryTest":
    case "UnaryTests":
      return readUnaryOrInner(node, kids, read);
    case "ParenthesizedExpression":
      return read(at(kids, 1));
    case "NumericLiteral":
      return { kind: "constant", value: Number(text().replaceAll(/\s/g, "")) };
    case "StringLiteral":
      return { kind: "constant", value: decodeString(text()) };
    case "BooleanLiteral":
      return { kind: "constant", value: text() === "true" };
    case "null":
      return { kind: "constant", value: null };
    case "VariableName":
    case "SpecialFunctionName":
      return { kind: "name", name: tidyName(text()), from: node.from };
    case "?":
      return { kind: "input" };
    case "Wildcard":
      return { kind: "wildcard" };
    case "List":
      return { kind: "list", items: kids.slice(1, -1).map(read) };
    case "Context":
      return { kind: "context", entries: kids.slice(1, -1).map((entry) => readEntry(entry, textOf)) };
    case "PathExpression":
      return { kind: "path", of: read(at(kids, 0)), name: tidyName(text(at(kids, 2))) };
    case "FilterExpression":
      return { kind: "filter", of: read(at(kids, 0)), test: read(at(kids, 2)) };
    case "FunctionInvocation":
      return { kind: "call", callee: read(at(kids, 0)), values: readArguments(kids, textOf) };
    case "DateTimeLiteral":
      return readDateTime(kids, textOf);
    case "FunctionDefinition":
      return readFunction(kids, textOf);
    default:
      return readOperator(node, kids, textOf);
  }
}

function readOperator(node: Leaf, kids: readonly Leaf[], textOf: TextOf): Syntax {
  const read = (leaf: Leaf): Syntax => readSyntax(leaf, textOf);
  const text = (leaf: Leaf): string => textOf(leaf.from, leaf.to);
  switch (node.name) {
    case "IfExpression": {
      const otherwise = kids[5];
      return {
        kind: "if",
        test: read(at(kids, 1)),
        met: read(at(kids, 3)),
        otherwise: otherwise === undefined ? { kind: "constant", value: null } : read(otherwise),
      };
    }
    case "ForExpression":
      return { kind: "for", iterations: readIterations(at(kids, 1), textOf), body: read(at(kids, 3)) };
    case "QuantifiedExpression":
      return {
        kind: "quantified",
        every: at(kids, 0).name === "every",
        iterations: readIterations(at(kids, 1), textOf),
        test: read(at(kids, 3)),
      };
    case "Disjunction":
    case "Conjunction":
    case "Comparison":
      return readChain(node, { read, textOf: text });
    case "InstanceOfExpression":
      return { kind: "instance", value: read(at(kids, 0)), type: readType(at(kids, 3), textOf) };
    case "ArithmeticExpression":
      if (kids.length === 2) return { kind: "negate", operand: read(at(kids, 1)) };
      return {
        kind: "arithmetic",
        sign: text(at(kids, 1)),
        left: read(at(kids, 0)),
        right: read(at(kids, 2)),
      };
    case "SimplePositiveUnaryTest":
      if (kids.length === 1) return read(at(kids, 0));
      return { kind: "half range", operator: operatorOf(text(at(kids, 0))), bound: read(at(kids, 1)) };
    case "Interval":
      return {
        kind: "range",
        start: read(at(kids, 1)),
        end: read(at(kids, 3)),
        startIncluded: at(kids, 0).name === "[",
        endIncluded: at(kids, 4).name === "]",
      };
    default:
      throw new Error(`the FEEL grammar gave an unknown construct ${node.name}`);
  }
}

function readUnaryOrInner(node: Leaf, kids: readonly Leaf[], read: (leaf: Leaf) => Syntax): Syntax {
  if (node.name !== "UnaryTests") return read(at(kids, 0));
  const first = at(kids, 0);
  const negated = first.name === "not";
  const tests = negated ? at(kids, 2) : first;
  const items = tests.name === "PositiveUnaryTests" ? childrenOf(tests) : [tests];
  return { kind: "unary tests", negated, tests: items.map(read) };
}

function readEntry(entry: Leaf, textOf: TextOf): ContextEntry {
  const [key, value] = childrenOf(entry);
  const name = key?.firstChild;
  if (key === undefined || value === undefined || name == null) throw new Error("a context entry has no key");
  const text = textOf(key.from, key.to);
  return {
    key: name.name === "StringLiteral" ? decodeString(text) : tidyName(text),
    value: readSyntax(value, textOf),
  };
}

function readArguments(kids: readonly Leaf[], textOf: TextOf): Arguments {
  const list = kids.find(({ name }) => name === "PositionalParameters" || name === "NamedParameters");
  if (list === undefined) return { kind: "positional", values: [] };
  if (list.name === "PositionalParameters") {
    return { kind: "positional", values: childrenOf(list).map((each) => readSyntax(each, textOf)) };
  }
  const values = childrenOf(list).map((each) => {
    const [name, value] = [at(childrenOf(each), 0), at(childrenOf(each), 1)];
    return { name: tidyName(textOf(name.from, name.to)), value: readSyntax(value, textOf) };
  });
  return { kind: "named", values };
}

/** `date("…")`, `date and time(…)` and `@"…"`, which are calls of built-ins in another dress. */
function readDateTime(kids: readonly Leaf[], textOf: TextOf): Syntax {
  const head = at(kids, 0);
  if (head.name === "AtLiteral") {
    const value = readSyntax(at(childrenOf(head), 0), textOf);
    const callee: Syntax = { kind: "name", name: "@", from: head.from };
    return { kind: "call", callee, values: { kind: "positional", values: [value] } };
  }
  const callee: Syntax = { kind: "name", name: tidyName(textOf(head.from, head.to)), from: head.from };
  return { kind: "call", callee, values: readArguments(kids, textOf) };
}

function readFunction(kids: readonly Leaf[], textOf: TextOf): Syntax {
  const formal = kids.find(({ name }) => name === "FormalParameters");
  const body = kids.find(({ name }) => name === "FunctionBody");
  if (body === undefined) throw new Error("a function has no body");
  const parameters =
    formal === undefined ? [] : childrenOf(formal).map((each) => readParameter(each, textOf));
  const external = kids.some(({ name }) => name === "external");
  return { kind: "function", parameters, body: readSyntax(body, textOf), external };
}

function readParameter(node: Leaf, textOf: TextOf): Parameter {
  const [name, type] = childrenOf(node);
  if (name === undefined) throw new Error("a parameter has no name");
  return {
    name: tidyName(textOf(name.from, name.to)),
    type: type === undefined ? null : readType(type, textOf),
  };
}

function readIterations(node: Leaf, textOf: TextOf): readonly Iteration[] {
  return childrenOf(node).map((each) => {
    const [name, , source] = childrenOf(each);
    if (name === undefined || source === undefined) throw new Error("an iteration has no source");
    const bounds = source.name === "IterationContext" ? childrenOf(source) : [source];
    const end = bounds[2];
    return {
      name: tidyName(textOf(name.from, name.to)),
      from: readSyntax(at(bounds, 0), textOf),
      to: end === undefined ? null : readSyntax(end, textOf),
    };
  });
}

function at(kids: readonly Leaf[], index: number): Leaf {
  const found = kids[index];
  if (found === undefined) throw new Error(`the FEEL grammar gave no child ${index}`);
  return found;
}
