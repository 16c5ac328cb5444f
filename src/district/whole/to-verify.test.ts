import { expect, it } from "vitest";
import { toVerifyIn } from "./to-verify.ts";

it("lists what comments mark 待核, whatever the kind of file, with its line", () => {
  const files = new Map<string, string | Uint8Array>([
    ["templates/b.typ", "文\n// 待核：《办法》的条号"],
    ["matters/a/matter.yaml", "id: a\nvalidity: P5Y # 待核：有效期五年\n# 待核：编号规则\n"],
    ["matters/a/decide.dmn", "<a>\n<!-- 待核：风险等级的面积界限 --></a>"],
    ["forms/c.schema.json", '{ "$comment": "待核：“预包装”的说法", "title": "待核：不是批注" }'],
    ["outline.png", new Uint8Array([1])],
  ]);
  expect(toVerifyIn(files)).toEqual([
    { file: "forms/c.schema.json", place: "line 1", text: "“预包装”的说法" },
    { file: "matters/a/decide.dmn", place: "line 2", text: "风险等级的面积界限" },
    { file: "matters/a/matter.yaml", place: "line 2", text: "有效期五年" },
    { file: "matters/a/matter.yaml", place: "line 3", text: "编号规则" },
    { file: "templates/b.typ", place: "line 2", text: "《办法》的条号" },
  ]);
});

it("takes nothing for a mark that people are to read", () => {
  const files = new Map([["matters/a/matter.yaml", "note: { zh: 待核：请稍候 }\nname: 待核"]]);
  expect(toVerifyIn(files)).toEqual([]);
});
