import {
  bilingual,
  identifier,
  fieldName,
  listOf,
  matching,
  object,
  oneOf,
  optional,
  type Shape,
} from "../shape/shape.ts";
import type { Bilingual } from "#kernel";

/** How long files or documents of some kind are kept after their case closed, and what then becomes of them. */
export type RetentionRule = {
  readonly id: string;
  readonly name: Bilingual;
  /** `file`: what was handed in; `document`: what was issued. */
  readonly of: "file" | "document";
  /** Matters, materials by id and kinds (of the material, or of the document) it speaks of; empty: any. */
  readonly matters: readonly string[];
  readonly materials: readonly string[];
  readonly kinds: readonly string[];
  /** ISO 8601 from the day of closing, e.g. `P10Y`; null: for ever (永久). */
  readonly keep: string | null;
  /** Destroyed when that is over, by an approved list; or the archive's, which has rules of its own. */
  readonly disposal: "destroy" | "archive";
  readonly basis: Bilingual;
};

/** retention.yaml: the register of retention (保管期限表). The first rule that fits holds; of what none speaks, is kept. */
export type Retention = {
  /** The register whose records are the lists of what is destroyed (销毁清册); null: nothing ever is. */
  readonly lists: string | null;
  /** Roles that draw up a list, and that approve one of somebody else's. */
  readonly proposers: readonly string[];
  readonly approvers: readonly string[];
  readonly rules: readonly RetentionRule[];
};

export const NO_RETENTION: Retention = { lists: null, proposers: [], approvers: [], rules: [] };

const period = matching(/^P(?=\d)(\d+Y)?(\d+M)?(\d+D)?$/, {
  zh: "形如 P10Y 的期限",
  en: "a period such as P10Y",
});

export const retention: Shape<Retention> = object<Retention>({
  lists: identifier,
  proposers: listOf(fieldName),
  approvers: listOf(fieldName),
  rules: listOf(
    object<RetentionRule>({
      id: identifier,
      name: bilingual,
      of: oneOf("file", "document"),
      matters: optional(listOf(identifier), []),
      materials: optional(listOf(fieldName), []),
      kinds: optional(listOf(fieldName), []),
      keep: optional(period, null),
      disposal: oneOf("destroy", "archive"),
      basis: bilingual,
    }),
  ),
});
