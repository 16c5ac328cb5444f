import { DISPATCH, ERRAND, ITEMS } from "./district.ts";

/** An errand or a dispatch as it was acknowledged to whoever asked for it. */
export type Entered = {
  readonly of: string;
  readonly matter: typeof ERRAND | typeof DISPATCH;
  /** Its number, where a person applied; a message's sender learns none. */
  readonly caseNo: string | null;
  /** False: the script never pays, so it must wait for ever, and for nothing else. */
  readonly paid: boolean;
};

/** What was promised to whom: exactly this must be there when the storm is over. */
export type Book = {
  readonly entered: Entered[];
  /** Messages answered with 202. */
  readonly messages: string[];
  /** Jobs whose end was acknowledged, by case and job. */
  readonly ended: Set<string>;
  /** Times a worker died between the effect and its answer, and times one said that it had failed. */
  died: number;
  failed: number;
};

export const emptyBook = (): Book => ({ entered: [], messages: [], ended: new Set(), died: 0, failed: 0 });

/** Everything that an errand must have done outside, once each. */
export const effectsOf = ({ paid }: Pick<Entered, "paid">): readonly string[] =>
  paid ? [...ITEMS, "book"] : ITEMS;
