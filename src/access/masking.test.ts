import { expect, it } from "vitest";
import { divisionCovers, maskBy } from "#access";

it.each([
  ["name", "张小明", "张*明"],
  ["identity", "210311199001011230", "210311********1230"],
  ["phone", "13812341234", "138****1234"],
  ["address", "鞍山市千山区大屯镇育英路12号", "鞍山市千山区大屯镇****"],
  ["account", "6222020200012345678", "***************5678"],
  ["whole", "低保家庭", "****"],
] as const)("stars a value by its mask: %s", (mask, text, shown) => {
  expect(maskBy(mask, text)).toBe(shown);
});

it("knows that a community lies in its town and its county, and not in the next town", () => {
  expect(divisionCovers("210311", "210311102200001")).toBe(true);
  expect(divisionCovers("210311000000", "210311006")).toBe(true);
  expect(divisionCovers("210311102000", "210311102200")).toBe(true);
  expect(divisionCovers("210311102", "210311103200")).toBe(false);
  expect(divisionCovers("", "210311")).toBe(false);
});
