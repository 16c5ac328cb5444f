import { expect, test } from "vitest";
import type { Effect } from "#engine";
import type { Instant } from "#kernel";
import { netEffects } from "./net-effects.ts";

const started = (dueAt: string): Effect => ({
  kind: "startTimer",
  timer: { id: "e1", element: "late", dueAt: dueAt as Instant },
});
const cancelled = (): Effect => ({ kind: "cancelTimer", timer: "e1" });

test("a timer that a pause stops and that runs again is kept once, as it stands at the end", () => {
  const [first, second] = [started("2022-10-12T15:59:59.999Z"), started("2022-10-18T15:59:59.999Z")];
  expect(netEffects([first, cancelled(), second])).toEqual([second]);
  expect(netEffects([cancelled(), second])).toEqual([second]);
  expect(netEffects([cancelled(), second, cancelled()])).toEqual([cancelled()]);
  expect(netEffects([first, cancelled()])).toEqual([]);
});
