import { CONDITIONS, type Matter } from "#district";
import { err, ok, problem, type Problem, type Result } from "#kernel";
import { checkModels, compileModels, findDecision, type DecisionModels } from "#rules";
import type { MachineDecision } from "../case/facts-ports.ts";
import { trialOf, type Trial, type TrialLine } from "./decide-again.ts";

/** Reads rules that are sent to be tried. Errors: those of reading them, RULES_WITHOUT_CONDITIONS. */
export async function readRules(xml: string): Promise<Result<DecisionModels, Problem>> {
  const read = await compileModels([{ path: "decide.dmn", xml }]);
  const faults = read.ok ? checkModels(read.value) : read.error;
  const [fault] = faults;
  if (!read.ok || fault !== undefined) return err(fault ?? problem("RULES_WITHOUT_CONDITIONS"));
  if (findDecision(read.value, CONDITIONS) === undefined)
    return err(problem("RULES_WITHOUT_CONDITIONS", { decision: CONDITIONS }));
  return read;
}

/** Reads the decisions of a period, a page after another, in the order of their moments. */
export type DecisionPages = (after: MachineDecision | null) => Promise<readonly MachineDecision[]>;

/** The most cases that are tried at once, and the most of them that are listed. */
const MOST_TRIED = 20_000;

/**
 * Tries rules on every decision of a period (规则试算): counts, and each case that would come to something else. Nothing
 * is asked anew and nothing is kept. Errors: MATTER_NOT_INSTANT.
 */
export async function tryRules(
  matter: Matter,
  models: DecisionModels,
  pages: DecisionPages,
  mostLines: number,
): Promise<Result<Trial & { readonly more: boolean; readonly lines: readonly TrialLine[] }, Problem>> {
  const { instant } = matter;
  if (instant === null) return err(problem("MATTER_NOT_INSTANT", { matter: matter.name.zh }));
  const lines: TrialLine[] = [];
  const count = { tried: 0, same: 0, toPerson: 0, toMachine: 0 };
  let after: MachineDecision | null = null;
  for (;;) {
    const page: readonly MachineDecision[] = await pages(after);
    for (const kept of page) {
      const line = trialOf(models, instant, kept);
      count.tried += 1;
      if (line.before === line.now) count.same += 1;
      else if (line.before) count.toPerson += 1;
      else count.toMachine += 1;
      if (line.before !== line.now && lines.length < mostLines) lines.push(line);
    }
    after = page.at(-1) ?? null;
    if (after === null) return ok({ ...count, more: false, lines });
    if (count.tried >= MOST_TRIED) return ok({ ...count, more: true, lines });
  }
}
