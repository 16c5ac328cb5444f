import type { MaterialOnCase } from "#contract";
import { expect, it } from "vitest";
import { verdictProblems } from "./verdicts.ts";

const material = (id: string, required: boolean, files: number): MaterialOnCase => ({
  id,
  name: { zh: id, en: id },
  required,
  files: Array.from({ length: files }, () => ({ sha256: "0", name: "a.pdf", type: "application/pdf", bytes: 1 })),
  verdict: null,
});
const schema = { properties: { verdicts: { "x-widget": "materialVerdicts" } } };
const materials = [material("平面图", true, 1), material("水质报告", false, 0)];

it("asks a verdict of every material that was asked for or given", () => {
  expect(verdictProblems(schema, {}, materials).map(({ pointer }) => pointer)).toEqual(["/verdicts/平面图"]);
  expect(verdictProblems(schema, { verdicts: { 平面图: { accepted: true } } }, materials)).toEqual([]);
});

it("asks a reason of every defect", () => {
  const found = verdictProblems(schema, { verdicts: { 平面图: { accepted: false, reason: " " } } }, materials);
  expect(found[0]?.message.zh).toBe("请写明“平面图”缺什么、怎样改");
});
