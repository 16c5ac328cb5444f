import type { Instant, JsonObject } from "#kernel";

/** A message on its way: kept until it reaches a case or its time is over. */
export type WaitingMessage = {
  readonly id: string;
  readonly name: string;
  readonly key: string;
  readonly variables: JsonObject;
  /** The case that threw it and took it not in that step; it may still be the one that it reaches. */
  readonly fromCase: string | null;
  readonly at: Instant;
  readonly until: Instant;
};

/** A firing of a matter's timer start event. */
export type StartFiring = {
  readonly matter: string;
  readonly element: string;
  /** What the schedule was reckoned for; see `startVersion`. */
  readonly version: string;
  readonly dueAt: Instant;
};

/** What becomes of a schedule once it has fired: the next firing, or null after the last. */
export type NextFiring = { readonly dueAt: Instant; readonly wait: JsonObject } | null;

/**
 * What makes an exchange happen once: each is asked in the very transaction that does what follows, and answers
 * false where somebody has done it already.
 */
export type ExchangeTransaction = {
  /** Takes an item out of the outbox. */
  settleOutbox(id: string): Promise<boolean>;
  /** A waiting message has reached a case. */
  settleMessage(id: string, caseNo: string, at: Instant): Promise<boolean>;
  /** A case of a matter begins for a key; false while an earlier one of that key is open. */
  takeKey(matter: string, key: string, caseNo: string): Promise<boolean>;
  /** A timer start event fires, and stands at its next firing from now on. */
  moveStartTimer(firing: StartFiring, next: NextFiring): Promise<boolean>;
  /** Whether a lease still holds a job: nobody else has taken it since, and it waits still. */
  holdsJob(caseNo: string, job: string, lease: string): Promise<boolean>;
};
