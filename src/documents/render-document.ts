import {
  err,
  localDateOf,
  problem,
  type Instant,
  type Json,
  type JsonObject,
  type Problem,
  type Result,
} from "#kernel";
import type { Template } from "./typesetter.ts";

/** Typst source texts of a pack by template name (`grant` for `templates/grant.typ`). */
export type Templates = Readonly<Record<string, string>>;

/** What the ledger keeps of a numbered document; its file is made from this alone, at any later time. */
export type DocumentWords = {
  readonly template: string;
  readonly number: string;
  readonly title: string;
  readonly issuedAt: Instant;
  readonly data: JsonObject;
};

type Set = Result<{ readonly pdf: Uint8Array }, Problem>;
/** A typesetter, here or in a thread of its own. */
type Typesetting = { readonly typeset: (template: Template, data: Json) => Set | Promise<Set> };

/**
 * Typesets a numbered document from its row: the same row gives the same bytes. `number`, `title` and
 * `issuedOn` (the day in Asia/Shanghai) come from the row, everything else from its data.
 * Errors: TEMPLATE_UNKNOWN and those of the typesetter.
 */
export async function renderDocument(
  typesetter: Typesetting,
  templates: Templates,
  document: DocumentWords,
): Promise<Set> {
  const { template, number, title, issuedAt, data } = document;
  const main = Object.hasOwn(templates, template) ? templates[template] : undefined;
  if (main === undefined) return err(problem("TEMPLATE_UNKNOWN", { template }));
  return typesetter.typeset({ main }, { ...data, number, title, issuedOn: localDateOf(issuedAt) });
}
