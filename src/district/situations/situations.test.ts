import { beforeAll, describe, expect, it } from "vitest";
import { expectOk, parseInstant, type JsonObject } from "#kernel";
import { qianshanFiles } from "../../../test/support/qianshan-files.ts";
import type { Fault } from "../shape/fault.ts";
import type { DistrictPack } from "../pack/pack.ts";
import { parsePack } from "../whole/parse-pack.ts";
import { answerSituation } from "./answer-situation.ts";
import { checkAddress, plainAddress } from "./check-address.ts";

const NOW = expectOk(parseInstant("2026-11-16T01:00:00Z"));
let pack: DistrictPack;

beforeAll(async () => {
  pack = expectOk(await parsePack(qianshanFiles()));
});

function answer(id: string, answers: JsonObject) {
  const situation = pack.situations.get(id);
  if (situation === undefined) throw new Error(`no situation ${id}`);
  return expectOk(answerSituation(situation, answers, NOW));
}

describe("a situational guide", () => {
  it("asks until nothing is open, and only what the answers make necessary", () => {
    const first = answer("food-business-licence", {});
    expect([first.asked.map(({ id }) => id), first.steps]).toEqual([
      ["businessType", "ownWell", "byAgent"],
      null,
    ]);
    const seller = answer("food-business-licence", { businessType: "食品销售经营者" });
    expect(seller.asked.map(({ id }) => id)).toContain("staffCount");
  });

  it("leaves only the materials that apply, and puts the answers into the form", () => {
    const { steps, notes } = answer("food-business-licence", {
      businessType: "食品销售经营者",
      staffCount: 0,
      ownWell: true,
      byAgent: false,
    });
    expect(steps).toHaveLength(1);
    expect(steps?.[0]?.materials).toEqual(["floorPlan", "equipmentList", "safetyRules", "waterTestReport"]);
    expect(steps?.[0]?.prefill).toEqual({
      businessType: "食品销售经营者",
      staffCount: 0,
      ownWell: true,
      byAgent: false,
    });
    expect(notes[0]?.zh).toContain("备案");
  });

  it("goes across matters in their order", () => {
    const open = answer("open-restaurant", { registered: false, sells: "meals", sign: true });
    expect(open.steps?.map(({ matter }) => matter)).toEqual([
      "sole-trader-registration",
      "food-business-licence",
      "outdoor-advertising",
    ]);
    const packaged = answer("open-restaurant", { registered: true, sells: "packaged", sign: false });
    expect(packaged.steps?.map(({ matter }) => matter)).toEqual(["prepackaged-food-filing"]);
  });

  it("takes no answer that is none of its choices", () => {
    expect(answer("open-restaurant", { registered: "maybe", sells: "meals", sign: true }).steps).toBeNull();
  });

  it("must agree with the form of its matter under every combination of answers", async () => {
    const file = "situations/food-business-licence/guide.dmn";
    const files = qianshanFiles({ [file]: (text) => text.replace('"waterTestReport"', '"floorPlan"') });
    const parsed = await parsePack(files);
    const faults: readonly Fault[] = parsed.ok ? [] : parsed.error;
    expect(faults.map(({ code }) => code)).toContain("GUIDE_DISAGREES");
  });

  it("names only matters that there are", async () => {
    const file = "situations/open-restaurant/guide.dmn";
    const parsed = await parsePack(
      qianshanFiles({ [file]: (text) => text.replace('"outdoor-advertising"', '"no-such-matter"') }),
    );
    expect(parsed.ok ? [] : parsed.error.map(({ code }) => code)).toEqual(["PACK_REFERENCE_UNKNOWN"]);
  });
});

describe("the check of an address", () => {
  const levels = (business: string, place: JsonObject | null, inDistrict = true) => {
    const check = pack.addressCheck;
    if (check === null) throw new Error("the pack has no check of addresses");
    return expectOk(checkAddress(check, { business, inDistrict, place }, NOW)).map(({ level }) => level);
  };
  const shop = { use: "commercial", flue: true, belowHomes: false, schoolMetres: 420, expropriation: false };

  it.each([
    ["fumes", shop, ["fine"]],
    ["fumes", { ...shop, use: "residential" }, ["stops"]],
    ["fumes", { ...shop, use: "mixed", flue: false, belowHomes: true }, ["stops", "stops"]],
    ["drinks", { ...shop, use: "mixed", flue: false }, ["fine"]],
    ["drinks", { ...shop, use: "residential" }, ["mind"]],
    ["netbar", { ...shop, schoolMetres: 200 }, ["stops"]],
    ["netbar", { ...shop, schoolMetres: 201 }, ["fine"]],
    ["shop", { ...shop, expropriation: true }, ["mind"]],
  ])("says of %s at %j: %j", (business, place, expected) => {
    expect(levels(business, place)).toEqual(expected);
  });

  it("says that it cannot say, or that the place is another district's", () => {
    expect(levels("fumes", null)).toEqual(["mind"]);
    expect(levels("fumes", null, false)).toEqual(["stops"]);
  });

  it("reads addresses however they are written", () => {
    const plain = (text: string) => plainAddress(text, "千山区");
    expect(plain("鞍山市千山区 汤岗子街道温泉路１８号（1层）")).toBe("汤岗子街道温泉路18号1层");
    expect(plain("汤岗子街道温泉路18号1层")).toBe("汤岗子街道温泉路18号1层");
  });
});
