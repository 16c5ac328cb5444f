import { mkdir, writeFile } from "node:fs/promises";
import type { KeptReport } from "./report.ts";

const PAGE = new URL("../../../docs/reference/faults.md", import.meta.url);

/** Prints docs/reference/faults.md from a kept report. */
export async function writePage(report: KeptReport): Promise<void> {
  await mkdir(new URL("./", PAGE), { recursive: true });
  await writeFile(PAGE, `${INTRODUCTION}\n${figures(report)}${CLIENTS}`);
}

const INTRODUCTION = `# Faults

Printed by \`npm run faults\` from \`test/faults/results/faults.json\`; do not edit.

Two processes of \`yiwang serve\` work on one PostgreSQL database, a cluster made for the run with fsync on. Every 5 to 10 seconds, at moments and in an order that follow from the seed, one of them is ended by \`kill -9\` and started again as a supervisor would, or PostgreSQL is restarted: two times of three as after a power cut (\`-m immediate\`), else in good order (\`-m fast\`), and away for up to one and a half seconds. The last server that is up is seldom killed while the other one starts. Meanwhile

- people apply for food business licences and officers take them to a decision, sealed documents, certificates and registers included;
- people apply for errands, and another system begins dispatches by messages. Both do a job an item side by side (multi-instance) while a timer runs and a payment is waited for in a parallel branch, then a last job; an errand then tells another matter, whose case begins by that message. Of a hundred, two are never paid;
- connected systems take the jobs under lease, bring each as an effect to a sink outside (a process of its own that keeps every delivery on disk) under the platform's key, case and job, and then answer. Of a hundred, five fail first, and three die between the effect and the answer.

Every request goes to either server; one that gets no answer, or \`503 STORE_AWAY\`, is sent again to either under the same idempotency key, message id or lease. When it is calm again and nothing is on its way, everything is held against what was acknowledged:

- **lost**: an application, act, message or end of a job that was acknowledged and is missing; an effect that never happened;
- **doubled**: a case, document, certificate, number or completion there twice; an effect of a case that reached the sink under two keys. The sink applies an effect once a key, so deliveries may be more than effects;
- **stuck**: a case that has neither ended nor waits for the payment that was never made and for nothing else; an order, message or document still on its way; a failure;
- **untrue**: a stored state that the case's entries do not add up to, or a figure that differs from its facts counted again.

Besides, \`yiwang audit\` must find every chain, state and anchor sound, no server may end by itself, and \`/readyz\` must be red while PostgreSQL is away and green afterwards.
`;

const CLIENTS = `
## What a client sees

While the database is away the servers live on. \`/healthz\` answers 200, \`/readyz\` 503 within three seconds; every request that needs the database gets \`503\` with the code \`STORE_AWAY\` and \`Retry-After: 5\`, the sign-in pages a page that says so. Whether what was sent then stands is not known, so send it again under the same \`idempotency-key\`, message \`id\` or \`lease\`: what stands already is answered again, not done again. Chores say once in the log that the database is away and go on when it is back; what a server had taken when it died is taken by another within ten seconds, a job when its lease ends. A server that is started meanwhile ends with \`STORE_UNREACHABLE\` and exit code 1: let a supervisor start it again.
`;

function figures(report: KeptReport): string {
  const { byMatter, kills, restarts, readiness, requests, effects, audit, seconds } = report;
  const rows: readonly (readonly [string, string | number])[] = [
    ["cases asked for, and come to", `${number(report.asked)} · ${number(report.cases)}`],
    ["of these licences, errands, dispatches, echoes", Object.values(byMatter).map(number).join(" · ")],
    ["seed", report.seed],
    ["kill -9 of either server", kills.join(" + ")],
    ["restarts of PostgreSQL, immediate and fast", `${restarts.immediate} + ${restarts.fast}`],
    ["requests answered", number(requests.answered)],
    [
      "requests without an answer, refused as away; all sent again",
      `${number(requests.unanswered)} · ${number(requests.refusedAsAway)}`,
    ],
    ["/readyz red while away, green afterwards", `${readiness.red} · ${readiness.green}`],
    [
      "effects due, applied, deliveries",
      [effects.due, effects.applied, effects.deliveries].map(number).join(" · "),
    ],
    ["**lost**", `**${report.lost}**`],
    ["**doubled**", `**${report.duplicates}**`],
    ["**stuck**", `**${report.stuck}**`],
    ["untrue, other faults", `${report.untrue} · ${report.otherFaults}`],
    ["waiting for a payment never made", number(report.waitingForWhatTheScriptNeverGave)],
    [
      "audit: entries, subjects, anchors",
      [audit.entries, audit.subjects, audit.anchors].map(number).join(" · "),
    ],
    [
      "seconds of storm, of settling, in all",
      [seconds.storm, seconds.settling, seconds.whole].map((each) => number(Math.round(each))).join(" · "),
    ],
    [
      "load of the machine before and after",
      `${report.load.before.toFixed(1)} · ${report.load.after.toFixed(1)}`,
    ],
  ];
  return `
## Last run kept

\`npm run faults -- --seed ${report.seed}\` · ${report.measuredOn} · ${report.machine} · Node ${report.node} · PostgreSQL ${report.postgres}

| | |
|---|---|
${rows.map(([name, value]) => `| ${name} | ${value} |`).join("\n")}
`;
}

const number = (value: number): string => value.toLocaleString("en-US");
