import { beforeAll, describe, expect, it } from "vitest";
import { expectOk } from "#kernel";
import { qianshanFiles } from "../../../test/support/qianshan-files.ts";
import { inBoth, organInBoth, placeInBoth } from "../pack/in-both.ts";
import type { DistrictPack } from "../pack/pack.ts";
import { parsePack } from "./parse-pack.ts";

let pack: DistrictPack;
beforeAll(async () => {
  pack = expectOk(await parsePack(qianshanFiles()));
});

/** Kinds of elements whose names people read in tasks and histories. */
const TOLD = new Set([
  "userTask",
  "serviceTask",
  "businessRuleTask",
  "sendTask",
  "scriptTask",
  "boundaryEvent",
]);

describe("a pack's names in both languages", () => {
  it("are known for every task, step and limit of Qianshan's processes and every title of a document", () => {
    const sources = [...pack.processes.values()].map(({ xml }) => xml).join("\n");
    const drawn = [...sources.matchAll(/<bpmn:(\w+) [^>]*?\bname="([^"]+)"/g)]
      .filter(([, kind = ""]) => TOLD.has(kind))
      .map(([, , name = ""]) => name);
    const titles = [...sources.matchAll(/<zeebe:header key="title" value="([^"]+)"/g)].map(
      ([, title = ""]) => title,
    );
    const names = [...drawn, ...titles, ...[...pack.organs.values()].map(({ shortName }) => shortName)];
    expect(names.length).toBeGreaterThan(40);
    expect([...new Set(names)].filter((name) => !pack.english.has(name))).toEqual([]);
  });

  it("are put together part by part, and stay Chinese where there is no English", () => {
    expect(inBoth(pack, "瑞汤小吃店 · 食品经营许可").en).toBe("瑞汤小吃店 · food business licence");
    expect(inBoth(pack, "热食类食品制售、冷食类食品制售").en).toBe("hot dishes, cold dishes");
    expect(inBoth(pack, "没有的名称、另一个")).toEqual({
      zh: "没有的名称、另一个",
      en: "没有的名称、另一个",
    });
  });

  it("say places from the street down, and the district and organs by their own names", () => {
    expect(placeInBoth(pack, "210311006002")).toEqual({
      zh: "汤岗子街道汤泉社区居民委员会",
      en: "汤泉社区居民委员会, Tanggangzi Subdistrict",
    });
    expect(placeInBoth(pack, "210311")).toEqual(pack.name);
    expect(placeInBoth(pack, "999").zh).toBe("999");
    expect(organInBoth(pack, "market-regulation").en).toBe("Market Regulation Bureau of Qianshan District");
  });

  it("may be left out: a pack without a dictionary is sound", async () => {
    const without = expectOk(await parsePack(qianshanFiles({ "english.yaml": null })));
    expect(inBoth(without, "作出决定")).toEqual({ zh: "作出决定", en: "作出决定" });
  });
});
