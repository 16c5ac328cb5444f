import type { Instant } from "#kernel";
import type { Put } from "./parameters.ts";

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

/** What a filter asks of a case's own columns; whose cases they are is the scopes' to say. */
export function filterConditions(of: string, filter: CaseFilter, put: Put): readonly string[] {
  const where: string[] = [];
  if (filter.organ !== undefined) where.push(`${of}.organ = ${put(filter.organ)}`);
  if (filter.matter !== undefined) where.push(`${of}.matter = ${put(filter.matter)}`);
  if (filter.receivedFrom !== undefined) where.push(`${of}.received_at >= ${put(filter.receivedFrom)}`);
  if (filter.receivedTo !== undefined) where.push(`${of}.received_at < ${put(filter.receivedTo)}`);
  if (filter.open !== undefined) where.push(`${of}.closed_at is ${filter.open ? "" : "not "}null`);
  if (filter.state !== undefined) where.push(`${shownState(of)} = ${put(filter.state)}`);
  return where;
}
