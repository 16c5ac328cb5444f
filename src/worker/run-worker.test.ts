import { afterEach, expect, it, vi } from "vitest";
import type { KindOfWork } from "#store";
import { runWorker, type Worker } from "./run-worker.ts";

let worker: Worker | undefined;
afterEach(() => worker?.stop());

const soon = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

it("goes on with the other chores when one fails, at once or later", async () => {
  const faults: string[] = [];
  let rounds = 0;
  worker = runWorker({
    chores: [
      {
        name: "thrower",
        everyMs: 5,
        run: () => {
          throw new Error("at once");
        },
      },
      { name: "rejecter", everyMs: 5, run: () => Promise.reject(new Error("later")) },
      { name: "steady", everyMs: 5, run: async () => (rounds++, false) },
    ],
    onFault: (chore) => faults.push(chore),
  });
  await vi.waitFor(() => expect(rounds).toBeGreaterThan(2));
  expect(new Set(faults)).toEqual(new Set(["thrower", "rejecter"]));
});

it("tells a fault that stays the same once, and again after a round that went well", async () => {
  const faults: unknown[] = [];
  const rounds = ["away", "away", "busy", "busy", "well", "busy"];
  const done = Promise.withResolvers<void>();
  worker = runWorker({
    chores: [
      {
        name: "failing",
        everyMs: 1,
        run: async () => {
          const words = rounds.shift();
          if (words === undefined) done.resolve();
          if (words !== "well") throw new Error(words ?? "busy");
          return false;
        },
      },
    ],
    onFault: (_chore, fault) => faults.push(fault),
  });
  await done.promise;
  expect(faults.map((fault) => (fault as Error).message)).toEqual(["away", "busy", "busy"]);
});

it("looks again at once when poked, except for chores that keep their own time", async () => {
  const runs = { eager: 0, timed: 0 };
  worker = runWorker({
    chores: [
      { name: "eager", everyMs: 60_000, run: async () => (runs.eager++, false) },
      { name: "timed", everyMs: 60_000, onlyOnTime: true, run: async () => (runs.timed++, false) },
    ],
    onFault: () => undefined,
  });
  await soon(10);
  worker.poke();
  await soon(10);
  expect(runs).toEqual({ eager: 2, timed: 1 });
});

it("runs a chore again without waiting while there is more to do", async () => {
  let left = 5;
  worker = runWorker({
    chores: [{ name: "backlog", everyMs: 60_000, run: async () => --left > 0 }],
    onFault: () => undefined,
  });
  await soon(30);
  expect(left).toBe(0);
});

it("rests between two looks that changes wake, and misses none of them", async () => {
  const looks: number[] = [];
  worker = runWorker({
    chores: [{ name: "woken", everyMs: 400, run: async () => (looks.push(performance.now()), false) }],
    onFault: () => undefined,
  });
  await soon(5);
  for (let poke = 0; poke < 30; poke += 1) {
    worker.poke();
    await soon(5);
  }
  await vi.waitFor(() => expect(looks.length).toBeGreaterThanOrEqual(3));
  const woken = looks.slice(1, 4);
  for (const [place, at] of woken.entries())
    if (place > 0) expect(at - (woken[place - 1] ?? 0)).toBeGreaterThan(90);
  expect(looks.length).toBeLessThanOrEqual(5);
});

it("asks once what is due for all chores of a kind, and wakes those alone", async () => {
  const runs = { timers: 0, notices: 0, both: 0 };
  const asked: string[][] = [];
  let due: readonly KindOfWork[] = [];
  worker = runWorker({
    chores: [
      { name: "timers", everyMs: 5, of: ["timers"], run: async () => (runs.timers++, false) },
      { name: "notices", everyMs: 5, of: ["outbox notice"], run: async () => (runs.notices++, false) },
      {
        name: "both",
        everyMs: 5,
        of: ["timers", "outbox notice"],
        run: async () => (runs.both++, false),
      },
    ],
    workDue: async (kinds) => {
      asked.push([...kinds]);
      return new Set(due);
    },
    onFault: () => undefined,
  });
  await soon(30);
  // Once at the start: what was left by a server that died waits for nobody.
  expect(runs).toEqual({ timers: 1, notices: 1, both: 1 });
  expect(asked).toEqual([["timers", "outbox notice"]]);
  due = ["outbox notice"];
  worker.poke();
  await soon(30);
  expect(runs).toEqual({ timers: 1, notices: 2, both: 2 });
});
