import type { SessionAnswer } from "#contract";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { sessionQuery } from "../api/queries.ts";
import { onSessionExpired } from "../api/request.ts";

export type Account = NonNullable<SessionAnswer["account"]>;
export type Face = Account["faces"][number];

export function useSession(): SessionAnswer | undefined {
  return useQuery(sessionQuery).data;
}

export function useAccount(): Account | undefined {
  return useSession()?.account ?? undefined;
}

/** Where to sign in, coming back to `path` (default: this page). */
export function signInPath(path: string = location.pathname + location.search): string {
  return `/sign-in?return=${encodeURIComponent(path)}`;
}

/** True from the moment the server says 401 to someone who was signed in until they are signed in again. */
export function useExpired(): boolean {
  const client = useQueryClient();
  const [expired, setExpired] = useState(false);
  const account = useAccount();
  useEffect(
    () =>
      onSessionExpired(() => {
        const before = client.getQueryData(sessionQuery.queryKey);
        if (before?.account == null) return;
        setExpired(true);
        void client.invalidateQueries({ queryKey: sessionQuery.queryKey });
      }),
    [client],
  );
  return expired && account === undefined;
}
