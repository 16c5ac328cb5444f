import type { Instant } from "#kernel";

/** What a list of cases is narrowed to; what the reader may not see is left out in any case. */
export type CaseFilter = {
  readonly applicant?: string;
  readonly organ?: string;
  readonly matter?: string;
  readonly open?: boolean;
  readonly search?: string;
  readonly receivedFrom?: Instant;
  readonly receivedTo?: Instant;
};
