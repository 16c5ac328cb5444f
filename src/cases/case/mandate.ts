import type { Instant, LocalDate } from "#kernel";

/** 经办授权: whom a record lets act in its name, for which matters, and until when (民法典第一百六十五条). */
export type Mandate = {
  readonly id: string;
  /** `register:key` of who grants it, and its name. */
  readonly principal: string;
  readonly principalName: string;
  /** `register:key` of who may act, and the name. */
  readonly agent: string;
  readonly agentName: string;
  /** Empty: every matter that the principal may apply for. */
  readonly matters: readonly string[];
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly grantedAt: Instant;
  readonly withdrawnAt: Instant | null;
};
