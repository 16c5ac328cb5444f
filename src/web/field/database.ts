import type { CaseAnswer, FieldAnswer, FieldReceiptAnswer, GuideAnswer, ProblemAnswer } from "#contract";
import { Dexie, type EntityTable } from "dexie";
import type { Schema, Values } from "../forms/schema.ts";

type Act =
  | { readonly kind: "report"; readonly matter: string }
  | {
      readonly kind: "complete";
      readonly caseNo: string;
      readonly task: string;
      readonly element: string;
      /** Of the case, as it was when the task was looked at. */
      readonly version: number;
      /** What the form held then, and which entry of the history was the last. */
      readonly before: Values;
      readonly seq: number;
    };

/**
 * `waiting`: to be sent; `conflict`: somebody was first, a person has to look; `refused`: the server says no; `kept`:
 * the server has it.
 */
type ItemState = "waiting" | "conflict" | "refused" | "kept";

/** What somebody did on this phone; it stays until they remove it, and is sent under its own id until it is kept. */
export type Item = {
  readonly id: string;
  readonly account: string;
  readonly title: string;
  readonly act: Act;
  readonly schema: Schema;
  /** Photos stand as `local:<id>` until they are sent. */
  readonly values: Values;
  readonly materials: Readonly<Record<string, readonly string[]>>;
  /** The matter that its files are sent for. */
  readonly matter: string;
  /** By the phone's clock; and what time it was by the last look at the server's, where there was one. */
  readonly doneAt: string;
  readonly reckonedAt: string | null;
  readonly state: ItemState;
  readonly problem: ProblemAnswer | null;
  readonly receipt: FieldReceiptAnswer | null;
};

/** A photo on this phone. `owner` is its item, or the draft that it is taken for. */
export type LocalFile = {
  readonly id: string;
  readonly account: string;
  readonly owner: string;
  readonly material: string;
  readonly name: string;
  readonly type: string;
  readonly size: number;
  readonly modified: number;
  /** Null once the server has it. */
  readonly content: Blob | null;
  readonly sha256: string | null;
};

export type Draft = {
  readonly id: string;
  readonly account: string;
  readonly values: Values;
  readonly at: string;
};

/** What was taken along for the day; only this account's, and gone when another signs in. */
export type Taken = {
  readonly account: string;
  readonly at: string;
  readonly field: FieldAnswer;
  readonly cases: Readonly<Record<string, CaseAnswer>>;
  readonly report: GuideAnswer | null;
};

/** What this phone holds (IndexedDB): it survives a reload, a killed page and a night without a line. */
export const fieldDatabase = new Dexie("yiwang-field") as Dexie & {
  readonly items: EntityTable<Item, "id">;
  readonly files: EntityTable<LocalFile, "id">;
  readonly drafts: EntityTable<Draft, "id">;
  readonly taken: EntityTable<Taken, "account">;
};

fieldDatabase.version(1).stores({
  items: "id, account, [account+state]",
  files: "id, account, owner",
  drafts: "id, account",
  taken: "account",
});

/** Whether a fault means that the phone has no room left. */
export function isFull(fault: unknown): boolean {
  if (!(fault instanceof Error)) return false;
  const inner: unknown = "inner" in fault ? fault.inner : fault.cause;
  return fault.name === "QuotaExceededError" || (inner instanceof Error && isFull(inner));
}
