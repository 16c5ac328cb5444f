import { assert, integer, property } from "fast-check";
import { describe, expect, it } from "vitest";
import { expectOk, type Instant, type Json, type JsonObject } from "#kernel";
import { compileFeel, evaluateFeel, evaluateUnaryTest, namesIn } from "./feel.ts";

const NOW = "2022-09-30T16:30:00.000Z" as Instant;

const valueOf = (text: string, context: JsonObject = {}): Json =>
  expectOk(evaluateFeel(text, context, { now: NOW })).value;

const meets = (tests: string, value: Json, context: JsonObject = {}): boolean =>
  expectOk(evaluateUnaryTest(tests, value, context, { now: NOW })).value;

describe("reading an expression", () => {
  it("tells where the syntax breaks", () => {
    const read = compileFeel("1 + ");
    expect(read).toMatchObject({ ok: false, error: { code: "FEEL_SYNTAX" } });
    const inside = compileFeel("if a then ) else 2");
    expect(inside.ok ? "" : inside.error.message.en).toContain("character 11");
  });

  it("refuses names that nothing defines when the names in force are given", () => {
    expect(compileFeel("工作日 + extra days", { names: ["工作日"] })).toMatchObject({
      ok: false,
      error: { code: "FEEL_NAME_UNKNOWN", message: { en: expect.stringContaining("“extra days”") } },
    });
    expect(compileFeel("count(lots[area > 5]) + 工作日", { names: ["lots", "工作日"] }).ok).toBe(true);
  });

  it("takes a variable that is called like a built-in before the built-in", () => {
    expect(valueOf("number", { number: "许补1号" })).toBe("许补1号");
    expect(valueOf('number("1,5", " ", ",")', {})).toBe(1.5);
  });

  it("refuses functions whose answer differs each time", () => {
    expect(compileFeel("random number() > 0.5")).toMatchObject({ ok: false, error: { code: "FEEL_IMPURE" } });
  });

  it("names what an expression reads from outside and nothing it defines itself", () => {
    const text = "for x in lots return {a: x.area, b: a * rate}.b + sum(function(y) y + base)";
    expect(namesIn(expectOk(compileFeel(text)))).toEqual(["lots", "rate", "base"]);
  });

  it("evaluates what was read once as often as needed", () => {
    const expression = expectOk(compileFeel("area * 2", { names: ["area"] }));
    const answers = [1, 2, 3].map((area) => expectOk(evaluateFeel(expression, { area }, { now: NOW })).value);
    expect(answers).toEqual([2, 4, 6]);
  });
});

describe("names", () => {
  it("may hold spaces, signs and Chinese characters", () => {
    const context = { "floor-area": 30, "applicant's age": 20, "经营 面积": 5, nested: { "a+b": 2 } };
    expect(valueOf("floor-area - 1", context)).toBe(29);
    expect(valueOf("applicant's age + 经营 面积", context)).toBe(25);
    expect(valueOf("nested.a+b", context)).toBe(2);
    expect(valueOf('{first name: "a", greeting: "hi " + first name}.greeting')).toBe("hi a");
  });

  it("is null with a warning when nothing has that name", () => {
    const answer = expectOk(evaluateFeel("nobody.age", {}, { now: NOW }));
    expect(answer.value).toBeNull();
    expect(answer.warnings[0]).toContain("nobody");
  });

  it("does not see what objects inherit", () => {
    expect(valueOf("constructor", {})).toBeNull();
    expect(valueOf("a.toString", { a: {} })).toBeNull();
  });
});

describe("the moment", () => {
  it("comes only from the instant handed in, on Shanghai's clock", () => {
    expect(valueOf("now()")).toBe("2022-10-01T00:30:00+08:00");
    expect(valueOf("today()")).toBe("2022-10-01");
    expect(valueOf('today() - date("2022-09-30")')).toBe("P1D");
  });
});

describe("numbers", () => {
  it("add up as decimals do", () => {
    expect(valueOf("0.1 + 0.2 = 0.3")).toBe(true);
    expect(valueOf("1.1 * 3")).toBe(3.3);
    expect(valueOf("decimal(2.675, 2)")).toBe(2.68);
    expect(valueOf("[round half up(-1.5, 0), round half down(-1.5, 0), decimal(2.5, 0)]")).toEqual([
      -2, -1, 2,
    ]);
    expect(valueOf("[round up(5.11, 1), round down(-5.19, 1), floor(-1.5), ceiling(1.25, 1)]")).toEqual([
      5.2, -5.1, -2, 1.3,
    ]);
  });

  it("are null where arithmetic is not defined", () => {
    for (const text of [
      "1 / 0",
      '"a" - 1',
      "1 + null",
      "null * 2",
      "sqrt(-1)",
      "log(0)",
      "modulo(1, 0)",
      "10 ** 400",
    ]) {
      expect(valueOf(text), text).toBeNull();
    }
  });

  it("leave a remainder with the divisor's sign", () => {
    expect(
      valueOf("[modulo(12, 5), modulo(-12, 5), modulo(12, -5), modulo(-12, -5), modulo(10.1, 4.5)]"),
    ).toEqual([2, 3, -3, -2, 1.1]);
  });

  it("round to themselves when they have no more places than asked", () => {
    assert(
      property(integer({ min: -1e9, max: 1e9 }), integer({ min: 0, max: 4 }), (whole, places) => {
        const number = whole / 10 ** places;
        expect(valueOf("round half up(n, p)", { n: number, p: places })).toBe(number);
      }),
    );
  });
});

describe("logic", () => {
  it("has three values", () => {
    expect(valueOf("[true and null, false and null, true or null, false or null, 1 and true]")).toEqual([
      null,
      false,
      true,
      null,
      null,
    ]);
    expect(valueOf("[not(true), not(null), not(1)]")).toEqual([false, null, null]);
  });

  it("cannot compare values of different kinds, and holds null equal to null alone", () => {
    expect(valueOf('[1 = "1", null = null, 1 = null, null != 1, 1 < "a"]')).toEqual([
      null,
      true,
      false,
      true,
      null,
    ]);
    expect(valueOf("[[1, 2] = [1, 2], {a: 1, b: 2} = {b: 2, a: 1}, [] = {}]")).toEqual([true, true, null]);
  });

  it("quantifies over every combination", () => {
    expect(valueOf("some x in [1, 2], y in [3, 4] satisfies x + y = 6")).toBe(true);
    expect(valueOf("every x in [1, 2] satisfies x > 1")).toBe(false);
    expect(valueOf("every x in [] satisfies false")).toBe(true);
    expect(valueOf("some x in null satisfies true")).toBeNull();
  });
});

describe("lists", () => {
  it("are filtered by position and by condition", () => {
    expect(valueOf("[10, 20, 30][2]")).toBe(20);
    expect(valueOf("[10, 20, 30][-1]")).toBe(30);
    expect(valueOf("[10, 20, 30][4]")).toBeNull();
    expect(valueOf("[10, 20, 30][item > 15]")).toEqual([20, 30]);
    expect(
      valueOf("lots[area > limit].name", {
        lots: [
          { name: "a", area: 3 },
          { name: "b", area: 9 },
        ],
        limit: 5,
      }),
    ).toEqual(["b"]);
    expect(valueOf("5[1]")).toBe(5);
  });

  it("are built by loops that may look back", () => {
    expect(valueOf("for i in 1..5 return if i = 1 then 1 else partial[-1] * i")).toEqual([1, 2, 6, 24, 120]);
    expect(valueOf('for i in 3..1, j in ["a"] return string(i) + j')).toEqual(["3a", "2a", "1a"]);
    expect(valueOf('for d in @"2024-02-28"..@"2024-03-01" return d')).toEqual([
      "2024-02-28",
      "2024-02-29",
      "2024-03-01",
    ]);
  });

  it("are counted, joined, cut and compared by the built-ins", () => {
    expect(
      valueOf('[min(3, 1, 2), max(["a", "c"]), sum([0.1, 0.2]), mean(1, 2), median([1, 3, 2, 8])]'),
    ).toEqual([1, "c", 0.3, 1.5, 2.5]);
    expect(valueOf("[stddev(2, 4, 7, 5), mode([6, 3, 9, 6, 6]), product(2, 3, 4)]")).toEqual([
      2.0816659994661326,
      [6],
      24,
    ]);
    expect(valueOf("[count([]), sum([]), min([]), all([]), any([])]")).toEqual([0, null, null, true, false]);
    expect(
      valueOf("[sublist([1, 2, 3], -2), insert before([1, 3], 2, 2), remove([1, 2], 1), reverse([1, 2])]"),
    ).toEqual([[2, 3], [1, 2, 3], [2], [2, 1]]);
    expect(
      valueOf(
        "[union([1, 2], [2, 3]), distinct values([1, 2, 1]), duplicate values([1, 2, 1]), flatten([[1, [2]], 3])]",
      ),
    ).toEqual([[1, 2, 3], [1, 2], [1], [1, 2, 3]]);
    expect(
      valueOf(
        "[index of([1, 2, null, 2], 2), list contains([null], null), append([1], 2, 3), concatenate([1], [2])]",
      ),
    ).toEqual([[2, 4], true, [1, 2, 3], [1, 2]]);
    expect(
      valueOf(
        "[list replace([2, 4, 7], 2, 9), list replace([2, 4, 7], function(item, new) item < 5, 0), partition([1, 2, 3], 2)]",
      ),
    ).toEqual([
      [2, 9, 7],
      [0, 0, 7],
      [[1, 2], [3]],
    ]);
    expect(valueOf("list replace([1, 2], function(item) true, 0)")).toBeNull();
    expect(valueOf("sort([{n: 2}, {n: 1}], function(a, b) a.n < b.n).n")).toEqual([1, 2]);
    expect(valueOf('string join(["a", null, "b"], ", ")')).toBe("a, b");
  });
});

describe("text", () => {
  it("counts characters, not code units", () => {
    expect(valueOf('string length("🐎马")')).toBe(2);
    expect(valueOf('substring("🐎马ab", 2, 2)')).toBe("马a");
    expect(valueOf('substring("abc", -2)')).toBe("bc");
    expect(valueOf('substring("abc", 0)')).toBeNull();
  });

  it("knows XPath's regular expressions", () => {
    expect(valueOf('replace("abc def", "([a-z]+) ([a-z]+)", "$2 $1")')).toBe("def abc");
    expect(
      valueOf(
        '[matches("Foo", "^fo*", "i"), matches("foobar", "f o o", "x"), matches("a", "[a-z-[aeiou]]"), matches("a", "[")]',
      ),
    ).toEqual([true, true, false, null]);
    expect(valueOf('split("a;b;;c", ";")')).toEqual(["a", "b", "", "c"]);
    expect(valueOf('extract("千山区 210311, 立山区 210304", "[0-9]{6}")')).toEqual(["210311", "210304"]);
  });

  it("becomes a number only as it is told to be written", () => {
    expect(valueOf('number("1.500,25", ".", ",")')).toBe(1500.25);
    expect(valueOf('number("1,5", ",", ",")')).toBeNull();
    expect(valueOf('number("abc", null, null)')).toBeNull();
  });

  it("may run over lines and hold escapes", () => {
    expect(valueOf('"a\nb" + "\\u4e2d\\""')).toBe('a\nb中"');
  });
});

describe("contexts and functions", () => {
  it("are put, merged and taken apart", () => {
    expect(valueOf('context put({a: 1}, "b", 2)')).toEqual({ a: 1, b: 2 });
    expect(valueOf('context put({a: {b: 1}}, ["a", "b"], 5)')).toEqual({ a: { b: 5 } });
    expect(valueOf("context merge([{a: 1}, {a: 2, b: 3}])")).toEqual({ a: 2, b: 3 });
    expect(valueOf('context([{key: "a", value: 1}])')).toEqual({ a: 1 });
    expect(valueOf("get entries({a: 1})")).toEqual([{ key: "a", value: 1 }]);
    expect(
      valueOf('[get value({a b: 1}, "a b"), get or else(null, 7), is defined(a.b), is defined(a)]', {
        a: {},
      }),
    ).toEqual([1, 7, false, true]);
    expect(valueOf("[assert(5, 5 > 3), assert(5, 5 < 3)]")).toEqual([5, null]);
  });

  it("may be called by name, with a typed parameter, and again by themselves", () => {
    expect(valueOf("{half: function(of: number) of / 2, r: half(of: 9)}.r")).toBe(4.5);
    expect(valueOf('{half: function(of: number) of, r: half("9")}.r')).toBeNull();
    expect(valueOf("{half: function(of) of, r: half(wrong: 9)}.r")).toBeNull();
    expect(valueOf('substring(string: "abc", start position: 2)')).toBe("bc");
    expect(valueOf("{f: function(n) if n <= 1 then 1 else n * f(n - 1), r: f(5)}.r")).toBe(120);
  });

  it("are null when they never end", () => {
    expect(valueOf("{f: function(n) f(n + 1), r: f(1)}.r")).toBeNull();
  });

  it("are null when Java is asked for", () => {
    expect(valueOf('function(x) external {java: {class: "java.lang.Math"}}')).toBeNull();
  });
});

describe("unary tests", () => {
  it("compare, hold and list", () => {
    expect([
      meets("> 5", 6),
      meets("[1..3)", 3),
      meets('"a", "b"', "b"),
      meets("not(1, 2)", 3),
      meets("-", null),
    ]).toEqual([true, false, true, true, true]);
    expect([
      meets("limits", 2, { limits: [1, 2] }),
      meets("? * 2 > limit", 3, { limit: 5 }),
      meets("> 5", "x"),
      meets("null", null),
    ]).toEqual([true, true, false, true]);
    expect([
      meets("true", true),
      meets("true", "x"),
      meets("false", false),
      meets('contains(?, "山")', "千山区"),
    ]).toEqual([true, false, true, true]);
  });
});

describe("types", () => {
  it("are recognised", () => {
    const instances = [
      "1 instance of number",
      "[1] instance of list<number>",
      '["a"] instance of list<number>',
      "{a: 1} instance of context<a: number>",
      "null instance of Any",
      "null instance of Null",
      "[1..2] instance of range<number>",
      '@"P1M" instance of years and months duration',
      "1 instance of nonsense",
    ];
    expect(instances.map((text) => valueOf(text))).toEqual([
      true,
      true,
      false,
      true,
      false,
      true,
      true,
      true,
      false,
    ]);
  });
});
