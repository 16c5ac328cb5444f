import { beforeAll, describe, expect, it } from "vitest";
import { expectOk, type LocalDate } from "#kernel";
import { qianshanFiles } from "../../../test/support/qianshan-files.ts";
import type { DistrictPack, Matter } from "../pack/pack.ts";
import { parsePack } from "../whole/parse-pack.ts";
import { FAULT_HEADING, readSheet, sheetHeadings, sheetRows, withFaults } from "./read-sheet.ts";

const TODAY = "2026-11-16" as LocalDate;
let pack: DistrictPack;
let matters: ReadonlyMap<string, Matter>;

beforeAll(async () => {
  pack = expectOk(await parsePack(qianshanFiles()));
  matters = pack.matters;
});

const table = (): string[][] => [
  [...sheetHeadings()],
  ...sheetRows([...matters.values()], pack, TODAY).map((row) => [...row]),
];
const at = (heading: string): number => sheetHeadings().indexOf(heading);
const rowOf = (rows: readonly (readonly string[])[], id: string): number =>
  rows.findIndex((row) => row[0] === id);

/** The table with one cell changed. */
function changed(heading: string, put: string, id = "food-business-licence"): string[][] {
  const rows = table();
  const row = rows[rowOf(rows, id)];
  if (row === undefined) throw new Error(`no row of ${id}`);
  row[at(heading)] = put;
  return rows;
}

const read = (rows: readonly (readonly string[])[]) => readSheet(rows, matters, pack, TODAY);

describe("the 实施清单 as a table", () => {
  it("has every field once and a row a matter, and changes nothing as it is", () => {
    const rows = table();
    expect(rows).toHaveLength(matters.size + 1);
    expect(new Set(rows[0]).size).toBe(rows[0]?.length);
    for (const heading of [
      "基本编码",
      "实施编码",
      "业务办理项编码",
      "网上办理深度",
      "到办事现场次数",
      "通办范围",
    ])
      expect(rows[0]).toContain(heading);
    expect(read(rows)).toEqual({ changes: [], faults: [] });
  });

  it("takes only what differs, whatever the order of the columns and the ends of lines", () => {
    const rows = changed("办理地点", "新址2楼").map((row) => row.toReversed());
    const crlf = rows.map((row) => row.map((cell) => `${cell.replaceAll("\n", "\r\n")} `));
    expect(read(crlf)).toEqual({
      changes: [{ matter: "food-business-licence", set: { "place.zh": "新址2楼" } }],
      faults: [],
    });
  });

  it.each([
    ["承诺办结时限", "40个工作日", /不得超过法定时限/],
    ["基本编码", "000131017009", /随事项文件夹发布/],
    ["申请材料", "身份证", /随事项文件夹发布/],
    ["版本号", "7", /请重新导出后再改/],
    ["办理时间", "", /不能为空/],
    ["事项标识", "no-such-matter", /没有这个事项/],
  ])("refuses a changed %s, and then takes nothing of the whole table", (heading, put, message) => {
    const rows = changed(heading, put);
    const other = rows[rowOf(rows, "food-business-licence") === 1 ? 2 : 1];
    if (other !== undefined) other[at("咨询方式")] = "0412-000-9999";
    const { changes, faults } = read(rows);
    expect(changes).toEqual([]);
    expect(faults.map(({ message: { zh } }) => zh).join()).toMatch(message);
    const line = faults[0]?.row ?? 0;
    expect(withFaults(rows, faults)[line - 1]?.[0]).toMatch(message);
    expect(withFaults(rows, faults)[0]?.[0]).toBe(FAULT_HEADING);
  });

  it("refuses a matter twice, an unknown column, and a table without ids", () => {
    const rows = table();
    const twice = [...rows, rows[1] ?? []];
    expect(read(twice).faults[0]).toMatchObject({
      row: rows.length + 1,
      message: { zh: "这个事项已在前面出现" },
    });
    const more = rows.map((row, index) => [...row, index === 0 ? "备注" : ""]);
    expect(read(more).faults[0]).toMatchObject({ row: 1, column: "备注" });
    expect(read(rows.map((row) => row.slice(1))).faults[0]?.message.zh).toContain("缺少这一列");
  });

  it("reads the table that it gave back with faults", () => {
    const back = withFaults(table(), [{ row: 2, column: "办理时间", message: { zh: "不能为空", en: "" } }]);
    expect(read(back)).toEqual({ changes: [], faults: [] });
  });
});
