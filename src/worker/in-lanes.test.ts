import { expect, it } from "vitest";
import { inLanes } from "./in-lanes.ts";

it("ends with the fault of one lane only when the others have ended", async () => {
  const done: number[] = [];
  const work = inLanes([1, 2, 3, 4], 2, async (item) => {
    if (item === 1) throw new Error("one");
    await new Promise((resolve) => setTimeout(resolve, 5));
    done.push(item);
  });
  await expect(work).rejects.toThrow("one");
  expect(done).toEqual([2, 3, 4]);
});
