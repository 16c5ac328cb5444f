import { expect, test } from "vitest";
import { elementPage, elementTable } from "./element-table.ts";
import { COMPILERS } from "./elements/compilers.ts";

test("docs/reference/bpmn.md says of every element what the compiler says", async () => {
  await expect(elementPage()).toMatchFileSnapshot("../../docs/reference/bpmn.md");
});

test("every kind that the compiler knows is drawn somewhere in the table", () => {
  const drawn = new Set(elementTable().map(({ kind }) => kind));
  expect(Object.keys(COMPILERS).filter((kind) => !drawn.has(kind as keyof typeof COMPILERS))).toEqual([]);
});
