import { canSeeCase } from "#access";
import type { CaseSummary } from "#contract";
import { listCases, type CaseArea, type Page } from "#store";
import { agentNames } from "../views/agent-name.ts";
import { caseSummary } from "../views/case-summary.ts";
import { storedCases } from "../views/stored-cases.ts";
import type { Narrowed } from "./narrowing.ts";
import { fillPage, type Leaf, type Reader } from "./reading.ts";

/**
 * A page of every case that a member of staff may see, open and closed, the latest received first; with an area, those
 * whose point lies in it.
 */
export function deskCases(
  reader: Reader,
  narrowed: Narrowed,
  leaf: Leaf,
  area?: CaseArea,
): Promise<Page<CaseSummary>> {
  const { platform, principal, context } = reader;
  const { light, from, to, reversed, ...stored } = narrowed;
  const filter = {
    ...stored,
    ...(from === undefined ? {} : { receivedFrom: from }),
    ...(to === undefined ? {} : { receivedTo: to }),
    oldestFirst: reversed,
    ...(area === undefined ? {} : { area }),
  };
  return fillPage(leaf, light !== undefined, async (part) => {
    const page = await listCases(platform.store, context, { ...filter, ...part });
    const ids = page.items.map(({ id }) => id);
    const cases = await storedCases(platform.store, context, ids);
    const at = platform.now();
    const agents = await agentNames(platform, reader, cases);
    const items = ids.flatMap((id) => {
      const found = cases.get(id);
      if (found === undefined || !canSeeCase(principal, found.head).allowed) return [];
      const summary = caseSummary(found, platform.work.pack, at, false, agents.get(id) ?? null);
      return light === undefined || summary.clock?.light === light ? [summary] : [];
    });
    return { items, next: page.next };
  });
}
