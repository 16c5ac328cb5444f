import {
  bilingual,
  fieldName,
  identifier,
  listOf,
  mappingOf,
  matching,
  object,
  oneOf,
  optional,
  text,
  wholeNumber,
  wrong,
  type Shape,
} from "../shape/shape.ts";
import { feel } from "./material.ts";
import type { Bilingual } from "#kernel";

/**
 * The decision of a matter's `decide.dmn` that answers its conditions: a context with one entry a condition, or a
 * list of `{condition, holds}` (hit policy COLLECT).
 */
export const CONDITIONS = "conditions";

/**
 * What of a case its rules may read: nothing personal, and nothing that a later step could change, so that what was
 * kept beside the decision is enough to decide again.
 */
export const RULE_INPUT: readonly string[] = ["facts", "form", "applicant", "receivedAt", "limits", "matter"];

/**
 * Where a fact is asked. FEEL sees `form` whole, `applicant` and the case's variables; `answers` see what was found
 * too and must come out as yes, no or a number: what a register knows of a person is compared and never passed on.
 */
export type FactSource =
  /** A record by its key: `{found, live, status}`, the open fields of `give`, and `answers` over `record`. */
  | {
      readonly kind: "record";
      readonly register: string;
      readonly key: string;
      readonly give: readonly string[];
      readonly answers: Readonly<Record<string, string>>;
    }
  /** How many live records of a register agree in these open fields: `{count}`. */
  | { readonly kind: "count"; readonly register: string; readonly where: Readonly<Record<string, string>> }
  /**
   * Who is in office on the day: the live records that hold a value in a field of `lookup`, agree in the open fields of
   * `where`, and whose term (`from`, `to`, the last day counts) has begun and not ended: `{found, count}` and the open
   * fields of `give` of the one that came last (null where nobody is).
   */
  | {
      readonly kind: "inOffice";
      readonly register: string;
      readonly by: string;
      readonly value: string;
      readonly where: Readonly<Record<string, string>>;
      readonly give: readonly string[];
    }
  /**
   * A name or number taken for this case inside the deciding transaction: `{taken}` says that another case or a live
   * record of the register has it. Without a value nothing is taken.
   */
  | {
      readonly kind: "claim";
      readonly of: string;
      readonly value: string;
      readonly register: string;
      readonly field: string;
    }
  /** Texts against a list of the pack: `{holds, which}`; `among`: all are in it, `without`: none of it is in them. */
  | {
      readonly kind: "list";
      readonly list: string;
      readonly value: string;
      readonly how: "among" | "without";
    }
  /**
   * Whether the account that applies is recognised as the record with this key (实人): `{recognised, byAgent, atWindow}`;
   * at a window a clerk has seen who it is.
   */
  | { readonly kind: "applicant"; readonly register: string; readonly key: string }
  /** A system outside by an address that the district lists, asked before the transaction: `answers` over `body`. */
  | {
      readonly kind: "http";
      readonly address: string;
      readonly path: string;
      readonly inputs: Readonly<Record<string, string>>;
      readonly timeout: string;
      readonly answers: Readonly<Record<string, string>>;
    };

/** Something that is asked before a rule decides, and where. */
export type FactRule = { readonly id: string; readonly name: Bilingual; readonly source: FactSource };

/** What must hold for the machine to grant, by which law, and on which facts it rests. */
export type ConditionRule = {
  readonly id: string;
  readonly name: Bilingual;
  readonly law: Bilingual;
  readonly article: Bilingual;
  readonly facts: readonly string[];
};

/**
 * 秒批: granted by rule where every condition is answered true and no fact is missing; else a person decides. The
 * machine never refuses. `sampling.percent` of what it grants is looked at afterwards by a person.
 */
export type InstantRule = {
  readonly facts: readonly FactRule[];
  readonly conditions: readonly ConditionRule[];
  readonly sampling: { readonly percent: number };
};

const answers = optional(mappingOf(feel), {});

const SOURCES: { readonly [Kind in FactSource["kind"]]: Shape<Extract<FactSource, { kind: Kind }>> } = {
  record: object<Extract<FactSource, { kind: "record" }>>({
    kind: oneOf("record"),
    register: identifier,
    key: feel,
    give: optional(listOf(fieldName), []),
    answers,
  }),
  count: object<Extract<FactSource, { kind: "count" }>>({
    kind: oneOf("count"),
    register: identifier,
    where: mappingOf(feel),
  }),
  inOffice: object<Extract<FactSource, { kind: "inOffice" }>>({
    kind: oneOf("inOffice"),
    register: identifier,
    by: fieldName,
    value: feel,
    where: optional(mappingOf(feel), {}),
    give: listOf(fieldName),
  }),
  claim: object<Extract<FactSource, { kind: "claim" }>>({
    kind: oneOf("claim"),
    of: identifier,
    value: feel,
    register: identifier,
    field: fieldName,
  }),
  list: object<Extract<FactSource, { kind: "list" }>>({
    kind: oneOf("list"),
    list: identifier,
    value: feel,
    how: oneOf("among", "without"),
  }),
  applicant: object<Extract<FactSource, { kind: "applicant" }>>({
    kind: oneOf("applicant"),
    register: identifier,
    key: feel,
  }),
  http: object<Extract<FactSource, { kind: "http" }>>({
    kind: oneOf("http"),
    address: identifier,
    path: text,
    inputs: optional(mappingOf(feel), {}),
    timeout: optional(matching(/^PT([1-9]|10)S$/, { zh: "PT1S 到 PT10S", en: "PT1S to PT10S" }), "PT2S"),
    answers,
  }),
};

const isKind = (kind: unknown): kind is FactSource["kind"] =>
  typeof kind === "string" && Object.hasOwn(SOURCES, kind);

const factSource: Shape<FactSource> = (node) => {
  const kind = (node.value as { readonly kind?: unknown } | null | undefined)?.kind;
  if (isKind(kind)) return SOURCES[kind](node);
  const kinds = Object.keys(SOURCES);
  return wrong(node, { zh: `kind 为 ${kinds.join("、")} 之一`, en: `a kind of ${kinds.join(", ")}` });
};

const percent: Shape<number> = (node) => {
  const read = wholeNumber(node);
  return typeof read === "number" && (read < 0 || read > 100)
    ? wrong(node, { zh: "0 到 100 的整数", en: "a whole number from 0 to 100" })
    : read;
};

/** Facts that are asked of registers and lists, in their order. */
export const factRules: Shape<readonly FactRule[]> = listOf(
  object<FactRule>({ id: fieldName, name: bilingual, source: factSource }),
);

export const instantRule: Shape<InstantRule> = object<InstantRule>({
  facts: factRules,
  conditions: listOf(
    object<ConditionRule>({
      id: fieldName,
      name: bilingual,
      law: bilingual,
      article: bilingual,
      facts: listOf(fieldName),
    }),
  ),
  sampling: object<InstantRule["sampling"]>({ percent }),
});
