import { useCallback, useEffect, useState, useSyncExternalStore } from "react";
import { asRefusal } from "../api/refusal.ts";
import { fieldDatabase, type Item, type Taken } from "./database.ts";
import { onSending, sendingNow, sendQueue, type Sending } from "./send-queue.ts";
import { type FieldPerson, knownPerson, meetPerson, takeAlong } from "./take-along.ts";
import { useLive } from "./use-live.ts";

/** How the server knows whoever holds the phone: not asked yet or no line, signed in, or not any more. */
type Met = "unknown" | "signed-in" | "signed-out";

export type Field = {
  readonly person: FieldPerson | undefined;
  readonly met: Met;
  readonly taken: Taken | undefined;
  readonly items: readonly Item[];
  readonly sending: Sending;
  readonly online: boolean;
  /** Asks who is signed in, sends what waits, and takes the day's tasks along anew. */
  readonly refresh: () => void;
};

const NOTHING: readonly Item[] = [];
const EVERY_MS = 60_000;

/** The field face's state: this phone's store, its line and its person. */
export function useField(): Field {
  const [person, setPerson] = useState(knownPerson);
  const [met, setMet] = useState<Met>("unknown");
  const online = useOnline();
  const sending = useSyncExternalStore(onSending, sendingNow);
  const id = person?.id ?? "";
  const taken = useLive(useCallback(() => fieldDatabase.taken.get(id), [id]));
  const kept = useLive(useCallback(() => fieldDatabase.items.where({ account: id }).toArray(), [id]));
  const items = kept ?? NOTHING;
  const refresh = useCallback(() => {
    void meetAndSend(setPerson, setMet);
  }, []);
  useEffect(() => {
    refresh();
    addEventListener("online", refresh);
    const again = setInterval(refresh, EVERY_MS);
    return () => {
      removeEventListener("online", refresh);
      clearInterval(again);
    };
  }, [refresh]);
  const waits = items.filter(({ state }) => state === "waiting").length;
  useEffect(() => {
    if (waits > 0 && met === "signed-in") void sendQueue(id);
  }, [waits, met, id]);
  return { person, met, taken, items: items.toSorted(latestFirst), sending, online, refresh };
}

const latestFirst = (one: Item, other: Item): number => (one.doneAt < other.doneAt ? 1 : -1);

async function meetAndSend(
  setPerson: (person: FieldPerson) => void,
  setMet: (met: Met) => void,
): Promise<void> {
  try {
    const account = await meetPerson();
    if (account === null) return setMet("signed-out");
    setPerson({ id: account.id, name: account.name });
    setMet("signed-in");
    await sendQueue(account.id);
    await takeAlong(account.id);
  } catch (fault) {
    // Without a line everything goes on with what is here.
    if (asRefusal(fault).status === 401) setMet("signed-out");
  }
}

function useOnline(): boolean {
  return useSyncExternalStore(
    (listener) => {
      addEventListener("online", listener);
      addEventListener("offline", listener);
      return () => {
        removeEventListener("online", listener);
        removeEventListener("offline", listener);
      };
    },
    () => navigator.onLine,
  );
}
