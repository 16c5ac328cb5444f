import { describe, expect, it } from "vitest";
import { answer, decision, input, table, valueOf } from "./drawn-for-tests.ts";

const AGE = [{ text: "age" }];
const asked = (attributes: string, rules: readonly (readonly string[])[], outputs = [{}]): string =>
  input("age") + decision("D", table(AGE, outputs, rules, attributes), { inputs: ["age"] });

const OVERLAPPING = [
  [">= 10", '"b"'],
  [">= 20", '"a"'],
  [">= 30", '"a"'],
];
const PRIORITIES = [{ values: '"a", "b", "c"' }];

describe("hit policies", () => {
  it("unique: one rule answers, two make null", async () => {
    expect(await valueOf(asked("", OVERLAPPING), "D", { age: 15 })).toBe("b");
    expect(await valueOf(asked('hitPolicy="UNIQUE"', OVERLAPPING), "D", { age: 25 })).toBeNull();
    expect(await valueOf(asked("", OVERLAPPING), "D", { age: 5 })).toBeNull();
  });

  it("any: rules that agree answer, others make null", async () => {
    const agreeing = OVERLAPPING.slice(1);
    expect(await valueOf(asked('hitPolicy="ANY"', agreeing), "D", { age: 35 })).toBe("a");
    expect(await valueOf(asked('hitPolicy="ANY"', OVERLAPPING), "D", { age: 35 })).toBeNull();
  });

  it("first: the first rule met answers alone", async () => {
    expect(await answer(asked('hitPolicy="FIRST"', OVERLAPPING), "D", { age: 35 })).toMatchObject({
      value: "b",
      matched: [{ decision: "D", table: "t", rules: ["r1"] }],
      facts: ["age"],
    });
  });

  it("priority and output order: the order of the output values decides", async () => {
    expect(await valueOf(asked('hitPolicy="PRIORITY"', OVERLAPPING, PRIORITIES), "D", { age: 25 })).toBe("a");
    expect(
      await valueOf(asked('hitPolicy="OUTPUT ORDER"', OVERLAPPING, PRIORITIES), "D", { age: 35 }),
    ).toEqual(["a", "a", "b"]);
  });

  it("priority over several outputs weighs the first column most", async () => {
    const outputs = [
      { name: "x", values: '"high", "low"' },
      { name: "y", values: "1, 2" },
    ];
    const rules = [
      ["-", '"low"', "1"],
      ["-", '"high"', "2"],
      ["-", '"high"', "1"],
    ];
    expect(await valueOf(asked('hitPolicy="PRIORITY"', rules, outputs), "D", { age: 1 })).toEqual({
      x: "high",
      y: 1,
    });
  });

  it("rule order and collect: every rule met, in the table's order", async () => {
    expect(await valueOf(asked('hitPolicy="RULE ORDER"', OVERLAPPING), "D", { age: 25 })).toEqual(["b", "a"]);
    expect(await valueOf(asked('hitPolicy="COLLECT"', OVERLAPPING), "D", { age: 5 })).toEqual([]);
  });

  it("collect with an aggregator: sum, least, greatest, count", async () => {
    const rules = [
      ["-", "0.1"],
      ["> 5", "0.2"],
      ["> 50", "9"],
    ];
    const collected = (aggregation: string, age: number): Promise<unknown> =>
      valueOf(asked(`hitPolicy="COLLECT" aggregation="${aggregation}"`, rules), "D", { age });
    expect(await Promise.all(["SUM", "MIN", "MAX", "COUNT"].map((each) => collected(each, 10)))).toEqual([
      0.3, 0.1, 0.2, 2,
    ]);
  });

  it("an unknown policy is null", async () => {
    expect(await valueOf(asked('hitPolicy="LUCKY"', OVERLAPPING), "D", { age: 15 })).toBeNull();
  });
});

describe("cells", () => {
  it("test the input, use its sign ?, and read other inputs", async () => {
    const rules = [
      ["[1..5)", '"few"'],
      ["not(< 5, > 100)", '"some"'],
      ["? > limit", '"many"'],
    ];
    const body =
      input("age") + input("limit") + decision("D", table(AGE, [{}], rules), { inputs: ["age", "limit"] });
    expect(await Promise.all([1, 50, 101].map((age) => valueOf(body, "D", { age, limit: 100 })))).toEqual([
      "few",
      "some",
      "many",
    ]);
  });

  it("give the default output when no rule is met", async () => {
    const outputs = [{ name: "x", otherwise: '"none"' }, { name: "y" }];
    expect(await valueOf(asked("", [["> 5", "1", "2"]], outputs), "D", { age: 1 })).toEqual({
      x: "none",
      y: null,
    });
  });

  it("give a context of several outputs, with names as the columns have them", async () => {
    const outputs = [
      { name: "the grade", type: "string" },
      { name: "points", type: "number" },
    ];
    expect(await valueOf(asked("", [["-", '"A"', "1 + 1"]], outputs), "D", { age: 1 })).toEqual({
      "the grade": "A",
      points: 2,
    });
  });

  it("see null for an input outside its allowed values", async () => {
    const rules = [
      ['"low"', "1"],
      ["null", "9"],
    ];
    const body =
      input("risk") +
      decision("D", table([{ text: "risk", values: '"low", "high"' }], [{}], rules), { inputs: ["risk"] }) +
      decision("broken", table([{ text: '"low"', values: "1==1" }], [{}], rules));
    expect([
      await valueOf(body, "D", { risk: "low" }),
      await valueOf(body, "D", { risk: "high" }),
      await valueOf(body, "D", { risk: "odd" }),
      await valueOf(body, "broken"),
    ]).toEqual([1, null, 9, 9]);
  });

  it("give null for an output outside its allowed values, column by column", async () => {
    const columns = [
      { name: "grade", values: '"A", "B"' },
      { name: "days", values: "string length(string(?)) < 3" },
    ];
    const body = decision("D", table([{ text: "1" }], columns, [["1", '"C"', "20"]]));
    expect(await valueOf(body, "D")).toEqual({ grade: null, days: 20 });
  });

  it("answer for the value alone unless they speak of it", async () => {
    const cells = ["?", 'string length("?") = 1', "string length(?) = 1", "true"];
    const body = cells.map((cell, index) =>
      decision(`D${index}`, table([{ text: '"x"' }], [{}], [[cell, "1"]])),
    );
    expect(await Promise.all(cells.map((_cell, index) => valueOf(body.join(""), `D${index}`)))).toEqual([
      1,
      null,
      1,
      null,
    ]);
  });

  it("compare dates given as text with dates in the table", async () => {
    const rules = [
      ['< date("2023-12-01")', '"20wd"'],
      ['>= date("2023-12-01")', '"10wd"'],
    ];
    const body =
      input("acceptedOn", "date") +
      decision("limit", table([{ text: "acceptedOn" }], [{}], rules), { inputs: ["acceptedOn"] });
    expect([
      await valueOf(body, "limit", { acceptedOn: "2023-11-30" }),
      await valueOf(body, "limit", { acceptedOn: "2023-12-01" }),
    ]).toEqual(["20wd", "10wd"]);
  });
});
