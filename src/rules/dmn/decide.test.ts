import { describe, expect, it } from "vitest";
import { expectOk } from "#kernel";
import { compileModels } from "./compile-models.ts";
import { decide } from "./decide.ts";
import {
  answer,
  compiledFrom,
  decision,
  definitions,
  input,
  knowledge,
  literal,
  NOW,
  table,
  valueOf,
} from "./drawn-for-tests.ts";

const service = (name: string, parts: string, variable = ""): string =>
  `<decisionService id="s_${name}" name="${name}">${variable}${parts}</decisionService>`;

describe("reading models", () => {
  it("reads every version from 1.1 on", async () => {
    const namespaces = [
      "http://www.omg.org/spec/DMN/20151101/dmn.xsd",
      "http://www.omg.org/spec/DMN/20180521/MODEL/",
      "https://www.omg.org/spec/DMN/20191111/MODEL/",
      "https://www.omg.org/spec/DMN/20211108/MODEL/",
      "https://www.omg.org/spec/DMN/20240513/MODEL/",
    ];
    for (const namespace of namespaces) {
      const models = await compiledFrom(definitions(decision("D", literal("1 + 1")), "urn:v", namespace));
      expect(expectOk(decide(models, "D", {}, { now: NOW })).value, namespace).toBe(2);
    }
  });

  it("refuses what is not DMN, naming the file", async () => {
    const read = await compileModels([
      { path: "x.dmn", xml: "<definitions" },
      { path: "y.dmn", xml: "<a/>" },
    ]);
    expect(read).toMatchObject({
      ok: false,
      error: [{ code: "DMN_UNREADABLE" }, { code: "DMN_UNREADABLE" }],
    });
  });

  it("names the version by the text: the same rules, the same version", async () => {
    const [one, again, other] = await Promise.all(
      ["1", "1", "2"].map((text) => answer(decision("D", literal(text)), "D")),
    );
    expect([one?.version === again?.version, one?.version === other?.version]).toEqual([true, false]);
  });

  it("finds a decision by id or by name, and says so when there is none", async () => {
    const models = await compiledFrom(definitions(decision("D", literal("1"))));
    expect(expectOk(decide(models, "d_D", {}, { now: NOW })).value).toBe(1);
    expect(decide(models, "E", {}, { now: NOW })).toMatchObject({
      ok: false,
      error: { code: "DECISION_UNKNOWN" },
    });
  });
});

describe("requirements", () => {
  it("are evaluated once and seen by name, spaces included", async () => {
    const body =
      input("floor area", "number") +
      decision("is small", literal("floor area < 50"), { inputs: ["floor area"] }) +
      decision("D", literal('if is small then "备案" else "许可"'), { decisions: ["is small"] });
    expect(await answer(body, "D", { "floor area": 20 })).toMatchObject({
      value: "备案",
      facts: ["floor area"],
    });
  });

  it("hide what is not required", async () => {
    const body = input("a") + decision("hidden", literal("1")) + decision("D", literal("[a, hidden]"));
    expect(await valueOf(body, "D", { a: 1 })).toEqual([null, null]);
  });

  it("let models drawn without input data read the input as it is", async () => {
    const body = decision("D", table([{ text: "season" }], [{}], [['"winter"', '"stew"']]));
    expect(await answer(body, "D", { season: "winter" })).toMatchObject({ value: "stew", facts: ["season"] });
  });

  it("make null of a circle", async () => {
    const body =
      decision("A", literal("B"), { decisions: ["B"] }) + decision("B", literal("A"), { decisions: ["A"] });
    expect(await valueOf(body, "A")).toBeNull();
  });
});

const ITEMS =
  '<itemDefinition name="tGrade"><typeRef>string</typeRef><allowedValues><text>"A", "B"</text></allowedValues></itemDefinition>' +
  '<itemDefinition name="tGrades" isCollection="true"><typeRef>tGrade</typeRef></itemDefinition>' +
  '<itemDefinition name="tShort" isCollection="true"><typeRef>number</typeRef><typeConstraint><text>count(?) &lt; 3</text></typeConstraint></itemDefinition>' +
  '<itemDefinition name="tPerson"><itemComponent name="full name"><typeRef>string</typeRef></itemComponent><itemComponent name="born"><typeRef>date</typeRef></itemComponent></itemDefinition>';

describe("types", () => {
  it("take a list of one for its item and an item for a list of one", async () => {
    const body =
      decision("item", literal("[5]"), { type: "number" }) +
      ITEMS +
      decision("list", literal('"A"'), { type: "tGrades" });
    expect([await valueOf(body, "item"), await valueOf(body, "list")]).toEqual([5, ["A"]]);
  });

  it("make null of what does not conform", async () => {
    const body =
      ITEMS +
      input("g", "tGrade") +
      decision("D", literal("g"), { inputs: ["g"] }) +
      decision("wrong", literal("1"), { type: "string" }) +
      decision("long", literal("[1, 2, 3]"), { type: "tShort" });
    expect([
      await valueOf(body, "D", { g: "A" }),
      await valueOf(body, "D", { g: "C" }),
      await valueOf(body, "wrong"),
      await valueOf(body, "long"),
    ]).toEqual(["A", null, null, null]);
  });

  it("read dates, times and durations from text where they are declared, at any depth", async () => {
    const body =
      ITEMS +
      input("p", "tPerson") +
      input("at", "dateTime") +
      input("span", "dayTimeDuration") +
      decision("D", literal("[p.born.year, string(at + span), p.full name]"), {
        inputs: ["p", "at", "span"],
      });
    const given = {
      p: { "full name": "甲", born: "1990-05-01" },
      at: "2022-09-30T10:00:00+08:00",
      span: "PT1H",
    };
    expect(await valueOf(body, "D", given)).toEqual([1990, "2022-09-30T11:00:00+08:00", "甲"]);
  });

  it("leave text alone where nothing is declared, and take FEEL values from a context", async () => {
    const body = input("d") + decision("D", literal("d instance of date"), { inputs: ["d"] });
    expect([
      await valueOf(body, "D", { d: "2020-01-01" }),
      await valueOf(body, "D", { d: "x" }, '{d: date("2020-01-01")}'),
    ]).toEqual([false, true]);
  });

  it("promote a date to a date and time where one is declared", async () => {
    expect(await valueOf(decision("D", literal('date("2020-01-01")'), { type: "dateTime" }), "D")).toBe(
      "2020-01-01T00:00:00Z",
    );
  });
});

const entry = (name: string | null, value: string): string =>
  `<contextEntry>${name === null ? "" : `<variable name="${name}"/>`}${value}</contextEntry>`;

const part = (name: string, text: string): string => `<${name}>${literal(text)}</${name}>`;

const invoke = (text: string): string => `<invocation>${literal("half")}${binding(text)}</invocation>`;

const binding = (text: string): string => `<binding><parameter name="of"/>${literal(text)}</binding>`;

describe("boxed expressions", () => {
  it("contexts see the entries before, and give their result entry", async () => {
    const plain = `<context>${entry("base pay", literal("10"))}${entry("twice", literal("base pay * 2"))}</context>`;
    const result = `<context>${entry("x", literal("3"))}${entry(null, literal("x * x"))}</context>`;
    expect(await valueOf(decision("D", plain), "D")).toEqual({ "base pay": 10, twice: 20 });
    expect(await valueOf(decision("D", result), "D")).toBe(9);
  });

  it("lists and relations", async () => {
    const relation = `<relation><column name="name"/><column name="age"/><row>${literal('"a"')}${literal("1 + 1")}</row><row>${literal('"b"')}${literal("3")}</row></relation>`;
    expect(await valueOf(decision("D", `<list>${literal("1")}${literal('"x"')}</list>`), "D")).toEqual([
      1,
      "x",
    ]);
    expect(await valueOf(decision("D", relation), "D")).toEqual([
      { name: "a", age: 2 },
      { name: "b", age: 3 },
    ]);
  });

  it("conditional, filter, for, some and every", async () => {
    const conditional = `<conditional>${part("if", "1 > 2")}${part("then", '"a"')}${part("else", '"b"')}</conditional>`;
    const filter = `<filter>${part("in", "[{a-b: 1}, {a-b: 5}]")}${part("match", "item.a-b > 2")}</filter>`;
    const loop = `<for iteratorVariable="i">${part("in", "1..3")}${part("return", "i * count(partial)")}</for>`;
    const some = `<some iteratorVariable="i">${part("in", "[1, 5]")}${part("satisfies", "i > 3")}</some>`;
    const every = `<every iteratorVariable="i">${part("in", "[1, 5]")}${part("satisfies", "i > 3")}</every>`;
    const answers = await Promise.all(
      [conditional, filter, loop.replace("1..3", "[1, 2, 3]"), some, every].map((logic) =>
        valueOf(decision("D", logic), "D"),
      ),
    );
    expect(answers).toEqual(["b", [{ "a-b": 5 }], [0, 2, 6], true, false]);
  });

  it("functions and invocations, by name, with types", async () => {
    const half = knowledge("half", [["of", "number"]], literal("of / 2"), { type: "number" });
    const needs = { knowledge: ["half"] };
    expect(await valueOf(half + decision("D", invoke("9"), needs), "D")).toBe(4.5);
    expect(await valueOf(half + decision("D", invoke('"9"'), needs), "D")).toBeNull();
    expect(await valueOf(half + decision("D", literal("half(of: 7) + half(1)"), needs), "D")).toBe(4);
    const own = `<context>${entry("f", `<functionDefinition><formalParameter name="x"/>${literal("x + 1")}</functionDefinition>`)}${entry(null, literal("f(2)"))}</context>`;
    expect(await valueOf(decision("D", own), "D")).toBe(3);
  });
});

describe("business knowledge", () => {
  it("may hold a table, need other knowledge and call itself", async () => {
    const rules = [
      ["0", "1"],
      ["> 0", "n * fac(n - 1)"],
    ];
    const body =
      knowledge("fac", [["n", "number"]], table([{ text: "n" }], [{}], rules)) +
      decision("D", literal("fac(5)"), { knowledge: ["fac"] });
    const told = await answer(body, "D");
    expect(told.value).toBe(120);
    expect(told.matched.map(({ decision: each }) => each)).toContain("fac");
  });

  it("is null in Java or PMML", async () => {
    const body =
      knowledge("f", [["x"]], literal("x"), { kind: "Java" }) +
      decision("D", literal("f(1)"), { knowledge: ["f"] });
    expect(await valueOf(body, "D")).toBeNull();
  });

  it("takes the inputs as parameters when asked for itself", async () => {
    const body = knowledge(
      "days",
      [
        ["from", "date"],
        ["to", "date"],
      ],
      literal("to - from"),
    );
    expect(await answer(body, "days", { from: "2022-09-01", to: "2022-09-30" })).toMatchObject({
      value: "P29D",
      facts: ["from", "to"],
    });
  });
});

describe("decision services", () => {
  const body =
    input("rate", "number") +
    decision("base", literal("100")) +
    decision("fee", literal("base * rate"), { inputs: ["rate"], decisions: ["base"], type: "number" }) +
    decision("note", literal('"fee " + string(fee)'), { decisions: ["fee"] }) +
    service(
      "one",
      '<outputDecision href="#d_fee"/><inputDecision href="#d_base"/><inputData href="#i_rate"/>',
    ) +
    service(
      "both",
      '<outputDecision href="#d_fee"/><outputDecision href="#d_note"/><inputData href="#i_rate"/>',
    ) +
    decision("calls", literal("one(rate: 2, base: 7)"), { knowledge: ["x#x", "urn:test#s_one"] }) +
    decision("misses", literal("one(2)"), { knowledge: ["urn:test#s_one"] }) +
    decision("by position", literal("one(3, 5)"), { knowledge: ["urn:test#s_one"] });

  it("answer one decision's value, or a context of several", async () => {
    expect(await valueOf(body, "both", { rate: 2 })).toEqual({ fee: 200, note: "fee 200" });
    expect(await valueOf(body, "one", { rate: 2, base: 10 })).toBe(20);
  });

  it("are functions of their input data and input decisions, in that order", async () => {
    expect([
      await valueOf(body, "calls"),
      await valueOf(body, "by position"),
      await valueOf(body, "misses"),
    ]).toEqual([14, 15, null]);
  });
});

const importing = (name: string): string =>
  definitions(
    `<import name="${name}" namespace="urn:shared" importType="${"https://www.omg.org/spec/DMN/20230324/MODEL/"}"/>${decision(
      "D",
      literal(name === "" ? "double(points)" : `${name}.double(${name}.points)`),
      { decisions: ["urn:shared#d_points"], knowledge: ["urn:shared#k_double"] },
    )}${input("own", name === "" ? "tGrade" : `${name}.tGrade`)}${decision("E", literal("own"), { inputs: ["own"] })}`,
    "urn:main",
  );

describe("imports", () => {
  const shared = definitions(
    `${ITEMS}${input("g", "tGrade")}${decision("points", literal('if g = "A" then 2 else 1'), { inputs: ["g"] })}${knowledge("double", [["n"]], literal("n * 2"))}`,
    "urn:shared",
  );
  it("give elements and types by the import's name, or as they are for an empty one", async () => {
    for (const name of ["common rules", ""]) {
      const models = await compiledFrom(importing(name), shared);
      expect(expectOk(decide(models, "D", { g: "A" }, { now: NOW })).value).toBe(4);
      expect(expectOk(decide(models, "E", { own: "Z" }, { now: NOW })).value).toBeNull();
      expect(models.faults).toEqual([]);
    }
  });

  it("take the imported model's input inside an entry of the import's name too", async () => {
    const models = await compiledFrom(importing("common rules"), shared);
    for (const given of [{ "common rules": { g: "A" } }, { "common rules.g": "A" }]) {
      expect(expectOk(decide(models, "D", given, { now: NOW })).value).toBe(4);
    }
  });

  it("keep inputs of one name apart, each by the way to its model", async () => {
    const model = (own: string, imported: string): string =>
      `<import name="next" namespace="urn:${imported}" importType="any"/>${input("x")}` +
      decision(own, literal(`x + next.${imported}`), {
        inputs: ["x"],
        decisions: [`urn:${imported}#d_${imported}`],
      });
    const last = definitions(input("x") + decision("c", literal("x"), { inputs: ["x"] }), "urn:c");
    const models = await compiledFrom(
      definitions(model("a", "b"), "urn:a"),
      definitions(model("b", "c"), "urn:b"),
      last,
    );
    const nested = { x: "1", next: { x: "2", next: { x: "3" } } };
    const dotted = { x: "1", "next.x": "2", "next.next.x": "3" };
    const told = [nested, dotted, { x: "1" }].map(
      (given) => expectOk(decide(models, "a", given, { now: NOW })).value,
    );
    expect(told).toEqual(["123", "123", "111"]);
  });
});

describe("faults inside a model", () => {
  it("make null of the decision they stand in and leave the others whole", async () => {
    const body =
      decision("broken", literal("1 +")) +
      decision("sound", literal("1")) +
      decision("D", literal("[broken, sound]"), { decisions: ["broken", "sound"] }) +
      decision("empty", "");
    expect([await valueOf(body, "D"), await valueOf(body, "empty")]).toEqual([[null, 1], null]);
  });

  it("never end in an exception", async () => {
    const endless =
      knowledge("f", [["n"]], literal("f(n + 1)")) + decision("D", literal("f(1)"), { knowledge: ["f"] });
    expect(await valueOf(endless, "D")).toBeNull();
  });

  it("cannot be told from an unreadable context", async () => {
    const models = await compiledFrom(definitions(decision("D", literal("1"))));
    expect(decide(models, "D", {}, { now: NOW, context: "{a: " })).toMatchObject({
      ok: false,
      error: { code: "FEEL_SYNTAX" },
    });
  });
});
