import type { HallAnswer, WindowAnswer } from "#contract";
import { useState } from "react";

const KEPT_UNDER = "yiwang.counter";

type At = { readonly hall: string; readonly counter: string };

function readKept(): At {
  try {
    const [hall = "", counter = ""] = (localStorage.getItem(KEPT_UNDER) ?? "").split("/");
    return { hall, counter };
  } catch {
    return { hall: "", counter: "" };
  }
}

/** Where the clerk sits: kept by this browser, for a counter's machine stays where it is. */
export function useHall(page: WindowAnswer | undefined): {
  readonly hall: HallAnswer | undefined;
  readonly counter: string;
  readonly choose: (at: At) => void;
} {
  const [at, setAt] = useState(readKept);
  const hall = page?.halls.find(({ id }) => id === at.hall) ?? page?.halls[0];
  const counter = hall?.counters.find(({ id }) => id === at.counter)?.id ?? hall?.counters[0]?.id ?? "";
  return {
    hall,
    counter,
    choose: (next) => {
      setAt(next);
      try {
        localStorage.setItem(KEPT_UNDER, `${next.hall}/${next.counter}`);
      } catch {
        // A browser that keeps nothing asks again at the next visit.
      }
    },
  };
}
