import type { Bilingual } from "#kernel";

/** A value of a list with its names. */
type ListEntry = { readonly value: string; readonly name: Bilingual };

/** A list of the pack (字典): what may be chosen, in its own order, e.g. the catalogue of business scopes. */
export type PackList = readonly ListEntry[];
