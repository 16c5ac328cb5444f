import type { CaseSummary, DeskTask } from "#contract";

/** A line of a list of the desk: a case, and the task on it where the list is one of tasks. */
export type DeskLine = { readonly case: CaseSummary; readonly task: DeskTask | null };
