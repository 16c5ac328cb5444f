import { describe, expect, it } from "vitest";
import { expectOk } from "#kernel";
import { qianshanFiles } from "../../../test/support/qianshan-files.ts";
import { itemCodes } from "../answers/item-codes.ts";
import { parsePack } from "../whole/parse-pack.ts";

const MATTER = "matters/food-business-licence/matter.yaml";

async function foodLicence(change: (text: string) => string = (text) => text) {
  const pack = expectOk(await parsePack(qianshanFiles({ [MATTER]: change })));
  const matter = pack.matters.get("food-business-licence");
  if (matter === undefined) throw new Error("the pack has no food licence");
  return { matter, organ: pack.organs.get(matter.organ) };
}

describe("what a matter leaves out", () => {
  it("is the district's, and its own where it says so", async () => {
    const { matter } = await foodLicence();
    expect(matter.powerSource.zh).toBe("法定本级行使");
    expect(matter.supports).toMatchObject({ deferral: false, logistics: false, agent: true });
    const own = await foodLicence((text) => `${text}\nscope: { zh: 全市, en: the city }\n`);
    expect(own.matter.scope.zh).toBe("全市");
  });

  it("is handled where its organ stands", async () => {
    const { matter, organ } = await foodLicence((text) =>
      text.replaceAll(/^(?:place|consultation):.*\n(?:[ \t].*\n)*/gm, ""),
    );
    expect(matter.place.zh).toBe(organ?.address);
    expect(matter.consultation.zh).toBe(organ?.phone);
  });

  it("makes the longer codes of the organ's credit code, the level and the basic code", async () => {
    const { matter, organ } = await foodLicence();
    expect(itemCodes(matter, organ)).toEqual({
      basic: "000131017000",
      implementation: "11210311MB1Q0003074000131017000",
      handling: "11210311MB1Q000307400013101700001",
    });
  });
});
