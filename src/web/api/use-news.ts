import { useEffect, useEffectEvent } from "react";

/**
 * Calls `heard` with each piece of news of a kind while `listening`, and with undefined whenever the line is open (again):
 * what was told meanwhile has been missed.
 */
export function useNews(event: string, listening: boolean, heard: (news: unknown) => void): void {
  const tell = useEffectEvent(heard);
  useEffect(() => {
    if (!listening) return;
    const source = new EventSource("/api/live");
    source.addEventListener("open", () => tell(undefined));
    source.addEventListener(event, ({ data }) => tell(JSON.parse(String(data))));
    return () => source.close();
  }, [event, listening]);
}
