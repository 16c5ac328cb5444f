import type { BatchOffer, DeskTask } from "#contract";
import { useState } from "react";

/** So many tasks at most go into one batch. */
export const MOST_CHOSEN = 100;

const keyOf = ({ case: one, task }: DeskTask): string => `${one.caseNo} ${task}`;

/** The tasks that are ticked on the desk, all of one kind, and what may be ticked still. */
export type Choosing = {
  /** Ticked and still listed. */
  readonly chosen: readonly DeskTask[];
  /** What can be done with them together; undefined while nothing is ticked. */
  readonly offer: BatchOffer | undefined;
  /** All listed of the kind that is ticked, or of the first kind there is. */
  readonly alike: readonly DeskTask[];
  readonly isChosen: (item: DeskTask) => boolean;
  /** Whether it may be ticked: of the same kind as the others, and within the bound. */
  readonly may: (item: DeskTask) => boolean;
  readonly toggle: (item: DeskTask) => void;
  readonly toggleAll: () => void;
  readonly clear: () => void;
};

/** Keeps what is ticked in a list. A task that has left the list, because somebody did it, is ticked no more. */
export function useChoosing(items: readonly DeskTask[], offers: readonly BatchOffer[]): Choosing {
  const [keys, setKeys] = useState<ReadonlySet<string>>(new Set());
  const chosen = items.filter((item) => item.batch !== null && keys.has(keyOf(item)));
  const kind = (chosen[0] ?? items.find(({ batch }) => batch !== null))?.batch ?? null;
  const alike = kind === null ? [] : items.filter(({ batch }) => batch === kind).slice(0, MOST_CHOSEN);
  const isChosen = (item: DeskTask): boolean => item.batch !== null && keys.has(keyOf(item));
  const may = (item: DeskTask): boolean =>
    isChosen(item) ||
    (item.batch !== null && (chosen.length === 0 || item.batch === kind) && chosen.length < MOST_CHOSEN);
  return {
    chosen,
    offer: chosen.length === 0 ? undefined : offers.find((offer) => offer.kind === kind),
    alike,
    isChosen,
    may,
    toggle: (item) => {
      if (!may(item)) return;
      const kept = chosen.map(keyOf).filter((key) => key !== keyOf(item));
      setKeys(new Set(isChosen(item) ? kept : [...kept, keyOf(item)]));
    },
    toggleAll: () => setKeys(new Set(chosen.length >= alike.length ? [] : alike.map(keyOf))),
    clear: () => setKeys(new Set()),
  };
}
