import { useEffect, useRef } from "react";
import { request } from "../api/request.ts";
import { NOTHING_TAKEN, type Taking } from "./taking.ts";

const QUIET_MS = 1200;

const keep = (taking: Taking): Promise<unknown> =>
  request("/api/window/draft", { method: "PUT", body: { data: taking } }).catch(() => undefined);

/** Keeps what the clerk has begun shortly after the last key; answers how it is forgotten. */
export function useWindowDraft(taking: Taking): () => void {
  const saved = useRef(taking);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    if (taking === saved.current || taking.matter === null) return undefined;
    timer.current = setTimeout(() => {
      saved.current = taking;
      void keep(taking);
    }, QUIET_MS);
    return () => clearTimeout(timer.current);
  }, [taking]);
  return () => {
    clearTimeout(timer.current);
    saved.current = NOTHING_TAKEN;
    void keep(NOTHING_TAKEN);
  };
}
