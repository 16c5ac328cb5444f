import type { Bilingual } from "#contract";
import { useCallback, useSyncExternalStore } from "react";

export type Language = "zh" | "en";
export type Say = (text: Bilingual, parameters?: Readonly<Record<string, string | number>>) => string;

const KEPT_UNDER = "yiwang.language";
const listeners = new Set<() => void>();

function readKept(): Language {
  try {
    return localStorage.getItem(KEPT_UNDER) === "en" ? "en" : "zh";
  } catch {
    return "zh";
  }
}

let current: Language = typeof document === "undefined" ? "zh" : readKept();

export function languageNow(): Language {
  return current;
}

export function chooseLanguage(language: Language): void {
  current = language;
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  try {
    localStorage.setItem(KEPT_UNDER, language);
  } catch {
    // A browser that keeps nothing still switches for this visit.
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The text of a language, with `{name}` filled in. */
export function sayIn(
  language: Language,
  text: Bilingual,
  parameters: Readonly<Record<string, string | number>> = {},
): string {
  return text[language].replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(parameters[name] ?? whole));
}

export function useLanguage(): Language {
  return useSyncExternalStore(subscribe, languageNow, () => "zh");
}

/** Says a bilingual text, from a dictionary or from the server, in the chosen language. */
export function useSay(): Say {
  const language = useLanguage();
  return useCallback((text, parameters) => sayIn(language, text, parameters), [language]);
}
