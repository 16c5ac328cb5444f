import { expect, test } from "vitest";
import type { FigureAnswer } from "#contract";
import { grouped } from "./grouped.ts";

const both = (text: string) => ({ zh: text, en: text });
const figure = (id: string): FigureAnswer => ({
  id,
  name: both(id),
  unit: both("%"),
  value: null,
  records: 0,
  year: 2022,
  asOf: "2022-12-31T16:00:00.000Z",
  definition: both(id),
  owner: both(id),
  months: [],
  parts: [],
});

test("figures stand under their group in its order, the rest last, and no heading stands over nothing", () => {
  const groups = [
    { name: both("城市管理"), figures: ["closed", "reported", "notThere"] },
    { name: both("空"), figures: ["notThere"] },
  ];
  const told = grouped(["other", "reported", "closed"].map(figure), groups);
  expect(told.map(({ name, figures }) => [name?.zh ?? null, figures.map(({ id }) => id)])).toEqual([
    ["城市管理", ["closed", "reported"]],
    [null, ["other"]],
  ]);
});
