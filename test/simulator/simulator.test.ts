import * as fc from "fast-check";
import { expect, test } from "vitest";
import { expectOk } from "#kernel";
import { compileProcess } from "#process";
import { blocks } from "../support/random-blocks.ts";
import { processOf } from "../support/random-process.ts";
import { simulate, type Scenario } from "./simulate.ts";

/** A round that fails prints what replays it and nothing else: its seed, one round, the same number of cases. */
const replayOf = (seed: number, cases: number): string =>
  `YIWANG_SEED=${seed} YIWANG_ROUNDS=1 YIWANG_CASES=${cases}`;
const SEED = Number(process.env["YIWANG_SEED"] ?? 20_220_930);
const ROUNDS = Number(process.env["YIWANG_ROUNDS"] ?? 3);
const CASES = Number(process.env["YIWANG_CASES"] ?? 150);

/** Long enough that cases meet crashes on their way. */
const long = fc.array(blocks, { minLength: 3, maxLength: 6 });

async function scenariosOf(seed: number): Promise<readonly Scenario[]> {
  return Promise.all(
    fc.sample(long, { seed, numRuns: 12 }).map(async (parts) => {
      const { xml, variables } = processOf({ kind: "sequence", blocks: parts });
      const plans = expectOk(await compileProcess(xml));
      const plan = plans.find(({ id }) => id === "p");
      if (plan === undefined) throw new Error("no plan");
      return { plan, plans, variables };
    }),
  );
}

test("many cases at once survive crashes, stale servers, double deliveries and failing jobs, faster than life", async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const seed = SEED + round;
    const replay = replayOf(seed, CASES);
    const { told, speed } = await simulated(seed).catch((fault: unknown) => {
      throw new Error(`simulation failed, replay with ${replay}: ${String(fault)}`, { cause: fault });
    });
    process.stderr.write(`${replay}: ${JSON.stringify(told)}, ${Math.round(speed)} × real time\n`);
    expect(told.completed + told.terminated, replay).toBe(CASES);
    expect(speed, replay).toBeGreaterThan(1000);
  }
});

async function simulated(
  seed: number,
): Promise<{ readonly told: ReturnType<typeof simulate>; readonly speed: number }> {
  const scenarios = await scenariosOf(seed);
  const begun = performance.now();
  const told = simulate(seed, scenarios, CASES);
  return { told, speed: told.virtualMs / (performance.now() - begun) };
}

test("a round replayed alone is the round itself", async () => {
  const [first, second] = [await scenariosOf(31), await scenariosOf(32)];
  simulate(31, first, 20);
  const inTurn = simulate(32, second, 20);
  expect(simulate(32, await scenariosOf(32), 20)).toEqual(inTurn);
  expect(simulate(32, second, 21)).not.toEqual(inTurn);
});

test("a seed always gives the same run", async () => {
  const scenarios = await scenariosOf(7);
  expect(simulate(7, scenarios, 20)).toEqual(simulate(7, scenarios, 20));
});
