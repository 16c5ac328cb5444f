import type { CaseHead } from "#cases";
import { openTasks, type LinkedPlan } from "#engine";
import { canonicalJson, instantFromMillis, type Instant, type JsonObject } from "#kernel";
import { caseFacts } from "../../src/store/ledger/facts.ts";
import { commitOf, completionOf, newCase, startEvent, type LiveCase } from "../cases/case-driver.ts";

/** An entry of every case made from one template: its canonical text in pieces between which the case stands. */
export type EntryTemplate = {
  readonly seq: number;
  readonly at: Instant;
  readonly kind: string;
  readonly actor: string;
  readonly data: string;
  /** The facts after it, and whether they differ from those before. */
  readonly facts: JsonObject;
};

/** A case that the engine really ran once; many cases differ from it only in who, what and where. */
export type CaseTemplate = {
  readonly live: LiveCase;
  readonly head: CaseHead;
  readonly entries: readonly EntryTemplate[];
  readonly state: string;
  readonly task: { readonly id: string; readonly openedAt: Instant; readonly closedAt: Instant | null };
};

const HOUR = 3_600_000;

/** Runs a case from its report at `at`; a closed one is resolved so many hours later. */
export function caseTemplate(plan: LinkedPlan, at: number, resolvedAfterHours: number | null): CaseTemplate {
  const live = newCase(plan, "template", instantFromMillis(at));
  const entries: EntryTemplate[] = [];
  const keep = (event: Parameters<typeof commitOf>[2]) => {
    const { commit, state } = commitOf(plan, live, event);
    const [change] = commit.changes;
    const entry = change?.entries[0];
    if (change?.kind !== "case" || entry === undefined) throw new Error("no step");
    live.state = state;
    live.version += 1;
    entries.push({
      seq: live.version,
      at: event.at,
      kind: entry.kind,
      actor: canonicalJson(entry.actor),
      data: canonicalJson(entry.data),
      facts: caseFacts("template", change.head),
    });
    return change.head;
  };
  let head = keep(startEvent(instantFromMillis(at), { form: { place: "千山路" } }));
  const opened = live.state === null ? undefined : openTasks(live.state)[0];
  if (opened === undefined) throw new Error("the template opens no task");
  const closedAt = resolvedAfterHours === null ? null : instantFromMillis(at + resolvedAfterHours * HOUR);
  if (closedAt !== null) head = keep(completionOf(live, opened.element, closedAt, {}, "clerk-1"));
  return {
    live,
    head,
    entries,
    state: JSON.stringify(live.state),
    task: { id: opened.id, openedAt: opened.openedAt, closedAt },
  };
}
