import { describe, expect, it } from "vitest";
import { qianshanFiles } from "../../../test/support/qianshan-files.ts";
import { parsePack } from "./parse-pack.ts";

const MATTER = "matters/disability-subsidies/matter.yaml";

async function faultsOf(found: RegExp | string, put: string) {
  const parsed = await parsePack(qianshanFiles({ [MATTER]: (text) => text.replace(found, put) }));
  return parsed.ok ? [] : parsed.error.map(({ code, place, message }) => [code, place, message.zh]);
}

describe("what a matter says its handlers need to know", () => {
  it.each([
    ["fields: [name, idNo, subsidy]", "fields: [name, idNo, subsidy, salary]", "fields[3]", "salary"],
    ["groups: [disability]", "groups: [disability, income]", "groups[1]", "income"],
    ["materials: [disabilityCertificate]", "materials: [payslip]", "materials[0]", "payslip"],
    ["findings: [Task_TownReview]", "findings: [Task_Nowhere]", "findings[0]", "Task_Nowhere"],
    ["organs: [disabled-persons]", "organs: [disabled-person]", "organs[0]", "disabled-person"],
    ["roles: [clerk, reviewer, approver]", "roles: [clerk, reader]", "roles[1]", "reader"],
  ])("names only what is there: %s → %s", async (found, put, place, id) => {
    expect(await faultsOf(found, put)).toContainEqual([
      "PACK_REFERENCE_UNKNOWN",
      expect.stringContaining(place),
      expect.stringContaining(id),
    ]);
  });

  it("keeps no field from somebody who reads it in the title", async () => {
    expect(await faultsOf("fields: [name, idNo, subsidy]", "fields: [name, idNo]")).toEqual([
      ["NEEDS_TOLD_BY_TITLE", expect.stringContaining("needs"), expect.stringContaining("subsidy")],
    ]);
  });

  it("leaves no organ out that has a task of its own", async () => {
    const faults = await faultsOf(/ {2}- organs: \[disabled-persons\]\n(?: {4}.*\n)+/, "");
    expect(faults).toEqual([
      ["NEEDS_UNSAID", expect.stringContaining("needs"), expect.stringContaining("残疾人联合会")],
    ]);
  });
});
