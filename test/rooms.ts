// npm run rooms: holds the order of the rooms, and holds the checker itself to having seen them.
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const depcruise = `${root}node_modules/dependency-cruiser/bin/dependency-cruiser.mjs`;

type Summary = { readonly totalCruised: number; readonly violations: readonly Violation[] };
type Violation = { readonly rule: { readonly name: string }; readonly from: string; readonly to: string };

function cruise(): Summary {
  const ran = spawnSync(
    process.execPath,
    [depcruise, "src", "--config", ".dependency-cruiser.cjs", "--output-type", "json"],
    {
      cwd: root,
      encoding: "utf8",
      maxBuffer: 256 * 1024 * 1024,
    },
  );
  if (ran.stdout === "") throw new Error(`dependency-cruiser said nothing: ${ran.stderr}`);
  return (JSON.parse(ran.stdout) as { summary: Summary }).summary;
}

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

// Planted offenders: were they not reported, the checker would be seeing nothing.
const offences = {
  "src/kernel/planted-offence": 'import "#engine";\nimport "node:fs";\nimport "../../calendar/types.ts";\n',
  "src/cases/case/planted-offence": 'import "../../afterwards/cards.ts";\n',
};
let plantedSummary: Summary;
try {
  for (const [folder, imports] of Object.entries(offences)) {
    mkdirSync(`${root}${folder}`, { recursive: true });
    writeFileSync(`${root}${folder}/offender.ts`, imports);
  }
  plantedSummary = cruise();
} finally {
  for (const folder of Object.keys(offences)) rmSync(`${root}${folder}`, { recursive: true, force: true });
}
const caught = new Set(
  plantedSummary.violations
    .filter(({ from }) => from.includes("planted-offence"))
    .map(({ rule }) => rule.name),
);
for (const rule of ["floor-kernel", "pure", "door-only", "floor-cases-case"])
  if (!caught.has(rule))
    fail(`the checker of rooms is blind: the rule ${rule} did not see a planted offence`);

const real = plantedSummary.violations.filter(({ from }) => !from.includes("planted-offence"));
for (const { rule, from, to } of real) process.stderr.write(`${rule.name}: ${from} → ${to}\n`);
const rooms = readdirSync(`${root}src`).length;
if (plantedSummary.totalCruised < rooms * 3) fail(`only ${plantedSummary.totalCruised} modules were seen`);
if (real.length > 0) fail(`${real.length} imports break the order of the rooms`);
process.stdout.write(`rooms: ${plantedSummary.totalCruised} modules in order\n`);
