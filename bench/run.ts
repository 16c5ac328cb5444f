import { parseArgs } from "node:util";
import { alternate } from "./harness/alternate.ts";
import { findServerVersion, SERVER } from "./harness/database.ts";
import { keepFigures } from "./harness/report.ts";
import { ROWS } from "./rows/rows.ts";

// npm run bench [-- [--quick] [--list] name…]: measures the rows named, or all, and writes what came out.
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: "boolean" }, list: { type: "boolean" }, repetitions: { type: "string" } },
});
process.exitCode = await main();

async function main(): Promise<number> {
  if (values.list === true) {
    for (const { name, title } of ROWS) process.stdout.write(`${name.padEnd(16)} ${title}\n`);
    return 0;
  }
  const unknown = positionals.filter((name) => !ROWS.some((row) => row.name === name));
  if (unknown.length > 0) {
    process.stderr.write(
      `没有这项测试 / no such bench: ${unknown.join(", ")}\n可选 / known: ${ROWS.map(({ name }) => name).join(", ")}\n`,
    );
    return 2;
  }
  const rows = ROWS.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
  const version = await findServerVersion();
  if (version === undefined && rows.some(({ server }) => server)) {
    process.stderr.write(
      `PostgreSQL 没有应答：${SERVER}。请先启动它，或用 YIWANG_BENCH_DATABASE_URL 指明另一台。\nNo PostgreSQL answers at ${SERVER}. Start one, or name another in YIWANG_BENCH_DATABASE_URL.\n`,
    );
    return 1;
  }
  const quick = values.quick === true;
  const repetitions = Number(values.repetitions ?? (quick ? 2 : 5));
  for (const row of rows) {
    const effort = { quick, repetitions: row.once === true ? 1 : repetitions };
    const figures = await alternate(row, effort, (line) => process.stderr.write(`${line}\n`));
    for (const goal of figures.goals)
      process.stdout.write(
        `${row.name}: ${goal.name} = ${goal.value.median.toPrecision(3)} (${goal.met ? "met" : "missed"})\n`,
      );
    // A run of seconds shows that a bench works; its figures are not for keeping.
    if (!quick) await keepFigures(figures, version ?? null);
  }
  return 0;
}
