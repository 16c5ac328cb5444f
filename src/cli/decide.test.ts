import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { decideCommand } from "./decide.ts";

const MODEL = "https://www.omg.org/spec/DMN/20191111/MODEL/";
const LIMITS = `<definitions xmlns="${MODEL}" id="l" name="limits" namespace="urn:limits">
  <inputData id="on" name="accepted on"><variable name="accepted on" typeRef="date"/></inputData>
  <decision id="days" name="days"><variable name="days"/>
    <informationRequirement><requiredInput href="#on"/></informationRequirement>
    <decisionTable id="table"><input><inputExpression><text>accepted on</text></inputExpression></input><output/>
      <rule id="old"><inputEntry><text>&lt; date("2023-12-01")</text></inputEntry><outputEntry><text>20</text></outputEntry></rule>
      <rule id="new"><inputEntry><text>&gt;= date("2023-12-01")</text></inputEntry><outputEntry><text>10</text></outputEntry></rule>
    </decisionTable>
  </decision>
  <decision id="moment" name="moment"><variable name="moment"/><literalExpression><text>{on: today(), at: now(), for: @"P1M"}</text></literalExpression></decision>
</definitions>`;
const MAIN = `<definitions xmlns="${MODEL}" id="m" name="main" namespace="urn:main">
  <import name="limits" namespace="urn:limits" importType="${MODEL}"/>
  <decision id="twice" name="twice"><variable name="twice"/>
    <informationRequirement><requiredDecision href="urn:limits#days"/></informationRequirement>
    <literalExpression><text>limits.days * 2</text></literalExpression>
  </decision>
</definitions>`;

let folder = "";
const at = (name: string): string => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "yiwang-decide-"));
  await writeFile(at("limits.dmn"), LIMITS);
  await writeFile(at("main.dmn"), MAIN);
  await writeFile(at("broken.dmn"), "<definitions");
  await writeFile(at("input.json"), '{"accepted on": "2024-01-05"}');
});

afterAll(() => rm(folder, { recursive: true }));

async function run(
  args: readonly string[],
  stdin: readonly string[] = [],
): Promise<{ code: number; out: string }> {
  let out = "";
  const code = await decideCommand.run(args, {
    stdin: (async function* lines() {
      yield* stdin;
    })(),
    out: (text) => void (out += text),
    err: () => undefined,
    env: {},
  });
  return { code, out };
}

describe("yiwang decide", () => {
  it("prints the answer, the rules that gave it, the facts read and the version", async () => {
    const { code, out } = await run([at("limits.dmn"), "--decision", "days", "--input", at("input.json")]);
    expect([code, JSON.parse(out)]).toEqual([
      0,
      {
        value: 10,
        matched: [{ decision: "days", table: "table", rules: ["new"] }],
        facts: ["accepted on"],
        version: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      },
    ]);
  });

  it("takes the moment from --now and prints times as ISO 8601", async () => {
    const { out } = await run([at("limits.dmn"), "--decision", "moment", "--now", "2022-09-30T20:00:00Z"]);
    expect(JSON.parse(out)).toMatchObject({
      value: { on: "2022-10-01", at: "2022-10-01T04:00:00+08:00", for: "P1M" },
    });
  });

  it("finds an imported model among the files beside", async () => {
    const { out } = await run([at("main.dmn"), "--decision", "twice", "--input", at("input.json")]);
    expect(JSON.parse(out)).toMatchObject({ value: 20 });
  });

  it("refuses an unknown decision, a missing and a broken file with a code, and asks for what is left out", async () => {
    const refused = await Promise.all(
      [
        [at("limits.dmn"), "--decision", "gone"],
        [at("gone.dmn"), "--decision", "days"],
        [at("broken.dmn"), "--decision", "days"],
      ].map((args) => run(args)),
    );
    expect(
      refused.map(({ code, out }) => [code, (JSON.parse(out) as { error: { code: string } }).error.code]),
    ).toEqual([
      [1, "DECISION_UNKNOWN"],
      [1, "DMN_FILE_MISSING"],
      [1, "DMN_UNREADABLE"],
    ]);
    expect((await run([at("limits.dmn")])).code).toBe(2);
    expect((await run(["--decision", "x"])).code).toBe(2);
    expect((await run([at("limits.dmn"), "--decision", "days", "--now", "soon"])).code).toBe(2);
  });
});

describe("yiwang decide --batch", () => {
  it("answers a line each, in order, and a bad line stops nothing", async () => {
    const lines = [
      { model: at("limits.dmn"), decision: "days", input: { "accepted on": "2020-01-01" } },
      {
        model: [at("main.dmn"), at("limits.dmn")],
        decision: "twice",
        context: '{accepted on: date("2024-01-01")}',
      },
      { model: at("limits.dmn"), decision: "days", input: { "accepted on": "not a day" } },
      { model: at("limits.dmn"), decision: "gone" },
      { model: at("limits.dmn"), decision: "days", context: "{a: " },
      { decision: "days" },
    ].map((each) => JSON.stringify(each));
    const { code, out } = await run(
      ["--batch"],
      [`${lines.join("\n")}\nnonsense\n`, '{"model":', `"${at("limits.dmn")}","decision":"days"}`],
    );
    const answers = out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { value?: unknown; error?: { code: string; message: unknown } });
    expect(code).toBe(0);
    expect(answers.map(({ value, error }) => error?.code ?? value)).toEqual([
      20,
      20,
      null,
      "DECISION_UNKNOWN",
      "FEEL_SYNTAX",
      "DECISION_INPUT_UNREADABLE",
      "DECISION_INPUT_UNREADABLE",
      null,
    ]);
    expect(typeof answers[3]?.error?.message).toBe("string");
  });
});
