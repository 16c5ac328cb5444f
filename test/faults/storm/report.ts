import { mkdir, writeFile } from "node:fs/promises";
import { cpus, totalmem } from "node:os";
import { writePage } from "./page.ts";
import type { StormReport } from "./storm.ts";

const RESULTS = new URL("../results/", import.meta.url);

/** Whether everything is as it was promised. */
export function wasWhole({ verdict, faults }: StormReport): boolean {
  const { lost, duplicates, stuck, untrue } = verdict;
  return [lost, duplicates, stuck, untrue, faults].every(({ length }) => length === 0);
}

/** The figures that matter, as they are kept and printed. */
function figuresOf(report: StormReport) {
  const { verdict, weather, servers, told, licences, connectors, audit, faults, seconds } = report;
  const { errands = 0, dispatches = 0, echoes = 0 } = verdict.counts;
  const licenceCount = licences.granted + licences.refused;
  return {
    asked: report.asked,
    cases: licenceCount + errands + dispatches + echoes,
    byMatter: { licences: licenceCount, errands, dispatches, echoes },
    waitingForWhatTheScriptNeverGave: verdict.counts["waiting"] ?? 0,
    kills: weather.kills,
    restarts: weather.restarts,
    startsRefusedWhilePostgresWasAway: servers.reduce((sum, each) => sum + each.refusedStarts, 0),
    readiness: weather.readiness,
    requests: { answered: told.answered, unanswered: told.unanswered, refusedAsAway: told.away },
    effects: {
      due: verdict.counts["effectsDue"] ?? 0,
      applied: verdict.counts["effectsApplied"] ?? 0,
      deliveries: verdict.counts["deliveries"] ?? 0,
      workersDiedAfterEffect: connectors.died,
      workersFailedBefore: connectors.failed,
    },
    messagesSent: connectors.messages,
    lost: verdict.lost.length,
    duplicates: verdict.duplicates.length,
    stuck: verdict.stuck.length,
    untrue: verdict.untrue.length,
    otherFaults: faults.length,
    statesFolded: verdict.counts["statesFolded"] ?? 0,
    audit,
    seconds,
    seed: report.seed,
    load: report.load,
  };
}

/** The report as text, every fault with it. */
export function reportText(report: StormReport): string {
  const { verdict, faults } = report;
  const lists = { ...verdict, counts: [], faults };
  const lines = Object.entries(lists).flatMap(([name, list]) => list.map((each) => `  [${name}] ${each}`));
  const most = 100;
  return [
    JSON.stringify(figuresOf(report), null, 2),
    wasWhole(report) ? "无丢失、无重复、无卡住 / nothing lost, doubled or stuck" : "有问题 / faults found:",
    ...lines.slice(0, most),
    ...(lines.length > most ? [`  … ${lines.length - most} more`] : []),
    "",
  ].join("\n");
}

/** The figures with the machine they come from, without its name. */
export type KeptReport = ReturnType<typeof figuresOf> & {
  readonly measuredOn: string;
  readonly machine: string;
  readonly node: string;
  readonly postgres: string;
};

/** Writes test/faults/results/faults.json, and prints the page again from it. */
export async function keepReport(report: StormReport): Promise<void> {
  const [first] = cpus();
  const kept: KeptReport = {
    measuredOn: new Date().toISOString().slice(0, 10),
    machine: `${cpus().length} cores (${first?.model.trim() ?? "?"}), ${Math.round(totalmem() / 2 ** 30)} GB memory`,
    node: process.version,
    postgres: report.postgres,
    ...figuresOf(report),
  };
  await mkdir(RESULTS, { recursive: true });
  await writeFile(new URL("faults.json", RESULTS), `${JSON.stringify(kept, null, 2)}\n`);
  await writePage(kept);
}
