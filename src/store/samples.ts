import type { CaseChange, CaseHead, Commit } from "#cases";
import type { CaseState, OpenTask } from "#engine";
import type { Instant, JsonObject } from "#kernel";
import type { NewEntry, RecordChange, StoreContext } from "#registers";

/** Sample rows for this room's tests. */
export const DISTRICT = "210311";
export const ORGAN = "11210311MB1234567X";
export const AT = "2026-11-02T01:00:00.000Z" as Instant;

export const applicant = (account: string): StoreContext => ({
  district: DISTRICT,
  account,
  roles: ["applicant"],
  organs: [],
  divisions: [],
  knownAs: [],
});

/** An applicant whose account is known as records (`register:key`). */
export const knownAs = (account: string, ...records: readonly string[]): StoreContext => ({
  ...applicant(account),
  knownAs: records,
});

export const staff = (account: string, organ = ORGAN): StoreContext => ({
  district: DISTRICT,
  account,
  roles: ["clerk"],
  organs: [organ],
  divisions: ["210311"],
  knownAs: [],
});

export const leader = (division: string): StoreContext => ({
  district: DISTRICT,
  account: "leader",
  roles: ["leader"],
  organs: ["leaders"],
  divisions: [division],
  knownAs: [],
});

export function sampleHead(id: string, change: Partial<CaseHead> = {}): CaseHead {
  return {
    caseNo: `210311-${id}`,
    matter: "food-licence",
    matterVersion: "1",
    matterName: "食品经营许可（新办）",
    plan: "plan-hash",
    title: "食品经营许可",
    status: "active",
    state: "received",
    outcome: null,
    otherOrgans: [],
    organ: ORGAN,
    division: "210311102200",
    applicant: "alice",
    applicantName: "甲",
    inNameOf: null,
    receivedAt: AT,
    acceptedAt: null,
    dueAt: null,
    closedAt: null,
    facts: {},
    ...change,
  };
}

function sampleEntry(kind: string, data: JsonObject = {}, at: Instant = AT): NewEntry {
  return { at, actor: { kind: "person", account: "alice" }, kind, data };
}

export function sampleCase(
  id: string,
  expectedVersion: number,
  change: Partial<CaseChange> & { readonly head?: CaseHead } = {},
): CaseChange {
  return {
    kind: "case",
    id,
    expectedVersion,
    entries: [sampleEntry("stepped", { n: expectedVersion + 1 })],
    state: sampleState({ n: expectedVersion + 1 }),
    head: sampleHead(id),
    effects: [],
    ...change,
  };
}

/** The store keeps a case's state without looking into it. */
export function sampleState(content: JsonObject): CaseState {
  return content as unknown as CaseState;
}

export function sampleRecord(
  id: string,
  expectedVersion: number,
  change: Partial<RecordChange["record"]> = {},
): RecordChange {
  return {
    kind: "record",
    expectedVersion,
    entries: [sampleEntry("recordChanged", { id })],
    record: {
      register: "certificates",
      id,
      organ: ORGAN,
      division: "210311102200",
      holder: "alice",
      status: "valid",
      validFrom: AT,
      data: { area: "12.5" },
      ...change,
    },
  };
}

export function sampleTask(id: string, change: Partial<OpenTask> = {}): OpenTask {
  return {
    id,
    element: "review",
    name: "审查",
    assignee: null,
    candidateGroups: ["reviewer"],
    candidateUsers: [],
    formId: null,
    optional: false,
    separateFrom: [],
    openedAt: AT,
    dueAt: null,
    followUpAt: null,
    priority: 50,
    variables: {},
    ...change,
  };
}

export function commitOf(changes: Commit["changes"], rest: Partial<Omit<Commit, "changes">> = {}): Commit {
  return { changes, documents: [], outbox: [], personal: [], files: [], ...rest };
}
