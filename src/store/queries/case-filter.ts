import type { Instant } from "#kernel";

/** What a list of cases is narrowed to; what the reader may not see is left out in any case. */
export type CaseFilter = {
  /** Only cases that the reader is a party of: sent in by the account, or filed in the name of what it is known as. */
  readonly own?: boolean;
  readonly organ?: string;
  readonly matter?: string;
  readonly open?: boolean;
  readonly search?: string;
  readonly receivedFrom?: Instant;
  readonly receivedTo?: Instant;
};
