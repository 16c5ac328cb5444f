import { isObject, type Values } from "../forms/schema.ts";

const keptUnder = (matter: string): string => `yiwang.given.${matter}`;

/** Keeps what a situational guide was told, for the application that is begun from it in this browser. */
export function keepGiven(matter: string, values: Values): void {
  try {
    sessionStorage.setItem(keptUnder(matter), JSON.stringify(values));
  } catch {
    // A browser that keeps nothing asks once more.
  }
}

/** What was told before, once: a later application begins by itself. */
export function takeGiven(matter: string): Values {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(keptUnder(matter)) ?? "null");
    return isObject(kept) ? kept : {};
  } catch {
    return {};
  }
}

export function forgetGiven(matter: string): void {
  try {
    sessionStorage.removeItem(keptUnder(matter));
  } catch {
    // Nothing was kept.
  }
}
