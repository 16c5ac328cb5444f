import type { Instant } from "#kernel";

/** What a list of cases is narrowed to; what the reader may not see is left out in any case. */
export type CaseFilter = {
  /** Only cases that the reader is a party of: sent in by the account, or filed in the name of what it is known as. */
  readonly own?: boolean;
  readonly organ?: string;
  readonly matter?: string;
  readonly open?: boolean;
  /** What a list shows as its state: the outcome where there is one, else the state. */
  readonly state?: string;
  readonly search?: string;
  readonly receivedFrom?: Instant;
  readonly receivedTo?: Instant;
};

/** The state that lists show and narrow by; `of` names the table. */
export const shownState = (of: string): string => `coalesce(${of}.outcome, ${of}.state, 'received')`;
