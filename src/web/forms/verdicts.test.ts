import type { MaterialOnCase } from "#contract";
import { expect, it } from "vitest";
import { validateForm } from "./validate.ts";
import { noVerdictsYet, verdictProblems } from "./verdicts.ts";

const material = (id: string, required: boolean, files: number): MaterialOnCase => ({
  id,
  name: { zh: id, en: id },
  required,
  files: Array.from({ length: files }, () => ({
    sha256: "0",
    name: "a.pdf",
    type: "application/pdf",
    bytes: 1,
    handedInAt: "2022-10-10T02:00:00.000Z",
    latest: true,
    retention: null,
  })),
  certificates: [],
  owedBy: null,
  shared: null,
  verdict: null,
});
const schema = { properties: { verdicts: { "x-widget": "materialVerdicts" } } };
const materials = [material("平面图", true, 1), material("水质报告", false, 0)];

it("asks a verdict of every material that was asked for or given", () => {
  expect(verdictProblems(schema, {}, materials).map(({ pointer }) => pointer)).toEqual(["/verdicts/平面图"]);
  const verdicts = [{ material: "平面图", name: "平面图", accepted: true }];
  expect(verdictProblems(schema, { verdicts }, materials)).toEqual([]);
});

const said = (more: object): string | undefined => {
  const verdicts = [{ material: "平面图", name: "平面图", accepted: false, ...more }];
  return verdictProblems(schema, { verdicts }, materials)[0]?.message.zh;
};

it("asks of every defect what is wrong, then how to mend it", () => {
  expect(said({ reason: " " })).toBe("请写明“平面图”存在的问题");
  expect(said({ reason: "缺少更衣间" })).toBe("请写明“平面图”怎样补正");
  expect(said({ reason: "缺少更衣间", requirement: "补画更衣间" })).toBeUndefined();
});

it("asks nothing of a case without materials, though an acceptance requires the verdicts", () => {
  const intake = {
    type: "object",
    required: ["verdicts"],
    properties: { verdicts: { type: "array", "x-widget": "materialVerdicts" } },
  };
  const values = noVerdictsYet(intake);
  expect([...validateForm(intake, values), ...verdictProblems(intake, values, [])]).toEqual([]);
  expect(verdictProblems(intake, values, materials).map(({ pointer }) => pointer)).toEqual([
    "/verdicts/平面图",
  ]);
});
