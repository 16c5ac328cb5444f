import { readFile } from "node:fs/promises";
import { CN_CALENDAR } from "#calendar";
import type { CaseStore, Commit } from "#cases";
import { link, openTasks, step, type Actor, type CaseEvent, type CaseState, type LinkedPlan } from "#engine";
import { expectOk, instantFromMillis, type Instant, type JsonObject } from "#kernel";
import { compileProcess } from "#process";
import type { StoreContext } from "#registers";
import { systemContext } from "#store";
import { caseHead, type CaseIdentity } from "../../src/cases/case/case-head.ts";

export const DISTRICT = "210311";
export const ORGAN = "11210311MB1234567X";
const BEGINNING = Date.parse("2022-03-01T01:00:00.000Z");

/** A case as its driver remembers it between two steps: the cache of the hot path. */
export type LiveCase = {
  readonly identity: CaseIdentity;
  state: CaseState | null;
  version: number;
  hash: string;
};

/** Everything a bench needs to move cases along: the linked plan and where they are kept. */
export type CaseDriver = {
  readonly plan: LinkedPlan;
  readonly start: (live: LiveCase, variables: JsonObject) => Promise<void>;
  /** Completes the open task of an element as the clerk of a number. */
  readonly complete: (live: LiveCase, element: string, variables: JsonObject, by?: number) => Promise<void>;
};

export async function linkedPlan(file: string): Promise<LinkedPlan> {
  const xml = await readFile(new URL(file, import.meta.url), "utf8");
  const [plan] = expectOk(await compileProcess(xml));
  if (plan === undefined) throw new Error(`no process in ${file}`);
  return link(plan, { calendar: CN_CALENDAR });
}

export function newCase(
  plan: LinkedPlan,
  id: string,
  receivedAt: Instant,
  title = "食品经营许可（新办）",
): LiveCase {
  const identity = {
    caseNo: id,
    matter: "food-licence",
    matterVersion: "1",
    matterName: "食品经营许可（新办）",
    plan: plan.plan.hash,
    title,
    organ: ORGAN,
    division: "210311102200",
    applicant: `applicant-${id.slice(-3)}`,
    applicantName: "千山区某某餐饮店",
    inNameOf: null,
    receivedAt,
  };
  return { identity, state: null, version: 0, hash: "" };
}

/** A clerk's context: what row level security sees of the one who acts. */
export function clerk(number: number): StoreContext {
  return {
    district: DISTRICT,
    account: `clerk-${number}`,
    roles: ["clerk", "reviewer", "approver"],
    organs: [ORGAN],
    divisions: [DISTRICT],
    knownAs: [],
  };
}

const SYSTEM = systemContext(DISTRICT);
const SYSTEM_ACTOR: Actor = { kind: "system", name: "bench" };

/** The moment of a step: an hour after the one before, so that clocks have something to count. */
export function momentOf(number: number): Instant {
  return instantFromMillis(BEGINNING + number * 3_600_000);
}

/** The commit that one event makes of a case, and the case as it stands then (its hash comes from the store). */
export function commitOf(
  plan: LinkedPlan,
  live: LiveCase,
  event: CaseEvent,
): { readonly commit: Commit; readonly state: CaseState } {
  const { state, entries, effects } = expectOk(step(plan, live.state, event));
  const { at, actor } = event;
  const commit: Commit = {
    changes: [
      {
        kind: "case",
        id: live.identity.caseNo,
        expectedVersion: live.version,
        entries: entries.map((data) => ({
          at,
          actor: actor as JsonObject,
          kind: data.kind,
          data: data as unknown as JsonObject,
        })),
        state,
        head: caseHead(live.identity, state, CN_CALENDAR, at),
        effects,
      },
    ],
    documents: [],
    outbox: [],
    personal: [],
    files: [],
  };
  return { commit, state };
}

export function startEvent(at: Instant, variables: JsonObject): CaseEvent {
  return { kind: "start", at, actor: SYSTEM_ACTOR, variables };
}

/** The completion of the open task of an element by the clerk. */
export function completionOf(
  live: LiveCase,
  element: string,
  at: Instant,
  variables: JsonObject,
  account = "clerk-1",
): CaseEvent {
  const task =
    live.state === null ? undefined : openTasks(live.state).find((each) => each.element === element);
  if (task === undefined) throw new Error(`no open task ${element} in ${live.identity.caseNo}`);
  return { kind: "completeTask", at, actor: { kind: "person", account }, task: task.id, variables };
}

export function caseDriver(store: CaseStore, plan: LinkedPlan): CaseDriver {
  const keep = async (context: StoreContext, live: LiveCase, event: CaseEvent): Promise<void> => {
    const { commit, state } = commitOf(plan, live, event);
    const [entry] = expectOk(
      await store.apply(context, commit, new Map([[live.identity.caseNo, live.hash]])),
    );
    live.state = state;
    live.version += 1;
    live.hash = entry?.hash ?? "";
  };
  return {
    plan,
    start: (live, variables) => keep(SYSTEM, live, startEvent(live.identity.receivedAt, variables)),
    complete: (live, element, variables, by = 1) => {
      const at = momentOf(live.version);
      return keep(clerk(by), live, completionOf(live, element, at, variables, `clerk-${by}`));
    },
  };
}
