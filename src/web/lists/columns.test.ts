import { expect, it } from "vitest";
import { moved, shownColumns, toldColumns } from "./columns.ts";

const answer = {
  columns: ["case", "task", "state", "organ"].map((id) => ({ id, name: { zh: id, en: id } })),
  lead: "case",
  usual: ["case", "task", "state"],
  sets: [] as { id: string; name: string; columns: string[]; usual: boolean }[],
  most: 20,
};

it("shows the address's columns, then the reader's usual set, then the product's", () => {
  const mine = { ...answer, sets: [{ id: "1", name: "短", columns: ["case", "organ"], usual: true }] };
  expect(shownColumns(answer, "")).toEqual(["case", "task", "state"]);
  expect(shownColumns(mine, "")).toEqual(["case", "organ"]);
  expect(shownColumns(mine, "case,state,task")).toEqual(["case", "state", "task"]);
});

it("leaves out what it does not know or was told twice, and never loses the column that opens a line", () => {
  expect(shownColumns(answer, "state,secret,state")).toEqual(["case", "state"]);
  expect(shownColumns(answer, "secret")).toEqual(["case", "task", "state"]);
});

it("says nothing in the address where the columns are the usual ones", () => {
  expect(toldColumns(answer, ["case", "task", "state"])).toBe("");
  expect(toldColumns(answer, ["case", "state", "task"])).toBe("case,state,task");
});

it("moves a column one place, and not beyond the ends", () => {
  expect(moved(["a", "b", "c"], "b", -1)).toEqual(["b", "a", "c"]);
  expect(moved(["a", "b", "c"], "b", 1)).toEqual(["a", "c", "b"]);
  expect(moved(["a", "b", "c"], "a", -1)).toEqual(["a", "b", "c"]);
});
