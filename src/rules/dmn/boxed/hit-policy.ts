import { arithmetic } from "../../feel/value/arithmetic.ts";
import { equal } from "../../feel/value/equal.ts";
import { compare } from "../../feel/value/order.ts";
import { isList, type FeelList, type FeelValue } from "../../feel/value/value.ts";
import type { Evaluator, Scope } from "../../feel/compile/scope.ts";
import type { Aggregator, HitPolicy } from "../model.ts";

/** A rule that was met, with its outputs in the order of the columns. */
export type Hit = { readonly name: string | number; readonly outputs: FeelList };

export type Output = {
  /** Null for the only output of a table, whose value then stands alone. */
  readonly name: string | null;
  readonly otherwise: Evaluator | null;
  /** Tests of the allowed values; null where any value will do. */
  readonly allowed: Evaluator | null;
  /** Tests of the allowed values, the most important first. */
  readonly priorities: readonly ((value: FeelValue, scope: Scope) => boolean)[];
};

type TableAnswer = { readonly value: FeelValue; readonly rules: readonly (string | number)[] };

type Answer = (hits: readonly Hit[], outputs: readonly Output[], scope: Scope) => TableAnswer;

/** What a hit policy makes of the rules met (DMN 1.5, 8.2.10); a broken policy (two unique hits) is null. */
export function answerBy(policy: HitPolicy, aggregation: Aggregator | null): Answer {
  return (hits, outputs, scope) => {
    if (hits.length === 0) return { value: unmet(policy, aggregation, outputs, scope), rules: [] };
    switch (policy) {
      case "UNIQUE":
        return hits.length === 1 ? first(hits, outputs) : violated(hits, scope, "more than one rule is met");
      case "ANY":
        return hits.every((hit) => equal(hit.outputs, hits[0]?.outputs ?? []) === true)
          ? { value: valueOf(hits[0], outputs), rules: namesOf(hits) }
          : violated(hits, scope, "the rules met do not agree");
      case "FIRST":
        return first(hits, outputs);
      case "PRIORITY":
        return first(byPriority(hits, outputs, scope), outputs);
      case "RULE ORDER":
        return listed(hits, outputs);
      case "OUTPUT ORDER":
        return listed(byPriority(hits, outputs, scope), outputs);
      case "COLLECT":
        if (aggregation === null) return listed(hits, outputs);
        return { value: aggregated(hits, outputs, aggregation), rules: namesOf(hits) };
    }
  };
}

const namesOf = (hits: readonly Hit[]): readonly (string | number)[] => hits.map(({ name }) => name);

const first = (hits: readonly Hit[], outputs: readonly Output[]): TableAnswer => ({
  value: valueOf(hits[0], outputs),
  rules: namesOf(hits.slice(0, 1)),
});

const listed = (hits: readonly Hit[], outputs: readonly Output[]): TableAnswer => ({
  value: hits.map((hit) => valueOf(hit, outputs)),
  rules: namesOf(hits),
});

function violated(hits: readonly Hit[], scope: Scope, why: string): TableAnswer {
  scope.run.warnings.push(why);
  return { value: null, rules: namesOf(hits) };
}

/** One output stands alone, several make a context. */
function valueOf(hit: Hit | undefined, outputs: readonly Output[]): FeelValue {
  return combined(
    outputs.map((_output, index) => hit?.outputs[index] ?? null),
    outputs,
  );
}

function combined(values: FeelList, outputs: readonly Output[]): FeelValue {
  if (outputs.length === 1) return values[0] ?? null;
  return new Map(outputs.map(({ name }, index) => [name ?? String(index + 1), values[index] ?? null]));
}

/** No rule met: the default outputs, else what the policy says of nothing. */
function unmet(
  policy: HitPolicy,
  aggregation: Aggregator | null,
  outputs: readonly Output[],
  scope: Scope,
): FeelValue {
  const many =
    policy === "RULE ORDER" || policy === "OUTPUT ORDER" || (policy === "COLLECT" && aggregation === null);
  if (outputs.some(({ otherwise }) => otherwise !== null)) {
    const value = combined(
      outputs.map(({ otherwise }) => otherwise?.(scope) ?? null),
      outputs,
    );
    return many && !isList(value) ? [value] : value;
  }
  if (many) return [];
  return policy === "COLLECT" && aggregation === "COUNT" ? 0 : null;
}

/** Hits in the order of their outputs' priorities, the first column weighing most; equals keep the rules' order. */
function byPriority(hits: readonly Hit[], outputs: readonly Output[], scope: Scope): readonly Hit[] {
  const ranked = hits.map((hit) => ({
    hit,
    ranks: outputs.map(({ priorities }, index) => {
      const found = priorities.findIndex((meets) => meets(hit.outputs[index] ?? null, scope));
      return found < 0 ? priorities.length : found;
    }),
  }));
  return ranked.toSorted((left, right) => compareRanks(left.ranks, right.ranks)).map(({ hit }) => hit);
}

function compareRanks(left: readonly number[], right: readonly number[]): number {
  const index = left.findIndex((rank, at) => rank !== right[at]);
  return index < 0 ? 0 : (left[index] ?? 0) - (right[index] ?? 0);
}

function aggregated(hits: readonly Hit[], outputs: readonly Output[], by: Aggregator): FeelValue {
  if (by === "COUNT") return hits.length;
  const columns = outputs.map((_output, index) => hits.map((hit) => hit.outputs[index] ?? null));
  return combined(
    columns.map((values) => reduced(values, by)),
    outputs,
  );
}

/** Sum, least or greatest; null when the values cannot be added or compared. */
function reduced(values: FeelList, by: Exclude<Aggregator, "COUNT">): FeelValue {
  const [start = null, ...rest] = values;
  return rest.reduce<FeelValue>((found, value) => {
    if (by === "SUM") return arithmetic("+", found, value);
    const order = compare(value, found);
    if (order === null) return null;
    return order === (by === "MIN" ? -1 : 1) ? value : found;
  }, start);
}
