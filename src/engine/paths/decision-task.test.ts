import { expect, test } from "vitest";
import { expectOk, type Instant } from "#kernel";
import { compileProcess } from "#process";
import { compileModels } from "#rules";
import { element, end, flows, processXml } from "../../../test/support/bpmn.ts";
import { decideWith, parseRehearsalScript, rehearse, type Decide, type Rehearsal } from "../index.ts";

const DMN = `<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="test">
<decision id="level" name="Level"><variable id="v" name="Level" typeRef="string"/>
<decisionTable id="dt" hitPolicy="UNIQUE">
<input id="i"><inputExpression id="ie" typeRef="number"><text>amount</text></inputExpression></input>
<output id="o" name="level" typeRef="string"/>
<rule id="r1"><inputEntry id="a1"><text>&lt; 10</text></inputEntry><outputEntry id="b1"><text>"low"</text></outputEntry></rule>
<rule id="r2"><inputEntry id="a2"><text>&gt;= 10</text></inputEntry><outputEntry id="b2"><text>"high"</text></outputEntry></rule>
</decisionTable></decision></definitions>`;

const called = '<zeebe:calledDecision decisionId="level" resultVariable="result"/>';
const xml = processXml(
  [element("businessRuleTask", "t", { extensions: called }), end()],
  flows("s t", "t e"),
);

async function play(decisions: Decide | null): Promise<Rehearsal> {
  const plans = expectOk(await compileProcess(xml));
  const script = expectOk(parseRehearsalScript({ process: "p", variables: { amount: 12 } }));
  return expectOk(rehearse(plans, script, { now: "2022-09-30T02:00:00.000Z" as Instant, decisions }));
}

test("a business rule task asks its decision and keeps rules, facts and version as its grounds", async () => {
  const models = expectOk(await compileModels([{ xml: DMN }]));
  const played = await play(decideWith(models));
  expect(played).toMatchObject({ status: "completed", variables: { amount: 12, result: "high" } });
  const decided = played.entries[0]?.marks.find(({ kind }) => kind === "decided");
  expect(decided?.detail).toMatchObject({
    decision: "level",
    matched: [{ rules: ["r2"] }],
    facts: ["amount"],
    version: models.version,
  });
});

test("a decision that nobody provides is a failure", async () => {
  const played = await play(null);
  expect(played).toMatchObject({ status: "failed", open: [{ element: "t", type: "businessRuleTask" }] });
});
