import { bilingual, identifier, listOf, object, oneOf, wholeNumber, type Shape } from "../shape/shape.ts";
import { feel } from "./material.ts";
import type { Bilingual } from "#kernel";

/**
 * When a card is shown for a task that is open (黄牌、红牌). `when` is FEEL over `late`, `remaining` (working days that
 * are left), `openFor` (working days since it was opened), `taken` (somebody has it), `matter`, `organ` and `element`.
 */
export type CardRule = {
  readonly id: string;
  readonly kind: "yellow" | "red";
  readonly name: Bilingual;
  readonly when: string;
};

/** supervision.yaml: what counts as near its limit, the cards, and the indicators that organs are compared by. */
export type Supervision = {
  /** So many working days before its limit a task is near it. */
  readonly nearDays: number;
  readonly cards: readonly CardRule[];
  readonly indicators: readonly string[];
};

export const NO_SUPERVISION: Supervision = { nearDays: 1, cards: [], indicators: [] };

/** What a rule sees. */
export const CARD_FACTS = ["late", "remaining", "openFor", "taken", "matter", "organ", "element"] as const;

export const supervision: Shape<Supervision> = object<Supervision>({
  nearDays: wholeNumber,
  cards: listOf(
    object<CardRule>({ id: identifier, kind: oneOf("yellow", "red"), name: bilingual, when: feel }),
  ),
  indicators: listOf(identifier),
});
