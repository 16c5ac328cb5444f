// npm run faults [-- --cases 5000 --seed N --seconds N]: a storm over the platform, and what it cost.
import { parseArgs } from "node:util";
import { keepReport, reportText, wasWhole } from "./storm/report.ts";
import { runStorm } from "./storm/storm.ts";

const USAGE = "npm run faults -- [--cases 5000] [--seed N] [--seconds 3600]";
const WHOLE = 5_000;
process.exitCode = await main();

async function main(): Promise<number> {
  const asked = readOptions();
  if (asked === undefined) return 2;
  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop.abort());
  try {
    const report = await runStorm({
      ...asked,
      every: [5, 10],
      signal: stop.signal,
      tell: (line) => process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${line}\n`),
    });
    process.stdout.write(reportText(report));
    // A short storm shows that it blows; its figures are not for keeping.
    if (asked.cases >= WHOLE) await keepReport(report);
    return wasWhole(report) ? 0 : 1;
  } catch (fault) {
    process.stderr.write(`${fault instanceof Error ? fault.message : String(fault)}\n`);
    // Whatever still waits for what was ended would keep the process.
    process.exit(1);
  }
}

function readOptions(): { cases: number; seed: number; seconds: number } | undefined {
  try {
    const { values } = parseArgs({
      options: {
        cases: { type: "string", default: String(WHOLE) },
        seed: { type: "string", default: String(Date.now() % 1_000_000) },
        seconds: { type: "string", default: "3600" },
      },
    });
    const [cases, seed, seconds] = [Number(values.cases), Number(values.seed), Number(values.seconds)];
    if (![cases, seed, seconds].every((each) => Number.isInteger(each) && each >= 0) || cases < 10)
      throw new Error("--cases, --seed and --seconds are whole numbers, and there are ten cases at least");
    return { cases, seed, seconds };
  } catch (fault) {
    process.stderr.write(
      `用法不对 / wrong use: ${fault instanceof Error ? fault.message : fault}\n${USAGE}\n`,
    );
    return undefined;
  }
}
