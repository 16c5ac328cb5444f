import { expect, it } from "vitest";
import { groupViews } from "./grouped-views.ts";

const view = (at: string, who: string) => ({ at, who, why: { zh: "查看办件", en: "looked at the case" } });

it("tells looks of one person in a row as one line and keeps the others apart", () => {
  const grouped = groupViews([view("3", "甲"), view("2", "甲"), view("1", "乙"), view("0", "甲")]);
  expect(grouped.map(({ at, firstAt, who, times }) => `${who} ${firstAt}-${at} ×${times}`)).toEqual([
    "甲 2-3 ×2",
    "乙 1-1 ×1",
    "甲 0-0 ×1",
  ]);
});
