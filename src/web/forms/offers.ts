import type { Bilingual } from "#contract";
import { isObject, labelOf, type Schema, type Values } from "./schema.ts";

/** One of many that may be chosen; `sets` are the fields of the form that choosing it fills in, where it fills in some. */
export type Offer = {
  readonly key: unknown;
  readonly label: Bilingual;
  /** How it sounds: syllables and initials. */
  readonly find: string;
  readonly sets?: Values;
};

/** What a field that is searched offers: rows of a register (`x-offers`), or its choices. */
export function offersOf(schema: Schema): readonly Offer[] {
  const given = schema["x-offers"] ?? schema["oneOf"];
  if (!Array.isArray(given)) return [];
  return given.filter(isObject).map((each) => {
    const find = each["x-find"];
    const sets = each["sets"];
    return {
      key: each["const"],
      label: labelOf(each, String(each["const"])),
      find: typeof find === "string" ? find : "",
      ...(isObject(sets) ? { sets } : {}),
    };
  });
}

/** Whether the form holds what the offer stands for. */
export const isChosen = ({ key, sets }: Offer, value: unknown, values: Values): boolean =>
  sets === undefined
    ? key === value
    : value !== undefined && Object.entries(sets).every(([name, each]) => values[name] === each);

/** Those whose words, sounds or code hold what was typed, names that begin with it first. */
export function findOffers(offers: readonly Offer[], typed: string): readonly Offer[] {
  const sought = typed.trim().toLowerCase().replaceAll(/\s+/g, "");
  const rank = ({ key, label, find }: Offer): number => {
    const [own = ""] = label.zh.split(" · ").slice(-1);
    const [full = "", initials = ""] = find.split(" ");
    if (own.startsWith(sought) || String(key).toLowerCase() === sought) return 0;
    if (own.includes(sought) || initials.endsWith(sought)) return 1;
    if (label.zh.includes(sought) || String(key).toLowerCase().includes(sought)) return 2;
    return full.includes(sought) ||
      initials.includes(sought) ||
      label.en.toLowerCase().includes(typed.trim().toLowerCase())
      ? 3
      : 9;
  };
  return offers
    .map((offer) => [rank(offer), offer] as const)
    .filter(([at]) => at < 9)
    .toSorted(([one], [other]) => one - other)
    .map(([, offer]) => offer);
}
