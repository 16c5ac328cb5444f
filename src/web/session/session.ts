import type { SessionAnswer } from "#contract";
import { useQuery } from "@tanstack/react-query";
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
  return `/auth/login?return=${encodeURIComponent(path)}`;
}

/** True from the moment the server says 401 to someone who was signed in until they are signed in again. */
export function useExpired(): boolean {
  const account = useAccount();
  const [expired, setExpired] = useState(false);
  useEffect(() => onSessionExpired(() => setExpired(true)), []);
  const { data, dataUpdatedAt, refetch } = useQuery(sessionQuery);
  useEffect(() => {
    if (expired) void refetch();
  }, [expired, refetch]);
  useEffect(() => {
    if (data?.account) setExpired(false);
  }, [data, dataUpdatedAt]);
  return expired && account === undefined;
}
