import { canSeeCase } from "#access";
import type { BatchOffer, DeskPage, DeskTask } from "#contract";
import { inBoth } from "#district";
import { findAccountNames, listTasks, type TaskLine, type TaskView } from "#store";
import { agentNames } from "../views/agent-name.ts";
import { offerOfTask } from "../views/batch-answer.ts";
import { caseSummary } from "../views/case-summary.ts";
import { storedCases } from "../views/stored-cases.ts";
import { whoIs } from "../views/task-answer.ts";
import type { Narrowed } from "./narrowing.ts";
import { fillPage, type Leaf, type Reader } from "./reading.ts";

/** The rank of a task that nobody called more pressing than another. */
const USUAL_RANK = 50;

type Line = { readonly task: DeskTask; readonly offer: BatchOffer | undefined };

/** A page of a work list (mine, my organ's, or what I have done), and what of it can be done together. */
export async function deskTasks(
  reader: Reader,
  view: TaskView,
  narrowed: Narrowed,
  leaf: Leaf,
): Promise<DeskPage> {
  const { light, ...stored } = narrowed;
  const { items, next } = await fillPage(leaf, light !== undefined, async (part) => {
    const page = await listTasks(reader.platform.store, reader.context, { ...stored, ...part, view });
    return { items: await linesOf(reader, view, light, page.items), next: page.next };
  });
  const offers = new Map(
    items.flatMap(({ offer }) => (offer === undefined ? [] : [[offer.kind, offer] as const])),
  );
  return { items: items.map(({ task }) => task), next, batches: [...offers.values()] };
}

async function linesOf(
  reader: Reader,
  view: TaskView,
  light: string | undefined,
  tasks: readonly TaskLine[],
): Promise<Line[]> {
  const { platform, principal, context } = reader;
  const { pack } = platform.work;
  const at = platform.now();
  const ids = tasks.map(({ caseId }) => caseId);
  const cases = await storedCases(platform.store, context, ids);
  const agents = await agentNames(platform, reader, cases);
  const holders = tasks.flatMap(({ assignee }) => assignee ?? []);
  const who = whoIs(pack, await findAccountNames(platform.store, context, holders));
  return tasks.flatMap((line) => {
    const stored = cases.get(line.caseId);
    if (stored === undefined || !canSeeCase(principal, stored.head).allowed) return [];
    const summary = caseSummary(stored, pack, at, view === "mine", agents.get(line.caseId) ?? null);
    if (light !== undefined && summary.clock?.light !== light) return [];
    const offer = view === "mine" ? offerOfTask(pack, line) : undefined;
    const task = {
      case: summary,
      task: line.id,
      taskName: inBoth(pack, line.name),
      takenBy: line.assignee === null ? null : (who(line.assignee) ?? null),
      taskDueAt: line.ownDueAt,
      taskClosedAt: line.closedAt,
      raised: line.status === "open" && line.rank < USUAL_RANK,
      batch: offer?.kind ?? null,
    };
    return [{ task, offer }];
  });
}
