import { liveQuery } from "dexie";
import { useEffect, useState } from "react";

/**
 * What a question to this phone's database answers, asked again whenever that changes; undefined until it has answered.
 * The question is one that stays the same from drawing to drawing (`useCallback`).
 */
export function useLive<Value>(ask: () => Promise<Value>): Value | undefined {
  const [value, setValue] = useState<Value>();
  useEffect(() => {
    const asked = liveQuery(ask).subscribe({ next: setValue, error: () => undefined });
    return () => asked.unsubscribe();
  }, [ask]);
  return value;
}
