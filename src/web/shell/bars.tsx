import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useSyncExternalStore } from "react";
import { sessionQuery } from "../api/queries.ts";
import { useSay } from "../language/say.ts";
import { signInPath, useExpired } from "../session/session.ts";
import { common } from "../words/common.ts";

function subscribeOnline(listener: () => void): () => void {
  addEventListener("online", listener);
  addEventListener("offline", listener);
  return () => {
    removeEventListener("online", listener);
    removeEventListener("offline", listener);
  };
}

function useOnline(): boolean {
  return useSyncExternalStore(
    subscribeOnline,
    () => navigator.onLine,
    () => true,
  );
}

/** What every page must tell the truth about: no network, nobody signed in any more. */
export function Bars(): ReactNode {
  const say = useSay();
  const online = useOnline();
  const expired = useExpired();
  const client = useQueryClient();
  return (
    <div aria-live="polite" className="no-print">
      {!online && <div className="bar">{say(common.offlineBar)}</div>}
      {expired && (
        <div className="bar">
          <span>
            <strong>{say(common.expiredTitle)}</strong> · {say(common.expiredBody)}
          </span>
          <a href={signInPath("/signed-in")} target="_blank" rel="opener">
            {say(common.expiredAction)}
          </a>
          <button
            type="button"
            className="text-button"
            onClick={() => void client.invalidateQueries({ queryKey: sessionQuery.queryKey })}
          >
            {say(common.expiredDone)}
          </button>
        </div>
      )}
    </div>
  );
}
