import { randomBytes } from "node:crypto";
import type { DistrictPack } from "#district";
import { parseIndicator, type Indicator } from "#indicators";
import { err, ok, type Instant, type Problem, type Result } from "#kernel";
import { settingsOn, type Store } from "#store";
import { keepMirrors } from "../chores/keep-mirrors.ts";
import { keepDues } from "../ports/keep-dues.ts";
import { keepLookups } from "../ports/keep-lookups.ts";
import { publishMatters } from "../publishing/publish-matters.ts";
import { publishPlans, type Plans } from "../publishing/publish-plans.ts";
import { publishRules } from "../publishing/publish-rules.ts";
import { seedDemo, type Progress } from "./seed-demo.ts";

/** A district whose matters, plans and rules stand in its store. */
export type BroughtDistrict = {
  /** The pack as the catalogue of the store has it. */
  readonly pack: DistrictPack;
  readonly plans: Plans;
  readonly indicators: readonly Indicator[];
  /** The secret under which personal keys are digested. */
  readonly lookupKey: string;
};

/**
 * Brings a pack into an open store: its matters, plans and rules where they are new or changed, the days and look-ups
 * of its registers, and the demonstration's people and records where `demo` says so. What stands already stays.
 * Errors: those of an indicator that cannot be read.
 */
export async function bringDistrict(
  store: Store,
  read: DistrictPack,
  options: { readonly now: () => Instant; readonly demo: boolean; readonly progress?: Progress | undefined },
): Promise<Result<BroughtDistrict, readonly Problem[]>> {
  const { now, demo, progress = () => undefined } = options;
  const pack = await publishMatters(store, read, now());
  const settings = settingsOn(store, pack.code);
  const lookupKey = String(await settings.keepSetting("lookupKey", randomBytes(32).toString("hex")));
  const plans = await publishPlans(store, pack, now());
  await publishRules(store, pack, now());
  const indicators = indicatorsOf(pack);
  if (!indicators.ok) return indicators;
  // Before any record is written, so that each has its days.
  await keepDues(store, pack);
  await keepLookups(store, pack);
  await keepMirrors(store, pack, now());
  if (demo) await seedDemo(store, pack, now(), lookupKey, progress);
  return ok({ pack, plans, indicators: indicators.value, lookupKey });
}

function indicatorsOf(pack: DistrictPack): Result<readonly Indicator[], readonly Problem[]> {
  const parsed = [...pack.indicators.values()].map(({ definition }) => parseIndicator(definition));
  const faults = parsed.flatMap((indicator) => (indicator.ok ? [] : indicator.error));
  return faults.length > 0 ? err(faults) : ok(parsed.flatMap((each) => (each.ok ? [each.value] : [])));
}
