import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";

/** What axe found wrong: the rule, how grave it is, and the elements it is of. */
type AxeFault = {
  readonly id: string;
  readonly impact: string | null;
  readonly nodes: readonly string[];
};

/**
 * What axe finds wrong in a page by its own rules (WCAG 2.2 AA and best practice); nothing is told of what passed,
 * which would be megabytes a look. `within` narrows it to what a selector finds.
 */
export async function faultsByAxe(page: Page, within?: string): Promise<AxeFault[]> {
  const builder = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ["violations"] });
  const { violations } = await (within === undefined ? builder : builder.include(within)).analyze();
  return violations.map(({ id, impact, nodes }) => ({
    id,
    impact: impact ?? null,
    nodes: nodes.map(({ html }) => html),
  }));
}

/** Of those, what keeps somebody from using the page. */
export async function seriousByAxe(page: Page): Promise<AxeFault[]> {
  const faults = await faultsByAxe(page);
  return faults.filter(({ impact }) => impact === "serious" || impact === "critical");
}
