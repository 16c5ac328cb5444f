import { expect, test } from "vitest";
import { judgeInstant } from "./judge-instant.ts";
import type { InstantRule } from "../parts/matter-instant.ts";

const name = { zh: "名称", en: "name" };
const law = { law: name, article: name };
const source = { kind: "applicant", register: "population", key: "=form.idNo" } as const;
const RULE: InstantRule = {
  facts: ["person", "scope"].map((id) => ({ id, name, source })),
  conditions: [
    { id: "identity", name, ...law, facts: ["person"] },
    { id: "scopeListed", name, ...law, facts: ["scope"] },
  ],
  sampling: { percent: 10 },
};
const FACTS = { person: { found: true }, scope: { holds: true } };

test("everything answered yes is granted, and nothing else is", () => {
  expect(judgeInstant(RULE, FACTS, { identity: true, scopeListed: true }).holds).toBe(true);
  for (const answered of [
    { identity: true, scopeListed: false },
    { identity: true, scopeListed: null },
    { identity: true },
    { identity: true, scopeListed: "true" },
    [{ condition: "identity", holds: true }],
    [],
    null,
    true,
    "yes",
  ])
    expect(judgeInstant(RULE, FACTS, answered).holds).toBe(false);
});

test("each condition says what became of it", () => {
  const told = (facts: typeof FACTS | object, answered: Parameters<typeof judgeInstant>[2]) =>
    judgeInstant(RULE, { ...facts }, answered).conditions.map(({ result }) => result);
  expect(told(FACTS, { identity: true, scopeListed: false })).toEqual(["holds", "fails"]);
  expect(told(FACTS, { identity: true })).toEqual(["holds", "unanswered"]);
  expect(told({ person: null, scope: { holds: true } }, { identity: true, scopeListed: true })).toEqual([
    "factMissing",
    "holds",
  ]);
});

test("a fact that is missing leaves the decision to a person even where no condition rests on it", () => {
  const rule = { ...RULE, facts: [...RULE.facts, { id: "outside", name, source }] };
  const answered = { identity: true, scopeListed: true };
  expect(judgeInstant(rule, FACTS, answered).holds).toBe(false);
  expect(judgeInstant(rule, { ...FACTS, outside: {} }, answered).holds).toBe(true);
});

test("a list of answers counts like a context, and answers that contradict each other count as none", () => {
  const listed = [
    { condition: "identity", holds: true },
    { condition: "scopeListed", holds: true },
  ];
  expect(judgeInstant(RULE, FACTS, listed).holds).toBe(true);
  const against = [...listed, { condition: "identity", holds: false }];
  expect(judgeInstant(RULE, FACTS, against).conditions[0]?.result).toBe("unanswered");
});

test("a matter without conditions is never granted by rule", () => {
  expect(judgeInstant({ ...RULE, facts: [], conditions: [] }, {}, {}).holds).toBe(false);
});
