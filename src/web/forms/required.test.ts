import { expect, it } from "vitest";
import { needsOf } from "./required.ts";

const refusing = {
  if: { properties: { outcome: { const: "refuse" } }, required: ["outcome"] },
  // oxlint-disable-next-line unicorn/no-thenable
  then: { required: ["reasons"] },
  else: { required: ["opinion"] },
};
const schema = {
  type: "object",
  properties: { outcome: {}, reasons: {}, opinion: {}, phone: {}, hours: {}, note: {} },
  required: ["outcome"],
  dependentRequired: { phone: ["hours"] },
  allOf: [refusing],
};
const needs = (values: object, asked = true) => {
  const of = needsOf(schema, values as Record<string, unknown>, asked);
  return Object.fromEntries(Object.keys(schema.properties).map((name) => [name, of(name)]));
};

it("tells what is always required from what a condition requires now", () => {
  expect(needs({ outcome: "refuse" })).toEqual({
    outcome: "always",
    reasons: "now",
    opinion: "optional",
    phone: "optional",
    hours: "optional",
    note: "optional",
  });
  expect(needs({ outcome: "grant", phone: "0412" })).toMatchObject({
    reasons: "optional",
    opinion: "now",
    hours: "now",
  });
});

it("asks nothing of a group that may be left out until something in it is filled in", () => {
  expect(needs({}, false)["outcome"]).toBe("optional");
  expect(needs({ note: "在场" }, false)["outcome"]).toBe("now");
});
