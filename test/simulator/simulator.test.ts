import * as fc from "fast-check";
import { expect, test } from "vitest";
import { expectOk } from "#kernel";
import { compileProcess } from "#process";
import { blocks } from "../support/random-blocks.ts";
import { processOf } from "../support/random-process.ts";
import { simulate, type Scenario } from "./simulate.ts";

/** Set it to replay a failing run. */
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
    const scenarios = await scenariosOf(seed);
    const begun = performance.now();
    const told = simulate(seed, scenarios, CASES);
    const speed = told.virtualMs / (performance.now() - begun);
    process.stderr.write(`seed ${seed}: ${JSON.stringify(told)}, ${Math.round(speed)} × real time\n`);
    expect(told.completed + told.terminated).toBe(CASES);
    expect(speed).toBeGreaterThan(1000);
  }
});

test("a seed always gives the same run", async () => {
  const scenarios = await scenariosOf(7);
  expect(simulate(7, scenarios, 20)).toEqual(simulate(7, scenarios, 20));
});
