import type { CasePart } from "#access";
import { entryWordsOf, type EntryWords } from "#cases";
import type { DistrictPack } from "#district";
import type { LinkedPlan } from "#engine";

/** What a part leaves of everything on a case beside its form. */
export type SeenPart = {
  /** The reader is sent all of the case that is anybody's to see. */
  readonly all: boolean;
  readonly documents: boolean;
  readonly material: (id: string) => boolean;
};

export function seenIn({ whole, oversees, documents, materials }: CasePart): SeenPart {
  const all = whole || oversees;
  return { all, documents: all || documents, material: (id) => all || materials.has(id) };
}

/** The words of a history of which a reader needs a part: what was answered in the elements named to them, no more. */
export function saidInPart(
  pack: DistrictPack,
  plan: LinkedPlan,
  { findings }: CasePart,
): Partial<EntryWords> {
  const { given } = entryWordsOf(pack, "", plan, true);
  return {
    whole: false,
    given: (element, values) => (findings.has(element) ? given(element, values) : []),
  };
}
