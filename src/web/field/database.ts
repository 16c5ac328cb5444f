import type { CaseAnswer, FieldAnswer, FieldReceiptAnswer, GuideAnswer, ProblemAnswer } from "#contract";
import { Dexie, type EntityTable } from "dexie";
import type { Schema, Values } from "../forms/schema.ts";
import type { TrackPoint } from "../track/track.ts";

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

/** A patrol as it is walked; `id` is the draft that it is walked for. It runs until `endedAt`. */
export type Walk = {
  readonly id: string;
  readonly account: string;
  readonly caseNo: string;
  readonly task: string;
  readonly startedAt: string;
  readonly endedAt: string | null;
  /** By the person, because duty hours were over, or because it was left lying. */
  readonly endedBy: "person" | "hours" | "left" | null;
  /** Up to which of its steps it stands in the form. */
  readonly taken: number;
};

/** A point of a walk, in the order they were noted. */
export type Step = TrackPoint & { readonly id?: number; readonly walk: string };

/** A picture of a case that was taken along, so that it can be seen without a line. */
export type Picture = {
  readonly id: string;
  readonly account: string;
  readonly caseNo: string;
  readonly sha256: string;
  readonly content: Blob;
};

/** What this phone holds (IndexedDB): it survives a reload, a killed page and a night without a line. */
export const fieldDatabase = new Dexie("yiwang-field") as Dexie & {
  readonly items: EntityTable<Item, "id">;
  readonly files: EntityTable<LocalFile, "id">;
  readonly drafts: EntityTable<Draft, "id">;
  readonly taken: EntityTable<Taken, "account">;
  readonly walks: EntityTable<Walk, "id">;
  readonly steps: EntityTable<Step, "id">;
  readonly pictures: EntityTable<Picture, "id">;
};

fieldDatabase.version(1).stores({
  items: "id, account, [account+state]",
  files: "id, account, owner",
  drafts: "id, account",
  taken: "account",
});
fieldDatabase
  .version(2)
  .stores({ walks: "id, account", steps: "++id, walk", pictures: "id, account, caseNo" });

/** Whether a fault means that the phone has no room left. */
export function isFull(fault: unknown): boolean {
  if (!(fault instanceof Error)) return false;
  const inner: unknown = "inner" in fault ? fault.inner : fault.cause;
  return fault.name === "QuotaExceededError" || (inner instanceof Error && isFull(inner));
}
