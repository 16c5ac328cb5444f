import type { Fault } from "../shape/fault.ts";
import type { DistrictPack, PackFiles } from "../pack/pack.ts";
import { readPackWhole } from "./parse-pack.ts";
import { runExamples } from "./run-examples.ts";
import { toVerifyIn, type ToVerify } from "./to-verify.ts";

/** What a check of a pack found: how much of it could be read, and whether its examples come out right. */
export type PackReport = {
  /** There when nothing in its files is at fault. */
  readonly pack: DistrictPack | undefined;
  readonly faults: readonly Fault[];
  /** What the pack itself marks as not yet checked against its source. */
  readonly toVerify: readonly ToVerify[];
  readonly matters: number;
  readonly organs: number;
  readonly registers: number;
  readonly indicators: number;
  readonly examples: { readonly run: number; readonly passed: number };
};

/** Reads a pack and, when it is sound, rehearses every matter's examples; a failed one is a fault too. */
export async function checkPack(files: PackFiles): Promise<PackReport> {
  const { pack, draft, faults } = await readPackWhole(files);
  const runs =
    pack === undefined ? [] : [...pack.matters.values()].map((matter) => runExamples(pack, matter));
  return {
    pack,
    faults: [...faults, ...runs.flatMap((each) => each.faults)],
    toVerify: toVerifyIn(files),
    matters: draft.matterDrafts.length,
    organs: draft.organs?.size ?? 0,
    registers: draft.registers?.size ?? 0,
    indicators: draft.indicators?.size ?? 0,
    examples: {
      run: runs.reduce((sum, { run }) => sum + run, 0),
      passed: runs.reduce((sum, { passed }) => sum + passed, 0),
    },
  };
}
