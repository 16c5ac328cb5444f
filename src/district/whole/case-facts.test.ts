import { expect, it } from "vitest";
import { qianshanFiles } from "../../../test/support/qianshan-files.ts";
import { parsePack } from "./parse-pack.ts";

const MATTER = "matters/disability-subsidies/matter.yaml";

it.each([
  ['{ subsidy: "=form.subsidy" }', []],
  ['{ onTime: "=form.subsidy" }', [["CASE_FACT_TAKEN", expect.stringContaining("onTime")]]],
  ['{ number: "=form.idNo" }', [["FORM_FIELD_UNKNOWN", expect.stringContaining("number")]]],
  ['{ rounds: "=roundsOfNobody" }', [["FEEL_NAME_UNKNOWN", expect.stringContaining("rounds")]]],
])("a matter's facts have names of their own and read only what is open: %s", async (facts, faults) => {
  const parsed = await parsePack(qianshanFiles({ [MATTER]: (text) => `${text}\ncaseFacts: ${facts}\n` }));
  expect(parsed.ok ? [] : parsed.error.map(({ code, place }) => [code, place])).toEqual(faults);
});
