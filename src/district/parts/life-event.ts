import { bilingual, identifier, listOf, object, oneOf, optional, text, type Shape } from "../shape/shape.ts";
import type { Bilingual } from "#kernel";

/** Something that happens in a person's life (人生事件) or to a firm (企业事件), by which matters are found. */
export type LifeEvent = {
  readonly id: string;
  readonly of: "resident" | "enterprise";
  readonly name: Bilingual;
  /** What people say of it. */
  readonly words: readonly string[];
};

export const lifeEvent: Shape<LifeEvent> = object<LifeEvent>({
  id: identifier,
  of: oneOf("resident", "enterprise"),
  name: bilingual,
  words: optional(listOf(text), []),
});
