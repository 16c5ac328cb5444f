import { expect, it } from "vitest";
import { divisionCovers, maskAddress, maskIdentityNumber, maskName, maskPhone } from "#access";

it("keeps the first six and last four digits of an identity number", () => {
  expect(maskIdentityNumber("210311199001011230")).toBe("210311********1230");
  expect(maskIdentityNumber("123")).toBe("***");
});

it("keeps the first three and last four digits of a mobile number", () => {
  expect(maskPhone("13812341234")).toBe("138****1234");
  expect(maskPhone("0412-2311234")).toBe("**********34");
});

it("stars a name by its length", () => {
  expect([maskName("张三"), maskName("张小明"), maskName("欧阳小明"), maskName("")]).toEqual([
    "张*",
    "张*明",
    "欧**明",
    "",
  ]);
});

it("shows an address down to its street", () => {
  expect(maskAddress("鞍山市千山区大屯镇育英路12号")).toBe("鞍山市千山区大屯镇****");
  expect(maskAddress("鞍山市千山区汤岗子街道3号")).toBe("鞍山市千山区汤岗子街道****");
});

it("knows that a community lies in its town and its county, and not in the next town", () => {
  expect(divisionCovers("210311", "210311102200001")).toBe(true);
  expect(divisionCovers("210311000000", "210311006")).toBe(true);
  expect(divisionCovers("210311102000", "210311102200")).toBe(true);
  expect(divisionCovers("210311102", "210311103200")).toBe(false);
  expect(divisionCovers("", "210311")).toBe(false);
});
