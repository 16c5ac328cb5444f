import { beforeAll, describe, expect, it } from "vitest";
import { expectOk } from "#kernel";
import { qianshanFiles } from "../../../test/support/qianshan-files.ts";
import type { DistrictPack, Matter } from "../pack/pack.ts";
import { parsePack } from "../whole/parse-pack.ts";
import { browseMatters } from "./browse-matters.ts";
import { searchMatters } from "./search-matters.ts";
import { soughtWordsOf } from "../parts/sought-words.ts";

let pack: DistrictPack;
let food: Matter;

beforeAll(async () => {
  pack = expectOk(await parsePack(qianshanFiles()));
  const found = pack.matters.get("food-business-licence");
  if (found === undefined) throw new Error("the pack lacks its matter");
  food = found;
});

const matterOf = (
  id: string,
  zh: string,
  plainWords: readonly string[],
  more: Partial<Matter> = {},
): Matter => {
  const words = { name: { zh, en: id }, mainItem: { zh, en: id }, plainWords, keywords: [], pinyin: [] };
  return { ...food, ...more, id, ...words, sought: soughtWordsOf(words, []) };
};

const found = (query: string, more: readonly Matter[] = []): readonly string[] =>
  searchMatters([food, ...more], pack, query).map(({ matter }) => matter.id);

describe("searchMatters", () => {
  it.each([
    ["开饭店", "what people say"],
    ["我想开小吃店", "what people say, in a sentence"],
    ["食品许可", "the name with words left out"],
    ["餐饮", "a keyword"],
    ["spjyxk", "initials of the name"],
    ["kfd", "initials of what people say"],
    ["jyxk", "initials from the middle"],
    ["shipin", "pinyin of the beginning"],
    ["jingyingxuke", "pinyin from a syllable on"],
    ["shipinjinyingxuke", "pinyin with one letter left out"],
    ["饰品经营", "signs that sound the same"],
    ["开饭电", "a wrong sign"],
    ["食品经瑩许可", "a wrong sign in the name"],
    ["准营", "a firm's event"],
    ["市场监管", "the organ"],
    ["licence", "English"],
    ["", "nothing at all"],
  ])("finds the food licence by “%s”: %s", (query) => {
    expect(found(query)).toContain("food-business-licence");
  });

  it.each(["结婚登记", "许可 结婚", "zzqx", "护照办理"])("does not find it by “%s”", (query) => {
    expect(found(query)).toEqual([]);
  });

  it("puts the name before what people say, and leaves what sounds alike for where there is neither", () => {
    const named = matterOf("named", "开饭店指导", []);
    const alike = matterOf("alike", "恺帆电器备案", []);
    expect(found("开饭店", [alike, named])).toEqual(["named", "food-business-licence"]);
    expect(found("凯帆电", [alike])).toContain("alike");
  });

  it("leaves out what is only almost met where something is met as it is written", () => {
    const shop = matterOf("shop", "个体工商户设立登记", ["开店"]);
    expect(found("开饭店", [shop])).toEqual(["food-business-licence"]);
    expect(found("开店", [shop])).toEqual(["shop", "food-business-licence"]);
    expect(found("开饭电", [shop])).toEqual(["food-business-licence"]);
  });

  it("puts beginning before changing and ending where they answer equally well", () => {
    const end = matterOf("a-end", "个体工商户注销登记", [], { events: ["close-firm"] });
    const begin = matterOf("b-begin", "个体工商户设立登记", [], { events: ["start-firm"] });
    expect(found("gtgsh", [end, begin])).toEqual(["b-begin", "a-end"]);
  });

  it("says by which words a matter answers", () => {
    expect(searchMatters([food], pack, "开饭店")[0]?.by).toBe("开饭店");
    expect(searchMatters([food], pack, "食品经营")[0]?.by).toBeNull();
  });
});

describe("browseMatters", () => {
  it("counts each facet under the other choices", () => {
    const birth = matterOf("birth", "出生登记", [], {
      events: ["birth"],
      audience: ["resident"],
      itemType: "20",
    });
    const all = browseMatters([food, birth], pack, { q: "" });
    expect(all.found).toHaveLength(2);
    expect(all.facets.event.map(({ id, count }) => [id, count])).toEqual([
      ["birth", 1],
      ["start-firm", 1],
      ["permits", 1],
    ]);
    const chosen = browseMatters([food, birth], pack, { q: "", type: "20" });
    expect(chosen.found.map(({ matter }) => matter.id)).toEqual(["birth"]);
    expect(chosen.facets.type.map(({ count }) => count)).toEqual([1, 1]);
    expect(chosen.facets.event.map(({ id }) => id)).toEqual(["birth"]);
  });
});
