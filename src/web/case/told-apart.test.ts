import { expect, it } from "vitest";
import type { TaskAnswer } from "#contract";
import { toldApart } from "./told-apart.ts";

const task = (id: string, zh: string, en: string): TaskAnswer => ({
  id,
  element: "t",
  name: { zh, en },
  role: "clerk",
  optional: false,
  dueAt: null,
  period: null,
  refused: null,
  form: null,
  values: {},
  ways: [],
  returns: [],
  takenBy: null,
  returned: null,
  outside: null,
});

it("says of runs of one task which each is, and leaves a name that stands alone", () => {
  const tasks = [task("1", "会签", "Sign"), task("2", "收件审查", "Intake"), task("3", "会签", "Sign")];
  expect(toldApart(tasks).map(({ id, name }) => [id, name.zh, name.en])).toEqual([
    ["1", "会签（第1项，共2项）", "Sign (1 of 2)"],
    ["2", "收件审查", "Intake"],
    ["3", "会签（第2项，共2项）", "Sign (2 of 2)"],
  ]);
});
