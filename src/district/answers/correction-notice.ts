import type { DistrictPack, Matter } from "../pack/pack.ts";

/**
 * The limit of the one-time correction notice (e.g. `5wd`): untold by then, an application counts as accepted from
 * the day of receipt (行政许可法 art. 32 ¶1 (4)). The matter's own setting goes before the district's; null where
 * neither says one.
 */
export function correctionNoticeLimit(
  { settings }: Pick<DistrictPack, "settings">,
  matter: Pick<Matter, "settings">,
): string | null {
  const limit = { ...settings, ...matter.settings }["correctionNoticeLimit"];
  return typeof limit === "string" ? limit : null;
}
