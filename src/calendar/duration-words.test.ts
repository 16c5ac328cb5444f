import { expect, test } from "vitest";
import { nameOfDuration } from "./duration-words.ts";

test("a duration is said in words, and nothing else is", () => {
  expect(nameOfDuration("P1Y")).toEqual({ zh: "1年", en: "1 year" });
  expect(nameOfDuration("P1Y6M")).toEqual({ zh: "1年6个月", en: "1 year 6 months" });
  expect(nameOfDuration("P30D")?.zh).toBe("30日");
  expect(nameOfDuration("P2W")?.zh).toBe("2周");
  expect(nameOfDuration("PT24H")).toEqual({ zh: "24小时", en: "24 hours" });
  expect(nameOfDuration("PT5M30S")?.zh).toBe("5分钟30秒");
  for (const text of ["P", "PT", "30wd", "1Y", "P1.5Y", ""]) expect(nameOfDuration(text)).toBeUndefined();
});
