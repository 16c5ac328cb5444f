import { parseArgs } from "node:util";
import { dropKeptMillion } from "./bulk/kept-million.ts";
import { alternate } from "./harness/alternate.ts";
import { findServerVersion, SERVER } from "./harness/database.ts";
import { keepFigures } from "./harness/report.ts";
import type { Row } from "./harness/row.ts";
import { ROWS } from "./rows/rows.ts";

// npm run bench [-- [--quick] [--list] name…]: measures the rows named, or all, and writes what came out.
const USAGE = `用法 / usage: npm run bench -- [--quick] [--repetitions N] [name…]
  --list          列出各项 / lists the benches
  --quick         只看能否运行，数秒，不留数字 / shows that they work, in seconds; keeps no figures
  --repetitions N 每项重复次数，不写为 5 / how often each is measured, 5 where not given
不写名称则全部运行 / without names all are run
YIWANG_BENCH_MILLION=库名：百万案卷的库写好后留下，下次再用 / keeps the store of a million cases under this name for the next run
`;
process.exitCode = await main();

async function main(): Promise<number> {
  const asked = readArguments();
  if (typeof asked === "string") {
    process.stderr.write(`${asked}\n${USAGE}`);
    return 2;
  }
  const { values, positionals } = asked;
  if (values.help === true) {
    process.stdout.write(USAGE);
    return 0;
  }
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
  if (!Number.isInteger(repetitions) || repetitions < 1) {
    process.stderr.write(
      `--repetitions 应为正整数 / must be a whole number from 1: ${values.repetitions}\n${USAGE}`,
    );
    return 2;
  }
  try {
    await measure(rows, quick, repetitions, version ?? null);
  } finally {
    await dropKeptMillion();
  }
  return 0;
}

async function measure(
  rows: readonly Row[],
  quick: boolean,
  repetitions: number,
  version: string | null,
): Promise<void> {
  for (const row of rows) {
    const effort = { quick, repetitions: row.once === true ? 1 : repetitions };
    const figures = await alternate(row, effort, (line) => process.stderr.write(`${line}\n`));
    for (const goal of figures.goals)
      process.stdout.write(
        `${row.name}: ${goal.name} = ${goal.value.median.toPrecision(3)} (${goal.met ? "met" : "missed"})\n`,
      );
    // A run of seconds shows that a bench works; its figures are not for keeping.
    if (!quick) await keepFigures(figures, version);
  }
}

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        help: { type: "boolean", short: "h" },
        quick: { type: "boolean" },
        list: { type: "boolean" },
        repetitions: { type: "string" },
      },
    });
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
