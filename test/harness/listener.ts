import type { Visitor } from "./visitor.ts";

export type News = { readonly event: string; readonly data: unknown };

/** Somebody at /api/live: what they have heard so far, until they leave or the other side ends the stream. */
export type Listener = {
  readonly heard: readonly News[];
  readonly leave: () => void;
  readonly isOver: () => boolean;
};

/** Begins to listen; answers once the stream is open. */
export async function listenAs(url: string, { cookie }: Pick<Visitor, "cookie">): Promise<Listener> {
  const leaving = new AbortController();
  const stream = await fetch(`${url}/api/live`, { headers: { cookie }, signal: leaving.signal });
  const heard: News[] = [];
  let over = false;
  void keepReading(stream, heard)
    .catch(() => undefined)
    .finally(() => {
      over = true;
    });
  return { heard, leave: () => leaving.abort(), isOver: () => over };
}

async function keepReading(stream: Response, heard: News[]): Promise<void> {
  let text = "";
  const decoder = new TextDecoder();
  for await (const bytes of stream.body ?? []) {
    text += decoder.decode(bytes, { stream: true });
    const parts = text.split("\n\n");
    text = parts.pop() ?? "";
    for (const part of parts) {
      const [, event, data] = /^event: (\w+)\ndata: (.*)$/.exec(part) ?? [];
      if (event !== undefined && data !== undefined) heard.push({ event, data: JSON.parse(data) as unknown });
    }
  }
}

/** Waits until something has been heard; fails after 20 s. */
export async function until(met: () => boolean): Promise<void> {
  const end = performance.now() + 20_000;
  while (!met()) {
    if (performance.now() > end) throw new Error("not met within 20 s");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
