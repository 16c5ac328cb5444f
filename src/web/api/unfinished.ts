/** An upload that was begun in this browser: enough to know the file again, none of its content. */
export type Unfinished = {
  readonly account: string;
  readonly matter: string;
  readonly material: string;
  readonly name: string;
  readonly size: number;
  readonly modified: number;
  readonly url: string;
  /** When it was begun, in milliseconds. */
  readonly at: number;
};

type Storage = Pick<globalThis.Storage, "getItem" | "setItem">;

const KEPT_UNDER = "yiwang.uploads";
/** The server keeps an upload no longer than its district says; a day unless set otherwise. */
const FORGOTTEN_MS = 7 * 86_400_000;

function isUnfinished(value: unknown): value is Unfinished {
  const texts = ["account", "matter", "material", "name", "url"];
  const numbers = ["size", "modified", "at"];
  if (typeof value !== "object" || value === null) return false;
  const found = value as Readonly<Record<string, unknown>>;
  return (
    texts.every((key) => typeof found[key] === "string") &&
    numbers.every((key) => typeof found[key] === "number")
  );
}

function readAll(storage: Storage, now: number): readonly Unfinished[] {
  try {
    const kept: unknown = JSON.parse(storage.getItem(KEPT_UNDER) ?? "[]");
    return (Array.isArray(kept) ? kept : []).filter(isUnfinished).filter(({ at }) => now - at < FORGOTTEN_MS);
  } catch {
    return [];
  }
}

function writeAll(storage: Storage, all: readonly Unfinished[]): void {
  try {
    storage.setItem(KEPT_UNDER, JSON.stringify(all));
  } catch {
    // A browser that keeps nothing still uploads; it begins anew after a reload.
  }
}

/** What this account began for a material here and did not complete, the latest last. */
export function unfinishedOf(
  place: Pick<Unfinished, "account" | "matter" | "material">,
  storage: Storage = localStorage,
  now: number = Date.now(),
): readonly Unfinished[] {
  return readAll(storage, now).filter(
    ({ account, matter, material }) =>
      account === place.account && matter === place.matter && material === place.material,
  );
}

export function rememberUnfinished(one: Unfinished, storage: Storage = localStorage): void {
  const others = readAll(storage, one.at).filter(({ url }) => url !== one.url);
  writeAll(storage, [...others, one]);
}

export function forgetUnfinished(
  url: string,
  storage: Storage = localStorage,
  now: number = Date.now(),
): void {
  writeAll(
    storage,
    readAll(storage, now).filter((one) => one.url !== url),
  );
}
