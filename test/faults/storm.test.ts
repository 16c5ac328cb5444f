import { describe, expect, it } from "vitest";
import { SEED } from "./chance.ts";
import { reportText, wasWhole } from "./storm/report.ts";
import { runStorm } from "./storm/storm.ts";

const CASES = 600;

describe("a storm over two servers and their database (PostgreSQL)", () => {
  it(`loses nothing, does nothing twice and leaves nothing stuck (${CASES} cases, seed ${SEED})`, async () => {
    const told: string[] = [];
    const report = await runStorm({
      cases: CASES,
      seed: SEED,
      seconds: 120,
      every: [1.5, 3],
      tell: (line) => told.push(line),
    });
    const text = reportText(report);
    process.stderr.write(`${told.join("\n")}\n${text}`);
    expect(wasWhole(report), text).toBe(true);
    expect(report.weather.kills.some((kills) => kills > 0) || report.weather.restarts.immediate > 0).toBe(
      true,
    );
    expect(report.told.away + report.told.unanswered, "no blow met a request").toBeGreaterThan(0);
  }, 900_000);
});
