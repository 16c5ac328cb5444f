import type { DistrictPack, Matter } from "../pack/pack.ts";
import { ITEM_TYPE_NAMES } from "../parts/matter.ts";
import { KIND_NAMES } from "../answers/kind-names.ts";
import { searchMatters, type FoundMatter } from "./search-matters.ts";
import type { Bilingual } from "#kernel";

/** By what the catalogue is browsed. */
export const FACETS = ["event", "organ", "type", "kind", "audience"] as const;
export type Facet = (typeof FACETS)[number];

/** What is looked for: words, and a choice in any of the facets. */
export type MatterQuestion = { readonly q: string } & Readonly<Partial<Record<Facet, string>>>;

/** A value of a facet with how many matters it would leave. */
export type FacetValue = {
  readonly id: string;
  readonly name: Bilingual;
  readonly count: number;
  /** Whose life or firm an event is. */
  readonly of?: "resident" | "enterprise";
};

export type Browsed = {
  readonly found: readonly FoundMatter[];
  /** Values that leave at least one matter, counted under all other choices. */
  readonly facets: Readonly<Record<Facet, readonly FacetValue[]>>;
};

const AUDIENCES: Readonly<Record<Matter["audience"][number], Bilingual>> = {
  resident: { zh: "个人", en: "persons" },
  enterprise: { zh: "企业和其他组织", en: "firms and organisations" },
  staff: { zh: "工作人员", en: "staff" },
};

/** The matters that answer a question, and what each further choice would leave of them. */
export function browseMatters(
  matters: readonly Matter[],
  pack: Pick<DistrictPack, "organs" | "events">,
  question: MatterQuestion,
): Browsed {
  const answering = searchMatters(matters, pack, question.q);
  const kept = (except: Facet | null): readonly FoundMatter[] =>
    answering.filter(({ matter }) =>
      FACETS.every((facet) => {
        const chosen = question[facet];
        return facet === except || chosen === undefined || valuesOf(matter, facet).includes(chosen);
      }),
    );
  const counted = (facet: Facet): readonly FacetValue[] => {
    const among = kept(facet);
    return valuesKnown(pack, facet).flatMap(({ id, name, of }) => {
      const count = among.filter(({ matter }) => valuesOf(matter, facet).includes(id)).length;
      return count === 0 ? [] : [{ id, name, count, ...(of === undefined ? {} : { of }) }];
    });
  };
  return {
    found: kept(null),
    facets: {
      event: counted("event"),
      organ: counted("organ"),
      type: counted("type"),
      kind: counted("kind"),
      audience: counted("audience"),
    },
  };
}

function valuesOf(matter: Matter, facet: Facet): readonly string[] {
  const values: Readonly<Record<Facet, readonly string[]>> = {
    event: matter.events,
    organ: [matter.organ],
    type: [matter.itemType],
    kind: [matter.kind],
    audience: matter.audience,
  };
  return values[facet];
}

const named = (names: Readonly<Record<string, Bilingual>>) =>
  Object.entries(names).map(([id, name]) => ({ id, name }));

function valuesKnown(
  { organs, events }: Pick<DistrictPack, "organs" | "events">,
  facet: Facet,
): readonly Omit<FacetValue, "count">[] {
  switch (facet) {
    case "event":
      return [...events.values()];
    case "organ":
      return [...organs.values()];
    case "type":
      // Codes such as 10 and 20 are array indices to JavaScript and would come first.
      return named(ITEM_TYPE_NAMES).toSorted((left, right) => left.id.localeCompare(right.id));
    case "kind":
      return named(KIND_NAMES);
    case "audience":
      return named(AUDIENCES);
  }
}
