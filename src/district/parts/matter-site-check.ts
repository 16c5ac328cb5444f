import { listOf, object, text, type Shape } from "../shape/shape.ts";
import { feel } from "./material.ts";

/** One thing that the officers look at on site: what it is, and what it must be like. */
type SiteCheckItem = { readonly item: string; readonly requirement: string };

/** What a site check (现场核查) of a matter goes to see. */
export type SiteCheck = {
  /** FEEL over the open fields of the form: the address that is checked. */
  readonly place: string;
  /** Working language of the record, so in Chinese alone. */
  readonly items: readonly SiteCheckItem[];
};

export const siteCheck: Shape<SiteCheck> = object<SiteCheck>({
  place: feel,
  items: listOf(object<SiteCheckItem>({ item: text, requirement: text })),
});
