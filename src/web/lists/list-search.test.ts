import { expect, it } from "vitest";
import { cleared, listSearch, narrowedBy, parseSearch, stringifySearch } from "./list-search.ts";

const read = listSearch({ view: ["mine", "done"], q: null, after: null });

it("reads what it knows, the usual where nothing or nonsense is said, and leaves the rest out", () => {
  const search = (text: string) => read(parseSearch(text) as never);
  expect(search("?view=done&q=饭店&after=abc&other=1")).toEqual({ view: "done", q: "饭店", after: "abc" });
  expect(search("?view=none")).toEqual({ view: "mine", q: "", after: "" });
});

it("keeps every value plain text there and back, and says nothing of what is empty", () => {
  const search = { view: "done", q: "2103112026111601000013", after: "", light: "true" };
  const text = stringifySearch(search);
  expect(text).toBe("?view=done&q=2103112026111601000013&light=true");
  expect(parseSearch(text)).toEqual({ view: "done", q: "2103112026111601000013", light: "true" });
  expect(stringifySearch({ q: "" })).toBe("");
  expect(parseSearch(stringifySearch({ q: "a&b=c d+é" }))).toEqual({ q: "a&b=c d+é" });
});

it("counts a span of days once, and clears from the beginning of the list", () => {
  const filters = ["q", "from", "to"];
  expect(narrowedBy({ q: "", from: "2026-01-01", to: "2026-02-01", view: "done" }, filters)).toBe(1);
  expect(narrowedBy({ q: "x", from: "", to: "2026-02-01" }, filters)).toBe(2);
  expect(cleared(["q", "from"])).toEqual({ q: "", from: "", after: "" });
});
