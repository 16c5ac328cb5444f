import { OFFLINE, Refusal, refusalFrom } from "./refusal.ts";

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

export type Ask = {
  readonly method?: Method;
  readonly body?: unknown;
  /** Sending the same key twice does the thing once. */
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal;
};

let csrf: string | null = null;
const expiryListeners = new Set<() => void>();

export function keepCsrf(token: string | null): void {
  csrf = token;
}

export function csrfNow(): string | null {
  return csrf;
}

/** Calls back whenever the server says that nobody is signed in any more. */
export function onSessionExpired(listener: () => void): () => void {
  expiryListeners.add(listener);
  return () => expiryListeners.delete(listener);
}

export function sessionExpired(): void {
  for (const listener of expiryListeners) listener();
}

function headersOf({ method = "GET", body, idempotencyKey }: Ask): Headers {
  const headers = new Headers({ accept: "application/json" });
  if (body !== undefined) headers.set("content-type", "application/json");
  if (method !== "GET" && csrf !== null) headers.set("x-csrf-token", csrf);
  if (idempotencyKey !== undefined) headers.set("idempotency-key", idempotencyKey);
  return headers;
}

async function send(path: string, ask: Ask): Promise<Response> {
  try {
    return await fetch(path, {
      method: ask.method ?? "GET",
      headers: headersOf(ask),
      credentials: "same-origin",
      ...(ask.body === undefined ? {} : { body: JSON.stringify(ask.body) }),
      ...(ask.signal === undefined ? {} : { signal: ask.signal }),
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new Refusal(OFFLINE, 0);
  }
}

/** Asks the server and gives its answer as the contract shapes it; throws a `Refusal` otherwise. */
export async function request<Answer>(path: string, ask: Ask = {}): Promise<Answer> {
  const text = await requestText(path, ask);
  return (text === "" ? undefined : JSON.parse(text)) as Answer;
}

/** Asks for something that is no JSON; throws a `Refusal` as `request` does. */
export async function requestText(path: string, ask: Ask = {}): Promise<string> {
  const response = await send(path, ask);
  const text = await response.text();
  if (!response.ok) {
    if (response.status === 401) sessionExpired();
    throw refusalFrom(response.status, text);
  }
  return text;
}

/** A file that the server made, and what it calls it. */
export type Download = { readonly blob: Blob; readonly name: string };

/** Asks the server for a file; throws a `Refusal` as `request` does. */
export async function download(path: string, body: unknown): Promise<Download> {
  const response = await send(path, { method: "POST", body });
  if (!response.ok) {
    if (response.status === 401) sessionExpired();
    throw refusalFrom(response.status, await response.text());
  }
  const named = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get("content-disposition") ?? "")?.[1];
  return { blob: await response.blob(), name: named === undefined ? "" : decodeURIComponent(named) };
}

/** A path with its query; empty values are left out. */
export function withQuery(path: string, query: Readonly<Record<string, string | undefined>>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    if (value !== undefined && value !== "") search.set(name, value);
  const text = search.toString();
  return text === "" ? path : `${path}?${text}`;
}
