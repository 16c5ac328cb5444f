import { beforeAll, describe, expect, it } from "vitest";
import { parsePack, type DistrictPack, type Register } from "#district";
import { expectOk, type JsonObject } from "#kernel";
import { qianshanFiles } from "../../../test/support/qianshan-files.ts";
import { ledgerFields, recordTitle } from "./record-fields.ts";

let pack: DistrictPack;
beforeAll(async () => {
  pack = expectOk(await parsePack(qianshanFiles()));
});

const registerOf = (
  ...fields: readonly (readonly [string, Register["fields"][number]["type"]])[]
): Register => ({
  id: "thing",
  name: { zh: "台账", en: "Register" },
  owner: "market-regulation",
  description: { zh: "演示", en: "demo" },
  key: "id",
  title: "{name}（{place}）",
  statuses: [],
  divisionField: null,
  lookup: [],
  dues: [],
  payment: null,
  publicity: null,
  mirrors: null,
  fields: fields.map(([id, type]) => ({
    id,
    type,
    name: { zh: id, en: id },
    required: false,
    personal: false,
    public: false,
    choices: [{ value: "soleTrader", name: { zh: "个体工商户", en: "sole trader" } }],
  })),
});

const shown = (register: Register, data: JsonObject) =>
  Object.fromEntries(
    ledgerFields(pack, register, { id: "1", data }).map(({ label, value, code }) => [
      label.zh,
      code === null ? `${value.zh} | ${value.en}` : `${value.zh} | ${value.en} | ${code}`,
    ]),
  );

describe("a record's fields", () => {
  it("show names in place of codes, the code beside a place and an organ", () => {
    const register = registerOf(
      ["place", "division"],
      ["organ", "organ"],
      ["kind", "choice"],
      ["matter", "matter"],
      ["well", "boolean"],
      ["items", "texts"],
    );
    const data = {
      place: "210311006002",
      organ: "market-regulation",
      kind: "soleTrader",
      matter: "food-business-licence",
      well: false,
      items: ["热食类食品制售", "演练品类"],
    };
    expect(shown(register, data)).toEqual({
      place: "汤岗子街道汤泉社区居民委员会 | 汤泉社区居民委员会, Tanggangzi Subdistrict | 210311006002",
      organ: "鞍山市千山区市场监督管理局 | Market Regulation Bureau of Qianshan District | market-regulation",
      kind: "个体工商户 | sole trader",
      matter: "食品经营许可（新办） | Food business licence (new)",
      well: "否 | no",
      items: "热食类食品制售、演练品类 | hot dishes, 演练品类",
    });
  });

  it("show money in 元, exact to the 分", () => {
    const register = registerOf(["sum", "money"]);
    const sums = [0, 5, -150, 123_456_789_012].map((sum) => shown(register, { sum })["sum"]);
    expect(sums).toEqual([
      "0.00元 | 0.00 yuan",
      "0.05元 | 0.05 yuan",
      "-1.50元 | -1.50 yuan",
      "1,234,567,890.12元 | 1,234,567,890.12 yuan",
    ]);
  });

  it("leave out what is empty, and what the page tells by a link of its own", () => {
    const register = registerOf(["name", "text"], ["caseNo", "case"], ["document", "document"]);
    expect(shown(register, { name: "", caseNo: "1", document: "x" })).toEqual({});
  });

  it("fill a record's title by the same names, in each language", () => {
    const register = registerOf(["name", "text"], ["place", "division"]);
    expect(recordTitle(pack, register, { id: "1", data: { name: "甲", place: "210311006" } })).toEqual({
      zh: "甲（汤岗子街道）",
      en: "甲（Tanggangzi Subdistrict）",
    });
  });
});
