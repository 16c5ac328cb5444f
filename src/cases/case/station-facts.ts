import type { Skill } from "#access";

/** What routing at a station asks of the house. */
export type StationFacts = {
  /** Cases received in the time of the district's rule, by matter. */
  readonly counts: ReadonlyMap<string, number>;
  /** Skills in force, with the names of whose they are. */
  readonly skills: readonly (Skill & { readonly name: string })[];
};
