import { describe, expect, it } from "vitest";
import { decision, input, knowledge, literal, valueOf } from "./drawn-for-tests.ts";

const GRADES =
  '<itemDefinition name="tGrade"><typeRef>string</typeRef><allowedValues><text>"A", "B"</text></allowedValues></itemDefinition>' +
  '<itemDefinition name="tShade"><typeRef>tGrade</typeRef><allowedValues><text>"dark", "light"</text></allowedValues></itemDefinition>' +
  '<itemDefinition name="tGrader"><functionItem outputTypeRef="tGrade"><parameters name="of"/></functionItem></itemDefinition>' +
  '<itemDefinition name="tJudge"><functionItem><parameters name="grade" typeRef="tGrade"/></functionItem></itemDefinition>';

const NEEDS = { inputs: ["given"] };

/** What the decision called D gives for an allowed and for another value. */
const bothWays = async (body: string): Promise<unknown> => [
  await valueOf(GRADES + input("given") + body, "D", { given: "A" }),
  await valueOf(GRADES + input("given") + body, "D", { given: "F" }),
];

describe("a declared type", () => {
  it("puts its own allowed values before those of the type it narrows", async () => {
    const body = `${GRADES}${decision("D", literal('"dark"'), { type: "tShade" })}${decision("E", literal('"A"'), { type: "tShade" })}`;
    expect([await valueOf(body, "D"), await valueOf(body, "E")]).toEqual(["dark", null]);
  });

  it("is kept by a function each time it is called", async () => {
    const called = decision("D", literal("grader(given)"), { ...NEEDS, decisions: ["grader"] });
    expect(await bothWays(decision("grader", literal("function(of) of", "tGrader")) + called)).toEqual([
      "A",
      null,
    ]);
    const boxed = `<functionDefinition typeRef="tGrader"><formalParameter name="of"/>${literal("of")}</functionDefinition>`;
    expect(await bothWays(decision("grader", boxed) + called)).toEqual(["A", null]);
  });

  it("is kept by what a decision service takes", async () => {
    const body =
      decision("grade", literal('"never asked"')) +
      decision("judged", literal("grade"), { decisions: ["grade"] }) +
      '<decisionService id="s" name="judge"><variable name="judge" typeRef="tJudge"/><outputDecision href="#d_judged"/><inputDecision href="#d_grade"/></decisionService>' +
      `<decision id="d_D" name="D"><variable name="D"/><informationRequirement><requiredInput href="#i_given"/></informationRequirement><knowledgeRequirement><requiredKnowledge href="#s"/></knowledgeRequirement>${literal("judge(given)")}</decision>`;
    expect(await bothWays(body)).toEqual(["A", null]);
  });

  it("is kept by a rule's single cell and by the binding of an invocation", async () => {
    const cell =
      '<decisionTable><output name="a"/><output name="b"/><rule><outputEntry typeRef="tGrade"><text>given</text></outputEntry><outputEntry><text>given</text></outputEntry></rule></decisionTable>';
    expect(await bothWays(decision("D", cell, NEEDS))).toEqual([
      { a: "A", b: "A" },
      { a: null, b: "F" },
    ]);
    const bound = `<invocation>${literal("echo")}<binding><parameter name="of" typeRef="tGrade"/>${literal("given")}</binding></invocation>`;
    const body =
      knowledge("echo", [["of"]], literal("of")) + decision("D", bound, { ...NEEDS, knowledge: ["echo"] });
    expect(await bothWays(body)).toEqual(["A", null]);
  });

  it("is told by `instance of` without its allowed values", async () => {
    const body = GRADES + decision("D", literal('"F" instance of tGrade'));
    expect(await valueOf(body, "D")).toBe(true);
  });

  it("takes the only item out of lists within lists", async () => {
    expect(await valueOf(decision("D", literal("[[7]]"), { type: "number" }), "D")).toBe(7);
  });
});
