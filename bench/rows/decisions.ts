import { performance } from "node:perf_hooks";
import { ZenEngine } from "@gorules/zen-engine";
import { unaryTest } from "feelin";
import { expectOk, type Instant } from "#kernel";
import { compileModels, decide } from "#rules";
import type { Effort, Part, Row } from "../harness/row.ts";

/** One row of the table: for whom, from which area up to which, and what is demanded then. */
type Rule = { readonly kind: string; readonly from: number; readonly to: number; readonly days: number };

const KINDS = "restaurant canteen bakery snack drinks catering market store vending kitchen".split(" ");
const RULES: readonly Rule[] = KINDS.flatMap((kind, row) =>
  [0, 50, 150, 500, 3000].map((from, column, all) => ({
    kind,
    from,
    to: all[column + 1] ?? 1_000_000,
    days: 3 + row + column * 2,
  })),
);
const FACTS = KINDS.flatMap((kind, place) => [
  { kind, area: 20 + place },
  { kind, area: 700 + place },
  { kind, area: 5000 },
]);
const expected = ({ kind, area }: (typeof FACTS)[number]): number | undefined =>
  RULES.find((rule) => rule.kind === kind && rule.from <= area && area < rule.to)?.days;
const NOW = "2026-11-02T01:00:00.000Z" as Instant;

/** A decision table of fifty rules through our own path and two others. */
export const decisions: Row = {
  name: "decisions",
  title: "A decision table of 50 rules and two inputs (unique), one thread",
  units: { perSecond: "decisions/s", microseconds: "µs" },
  goals: [
    {
      name: "yiwang ÷ feelin cell by cell",
      of: ["yiwang", "perSecond"],
      by: ["feelin", "perSecond"],
      atLeast: 1,
    },
    { name: "yiwang ÷ zen-engine", of: ["yiwang", "perSecond"], by: ["zen-engine", "perSecond"], atLeast: 1 },
  ],
  notes: [
    "yiwang: `decide` on a DMN table compiled once, with the rules matched, the inputs read and the version in its answer.",
    "feelin: `unaryTest` on each cell's text until the rule is found; it reads the text anew each time and offers no other way.",
    "zen-engine: `ZenDecision.evaluate` (Rust, by promise) on a table created once, hit policy first.",
    "Every answer is compared with the table's own.",
  ],
  server: false,
  prepare: async (effort) => [await ourPart(effort), feelinPart(effort), zenPart(effort)],
};

const cells = ({ kind, from, to }: Rule): readonly [string, string] => [`"${kind}"`, `[${from}..${to})`];

async function ourPart(effort: Effort): Promise<Part> {
  const rows = RULES.map((rule, number) => {
    const [kind, area] = cells(rule);
    return `<rule id="r${number}"><inputEntry id="k${number}"><text>${kind}</text></inputEntry><inputEntry id="a${number}"><text>${area}</text></inputEntry><outputEntry id="o${number}"><text>${rule.days}</text></outputEntry></rule>`;
  });
  const xml = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="table" name="table" namespace="bench">
<inputData id="kind-data" name="kind"><variable id="kv" name="kind" typeRef="string"/></inputData>
<inputData id="area-data" name="area"><variable id="av" name="area" typeRef="number"/></inputData>
<decision id="days" name="days"><variable id="dv" name="days" typeRef="number"/>
<informationRequirement id="i1"><requiredInput href="#kind-data"/></informationRequirement>
<informationRequirement id="i2"><requiredInput href="#area-data"/></informationRequirement>
<decisionTable id="dt" hitPolicy="UNIQUE">
<input id="in1"><inputExpression id="e1" typeRef="string"><text>kind</text></inputExpression></input>
<input id="in2"><inputExpression id="e2" typeRef="number"><text>area</text></inputExpression></input>
<output id="out" typeRef="number"/>${rows.join("")}</decisionTable></decision></definitions>`;
  const models = await compileModels([{ xml }]);
  if (!models.ok) throw new Error(models.error.map(({ message }) => message.en).join());
  const compiled = models.value;
  return timed(
    "yiwang",
    effort,
    (facts) => expectOk(decide(compiled, "days", { ...facts }, { now: NOW })).value,
  );
}

function feelinPart(effort: Effort): Part {
  const table = RULES.map((rule) => ({ cells: cells(rule), days: rule.days }));
  const holds = (cell: string, value: string | number): boolean => {
    const answer: unknown = unaryTest(cell, { "?": value });
    return (
      answer === true ||
      (typeof answer === "object" && answer !== null && "value" in answer && answer.value === true)
    );
  };
  return timed(
    "feelin",
    effort,
    ({ kind, area }) => table.find((rule) => holds(rule.cells[0], kind) && holds(rule.cells[1], area))?.days,
  );
}

function zenPart(effort: Effort): Part {
  const engine = new ZenEngine();
  const rules = RULES.map((rule, number) => {
    const [kind, area] = cells(rule);
    return { _id: `r${number}`, in1: kind, in2: area, out: String(rule.days) };
  });
  const decision = engine.createDecision({
    nodes: [
      { id: "in", name: "in", type: "inputNode", position: { x: 0, y: 0 } },
      {
        id: "table",
        name: "table",
        type: "decisionTableNode",
        position: { x: 1, y: 0 },
        content: {
          hitPolicy: "first",
          inputs: [
            { id: "in1", name: "kind", type: "expression", field: "kind" },
            { id: "in2", name: "area", type: "expression", field: "area" },
          ],
          outputs: [{ id: "out", name: "days", type: "expression", field: "days" }],
          rules,
        },
      },
      { id: "out", name: "out", type: "outputNode", position: { x: 2, y: 0 } },
    ],
    edges: [
      { id: "e1", sourceId: "in", targetId: "table", type: "edge" },
      { id: "e2", sourceId: "table", targetId: "out", type: "edge" },
    ],
  });
  const part = timed("zen-engine", effort, async (facts) => (await decision.evaluate(facts)).result?.days);
  return { ...part, close: () => Promise.resolve(engine.dispose()) };
}

function timed(name: string, { quick }: Effort, answer: (facts: (typeof FACTS)[number]) => unknown): Part {
  return {
    name,
    run: async () => {
      const began = performance.now();
      const over = began + (quick ? 300 : 3000);
      let done = 0;
      while (performance.now() < over) {
        for (const facts of FACTS) {
          const given = answer(facts);
          const found = given instanceof Promise ? await given : given;
          if (found !== expected(facts))
            throw new Error(`${name} decides ${String(found)} for ${JSON.stringify(facts)}`);
          done += 1;
        }
      }
      const seconds = (performance.now() - began) / 1000;
      return { perSecond: done / seconds, microseconds: (seconds * 1e6) / done };
    },
  };
}
