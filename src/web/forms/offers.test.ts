import { describe, expect, it } from "vitest";
import { findOffers, isChosen, offersOf } from "./offers.ts";

const schema = {
  "x-offers": [
    {
      const: "C-0101",
      title: "部件 · 公用设施 · 上水井盖",
      "x-en": "water cover",
      "x-find": "bujiangongyongsheshishangshuijinggai bjgyssssjg",
      sets: { kind: "component", class: "0101" },
    },
    {
      const: "E-0101",
      title: "事件 · 市容环境 · 私搭乱建",
      "x-en": "makeshift building",
      "x-find": "shijianshironghuanjingsidaluanjian sjsrhjsdlj",
      sets: { kind: "event", class: "0101" },
    },
    {
      const: "E-0102",
      title: "事件 · 市容环境 · 暴露垃圾",
      "x-en": "exposed refuse",
      "x-find": "shijianshironghuanjingbaolulaji sjsrhjbllj",
      sets: { kind: "event", class: "0102" },
    },
  ],
};
const keysFor = (typed: string) => findOffers(offersOf(schema), typed).map(({ key }) => key);

describe("choices that are searched", () => {
  it("are found by words, pinyin, initials and code, names that begin with it first", () => {
    expect(keysFor("暴露")).toEqual(["E-0102"]);
    expect(keysFor("bllj")).toEqual(["E-0102"]);
    expect(keysFor("baolu laji")).toEqual(["E-0102"]);
    expect(keysFor("0101")).toEqual(["C-0101", "E-0101"]);
    expect(keysFor("e-0101")).toEqual(["E-0101"]);
    expect(keysFor("市容环境")).toEqual(["E-0101", "E-0102"]);
    expect(keysFor("没有的")).toEqual([]);
  });

  it("are chosen by all the fields that they fill in", () => {
    const chosen = offersOf(schema).filter((each) =>
      isChosen(each, "0101", { kind: "event", class: "0101" }),
    );
    expect(chosen.map(({ key }) => key)).toEqual(["E-0101"]);
    expect(offersOf(schema).some((each) => isChosen(each, undefined, { kind: "event" }))).toBe(false);
  });
});
