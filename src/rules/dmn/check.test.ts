import { describe, expect, it } from "vitest";
import { checkModels } from "./check.ts";
import { compiledFrom, decision, definitions, input, knowledge, literal, table } from "./drawn-for-tests.ts";

const faultsOf = async (body: string): Promise<readonly (readonly unknown[])[]> =>
  checkModels(await compiledFrom(definitions(body))).map(({ code, details }) => [
    code,
    details?.element,
    details?.file,
  ]);

describe("checking models before they are published", () => {
  it("finds nothing in a sound model", async () => {
    const body =
      input("lots", "Any") +
      knowledge("grade", [["n", "number"]], literal("if n > 5 then grade(n - 1) else n")) +
      decision(
        "D",
        table(
          [{ text: "count(lots[area > 5])", values: "[0..10]" }],
          [{ values: '"a", "b"' }],
          [["> 1, 0", '"a"']],
          'hitPolicy="PRIORITY"',
        ),
        { inputs: ["lots"] },
      ) +
      decision("E", literal("for l in lots return grade(l.area) + count(partial)"), {
        inputs: ["lots"],
        knowledge: ["grade"],
      });
    expect(await faultsOf(body)).toEqual([]);
  });

  it("names expressions that cannot be read and names nothing defines, with file and element", async () => {
    const body =
      decision("A", literal("1 +")) + decision("B", table([{ text: "nobody" }], [{}], [["> somebody", "1"]]));
    expect(await faultsOf(body)).toEqual([
      ["FEEL_SYNTAX", "d_A", "0.dmn"],
      ["FEEL_NAME_UNKNOWN", "d_B", "0.dmn"],
      ["FEEL_NAME_UNKNOWN", "d_B", "0.dmn"],
    ]);
  });

  it("names references into nothing, missing imports, logic and types", async () => {
    const body =
      '<import name="x" namespace="urn:nowhere" importType="x"/>' +
      decision("A", literal("1"), { decisions: ["gone"] }) +
      decision("B", "") +
      decision("C", literal("1"), { type: "tNowhere" });
    expect(await faultsOf(body)).toEqual([
      ["DMN_IMPORT_MISSING", "d", "0.dmn"],
      ["DMN_REFERENCE_MISSING", "d_A", "0.dmn"],
      ["DMN_LOGIC_MISSING", "d_B", "0.dmn"],
      ["DMN_TYPE_UNKNOWN", "d_C", "0.dmn"],
    ]);
  });

  it("names tables that cannot answer", async () => {
    const body =
      input("a") +
      decision("A", table([{ text: "a" }], [{}], [["-", "1"]], 'hitPolicy="LUCKY"'), { inputs: ["a"] }) +
      decision("B", table([{ text: "a" }], [{}], [["-", "1"]], 'hitPolicy="PRIORITY"'), { inputs: ["a"] }) +
      decision("C", table([{ text: "a" }], [{}], [["-"]]), { inputs: ["a"] });
    expect(await faultsOf(body)).toEqual([
      ["DMN_HIT_POLICY_UNKNOWN", "d_A", "0.dmn"],
      ["DMN_PRIORITY_WITHOUT_VALUES", "d_B", "0.dmn"],
      ["DMN_RULE_WIDTH", "d_C", "0.dmn"],
    ]);
  });

  it("names circles, chance and foreign functions", async () => {
    const body =
      decision("A", literal("B"), { decisions: ["B"] }) +
      decision("B", literal("A"), { decisions: ["A"] }) +
      decision("C", literal("random number()")) +
      knowledge("K", [["x"]], literal("x"), { kind: "Java" });
    expect(await faultsOf(body)).toEqual([
      ["FEEL_IMPURE", "d_C", "0.dmn"],
      ["DMN_FUNCTION_EXTERNAL", "k_K", "0.dmn"],
      ["DMN_REFERENCE_CIRCULAR", "d_A", "0.dmn"],
      ["DMN_REFERENCE_CIRCULAR", "d_B", "0.dmn"],
    ]);
  });
});
