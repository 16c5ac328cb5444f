import { bilingual, fieldName, identifier, listOf, object, type Shape } from "../shape/shape.ts";
import type { Bilingual } from "#kernel";

/** A check of an address before a lease: which register knows addresses, for which businesses, by which decision. */
export type AddressCheckDefinition = {
  readonly register: string;
  /** Answers a list of {level, zh, en, basis}; level is `stops`, `mind` or `fine`. */
  readonly decision: string;
  readonly note: Bilingual;
  readonly businesses: readonly {
    readonly id: string;
    readonly name: Bilingual;
    /** The matters in whose guides it is offered. */
    readonly matters: readonly string[];
  }[];
};

export const addressCheckDefinition: Shape<AddressCheckDefinition> = object<AddressCheckDefinition>({
  register: identifier,
  decision: fieldName,
  note: bilingual,
  businesses: listOf(object({ id: identifier, name: bilingual, matters: listOf(identifier) })),
});
