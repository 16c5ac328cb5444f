import { expect, test } from "vitest";
import { parseInstant, expectOk } from "#kernel";
import { factsOfCase } from "./facts-of-case.ts";

const NOW = expectOk(parseInstant("2022-10-12T09:00:00+08:00"));

test("a matter's facts are told by its FEEL, plain values alone, and null until they can be", () => {
  const caseFacts = { reworks: "=reworks", source: "=form.source", late: "=dueOn > 3", all: "=form" };
  expect(factsOfCase({ caseFacts }, { reworks: 2, form: { source: "grid" } }, NOW)).toEqual({
    reworks: 2,
    source: "grid",
    late: null,
    all: null,
  });
});
