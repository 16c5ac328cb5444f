import { describe, expect, it } from "vitest";
import { forgetUnfinished, rememberUnfinished, unfinishedOf, type Unfinished } from "./unfinished.ts";

const place = { account: "a", matter: "m", material: "plan" };
const one: Unfinished = {
  ...place,
  name: "平面图.pdf",
  size: 9,
  modified: 1,
  url: "/api/uploads/1",
  at: 1_000,
};

function storageOf(): Pick<Storage, "getItem" | "setItem"> {
  const kept = new Map<string, string>();
  return { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value) };
}

describe("uploads that were begun in this browser", () => {
  it("are found again for the same account and material only", () => {
    const storage = storageOf();
    rememberUnfinished(one, storage);
    rememberUnfinished({ ...one, url: "/api/uploads/2", account: "b" }, storage);
    expect(unfinishedOf(place, storage, 2_000)).toEqual([one]);
    expect(unfinishedOf({ ...place, material: "other" }, storage, 2_000)).toEqual([]);
  });

  it("are forgotten when they are done, or when the server has long forgotten them", () => {
    const storage = storageOf();
    rememberUnfinished(one, storage);
    expect(unfinishedOf(place, storage, 30 * 86_400_000)).toEqual([]);
    forgetUnfinished(one.url, storage, 2_000);
    expect(unfinishedOf(place, storage, 2_000)).toEqual([]);
  });

  it("are none where the browser keeps something else, or nothing at all", () => {
    const storage = storageOf();
    storage.setItem("yiwang.uploads", '[{"url":1},null,"x"]');
    expect(unfinishedOf(place, storage, 2_000)).toEqual([]);
    storage.setItem("yiwang.uploads", "{");
    expect(unfinishedOf(place, storage, 2_000)).toEqual([]);
    const closed = {
      getItem: () => null,
      setItem: () => {
        throw new Error("no room");
      },
    };
    expect(() => rememberUnfinished(one, closed)).not.toThrow();
  });
});
