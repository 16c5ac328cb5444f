import type { CaseSummary } from "#contract";
import type { StoredCase } from "#cases";
import { openTasks } from "#engine";
import { listCases, type Page } from "#store";
import { agentNames } from "../views/agent-name.ts";
import { caseSummary } from "../views/case-summary.ts";
import { storedCases } from "../views/stored-cases.ts";
import type { Narrowed } from "./narrowing.ts";
import type { Leaf, Reader } from "./reading.ts";

/** A page of what the reader is a party of, the latest first; `open` narrows to what is or is not closed. */
export async function myCases(
  reader: Reader,
  narrowed: Pick<Narrowed, "search" | "matter" | "from" | "to"> & { readonly open?: boolean },
  leaf: Leaf,
): Promise<Page<CaseSummary>> {
  const { platform, context } = reader;
  const { from, to, ...stored } = narrowed;
  const page = await listCases(platform.store, context, {
    ...stored,
    ...leaf,
    ...(from === undefined ? {} : { receivedFrom: from }),
    ...(to === undefined ? {} : { receivedTo: to }),
    own: true,
  });
  const ids = page.items.map(({ id }) => id);
  const cases = await storedCases(platform.store, context, ids);
  const at = platform.now();
  const agents = await agentNames(platform, reader, cases);
  const items = ids.flatMap((id) => {
    const found = cases.get(id);
    if (found === undefined) return [];
    return [caseSummary(found, platform.work.pack, at, asksApplicant(found), agents.get(id) ?? null)];
  });
  return { items, next: page.next };
}

function asksApplicant(stored: StoredCase): boolean {
  return openTasks(stored.state).some((task) => !task.optional && task.candidateGroups.includes("applicant"));
}
