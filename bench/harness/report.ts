import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { cpus, totalmem } from "node:os";
import type { Figures } from "./alternate.ts";
import type { Spread } from "./statistics.ts";

/** Figures as they are kept: with the machine they were measured on, without its name. */
type Kept = Figures & {
  readonly measuredOn: string;
  readonly machine: string;
  readonly node: string;
  readonly postgres: string | null;
};

const RESULTS = new URL("../results/", import.meta.url);
const PAGE = new URL("../../docs/reference/performance.md", import.meta.url);

/** Writes `bench/results/<row>.json` and prints the page again from everything kept there. */
export async function keepFigures(figures: Figures, postgres: string | null): Promise<void> {
  await mkdir(RESULTS, { recursive: true });
  const kept: Kept = {
    ...figures,
    measuredOn: new Date().toISOString().slice(0, 10),
    machine: machineLine(),
    node: process.version,
    postgres,
  };
  await writeFile(new URL(`${figures.name}.json`, RESULTS), `${JSON.stringify(kept, null, 2)}\n`);
  await writePage();
}

function machineLine(): string {
  const [first] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${cpus().length} cores (${first?.model.trim() ?? "?"}), ${memory} GB memory, ${process.platform} ${process.arch}`;
}

/** Prints docs/reference/performance.md from the kept results. */
export async function writePage(): Promise<void> {
  const names = (await readdir(RESULTS)).filter((name) => name.endsWith(".json")).toSorted();
  const rows = await Promise.all(
    names.map(async (name) => JSON.parse(await readFile(new URL(name, RESULTS), "utf8")) as Kept),
  );
  await mkdir(new URL("./", PAGE), { recursive: true });
  await writeFile(PAGE, `${INTRODUCTION}\n${summary(rows)}\n${rows.map(sectionOf).join("\n")}`);
}

const INTRODUCTION = `# Performance

Printed by \`npm run bench\` from \`bench/results/\`; do not edit. Every row runs its parts in turn in one run, as often as stands beside it; a goal is judged by the median of the quotients taken within one round, and the spread (least – greatest) stands beside it. Misses are told as they are.
`;

function summary(rows: readonly Kept[]): string {
  const lines = rows.flatMap((row) =>
    row.goals.map(
      (goal) =>
        `| ${row.title} | ${goal.name} | ${goalWords(goal)} | ${spreadWords(goal.value)} | ${goal.met ? "met" : "**missed**"} |`,
    ),
  );
  return ["| what | measure | goal | median (spread) | |", "|---|---|---|---|---|", ...lines, ""].join("\n");
}

function goalWords(goal: Kept["goals"][number]): string {
  if (goal.atLeast !== undefined) return `≥ ${goal.atLeast}`;
  return goal.atMost === undefined ? "told only" : `≤ ${goal.atMost}`;
}

function sectionOf(row: Kept): string {
  const measures = [...new Set(Object.values(row.parts).flatMap((part) => Object.keys(part)))];
  const table = [
    `| part | ${measures.map((name) => `${name}${row.units[name] === undefined ? "" : ` (${row.units[name]})`}`).join(" | ")} |`,
    `|---|${measures.map(() => "---|").join("")}`,
    ...Object.entries(row.parts).map(
      ([name, part]) =>
        `| ${name} | ${measures.map((measure) => (part[measure] === undefined ? "" : spreadWords(part[measure]))).join(" | ")} |`,
    ),
  ];
  return [
    `## ${row.title}`,
    "",
    `\`npm run bench -- ${row.name}\` · ${row.measuredOn} · ${row.machine} · Node ${row.node}${row.postgres === null ? "" : ` · PostgreSQL ${row.postgres}`} · ${row.repetitions} repetitions`,
    "",
    ...table,
    "",
    ...row.notes.map((note) => `- ${note}`),
    "",
  ].join("\n");
}

function spreadWords({ median, least, greatest }: Spread): string {
  return `${numberWords(median)} (${numberWords(least)} – ${numberWords(greatest)})`;
}

function numberWords(value: number | null): string {
  if (value === null || Number.isNaN(value)) return "–";
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString("en-US");
  return Number(value.toPrecision(3)).toString();
}
