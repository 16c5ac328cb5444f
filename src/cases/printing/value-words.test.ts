import { expect, test } from "vitest";
import type { FormField } from "#district";
import { isInternal, valueInBoth } from "./document-facts.ts";

const field = (schema: FormField["schema"]): FormField => ({
  name: "told",
  label: { zh: "所述", en: "told" },
  required: false,
  personal: false,
  mask: "whole",
  prefill: [],
  when: null,
  caseWhen: null,
  corrects: [],
  schema,
});

test("what a text is by x-value is said in words, and what is not of that kind stands as it was written", () => {
  const limit = field({ type: "string", "x-value": "limit" });
  expect(valueInBoth(limit, "30wd").zh).toBe("30个工作日");
  expect(valueInBoth(limit, "60d")).toEqual({ zh: "60日", en: "60 calendar days" });
  expect(valueInBoth(limit, "按合同约定").zh).toBe("按合同约定");
  const duration = field({ type: "string", "x-value": "duration" });
  expect(valueInBoth(duration, "P1Y")).toEqual({ zh: "1年", en: "1 year" });
  expect(valueInBoth(duration, "长期").zh).toBe("长期");
  expect(valueInBoth(field({ type: "string" }), "P1Y").zh).toBe("P1Y");
});

test("a point is said in degrees, and what is none as its parts", () => {
  const degrees = { type: "number" };
  const point = field({ type: "object", "x-value": "point", properties: { lon: degrees, lat: degrees } });
  expect(valueInBoth(point, { lon: 122.9087, lat: 41.0739, accuracy: 12 })).toEqual({
    zh: "东经122.90870°，北纬41.07390°",
    en: "41.07390° N, 122.90870° E",
  });
  expect(valueInBoth(point, { lon: 122.9087 }).zh).toBe("122.9087");
});

test("what is the process's own is told apart", () => {
  expect(isInternal(field({ type: "string", "x-value": "internal" }))).toBe(true);
  expect(isInternal(field({ type: "string" }))).toBe(false);
});
