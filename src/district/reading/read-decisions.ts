import { faultFrom } from "../shape/fault.ts";
import type { MatterDecisions } from "../pack/pack.ts";
import { pathsIn, readText, type PackReader } from "../pack/pack-reader.ts";
import { checkModels, compileModels, decide, findDecision, type DecisionModels } from "#rules";
import type { Decide } from "#engine";
import type { Json, Problem } from "#kernel";

/** Reads every DMN file of a folder, a matter's or the district's, as models that belong together; undefined when one is faulty. */
export async function readDecisions(
  reader: PackReader,
  folder: string,
): Promise<MatterDecisions | undefined> {
  const sources = pathsIn(reader, folder, ".dmn").flatMap((file) => {
    const xml = readText(reader, file);
    return xml === undefined ? [] : [{ file, xml }];
  });
  if (sources.length === 0) return { sources, models: null, shared: null, decide: null };
  const models = await compileModels(sources.map(({ file, xml }) => ({ path: file, xml })));
  const faults = models.ok ? checkModels(models.value) : models.error;
  for (const fault of faults) {
    const file = detailOf(fault, "file") ?? sources[0]?.file ?? folder;
    reader.report(faultFrom(file, detailOf(fault, "element") ?? "", fault));
  }
  if (!models.ok || faults.length > 0) return undefined;
  return { sources, models: models.value, shared: null, decide: decideWith(models.value) };
}

/** A matter's own decisions, and for what they do not hold those of the district (`decisions/`). */
export function withShared(own: MatterDecisions, shared: MatterDecisions): MatterDecisions {
  const { decide: decideOwn, models } = own;
  const { decide: decideShared } = shared;
  if (decideShared === null) return own;
  const decideEither: Decide = (decision, input, at) =>
    decideOwn !== null && models !== null && findDecision(models, decision) !== undefined
      ? decideOwn(decision, input, at)
      : decideShared(decision, input, at);
  return { ...own, shared: shared.models, decide: decideEither };
}

/** What the engine asks: the answer, and as its grounds the rules that matched, facts read and the version. */
function decideWith(models: DecisionModels): Decide {
  return (decision, input, { now }) => {
    const answer = decide(models, decision, input, { now });
    if (!answer.ok) return answer;
    const { value, matched, facts, version } = answer.value;
    const rules: Json = matched.map((each) => ({ ...each, rules: [...each.rules] }));
    return { ok: true, value: { value, detail: { decision, matched: rules, facts: [...facts], version } } };
  };
}

function detailOf({ details }: Problem, name: string): string | undefined {
  const value = details?.[name];
  return typeof value === "string" && value !== "" ? value : undefined;
}
