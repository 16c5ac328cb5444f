import type { Bilingual, Instant, Json, JsonObject } from "#kernel";

/** What a register is asked for a rule. `where` and `live` are values of the register's open fields and states. */
export type RegisterQuestion =
  | { readonly kind: "record"; readonly register: string; readonly id: string }
  | {
      readonly kind: "count";
      readonly register: string;
      readonly where: JsonObject;
      readonly live: readonly string[];
    }
  | {
      readonly kind: "claim";
      readonly of: string;
      readonly value: string;
      readonly register: string;
      readonly field: string;
      readonly live: readonly string[];
    }
  | {
      readonly kind: "inOffice";
      readonly register: string;
      readonly field: string;
      readonly value: string;
      readonly where: JsonObject;
      readonly live: readonly string[];
      /** The day, `YYYY-MM-DD`. */
      readonly on: string;
    }
  | { readonly kind: "knownAs"; readonly register: string; readonly account: string };

/** A fact as it is kept: where it came from and when, and its value, or why there is none. */
export type KeptFact = {
  readonly id: string;
  readonly name: Bilingual;
  readonly source: Bilingual;
  readonly at: Instant;
  readonly value: Json;
  readonly missing: Bilingual | null;
};

/** A condition as it was judged, with its law as it stood. */
export type KeptCondition = {
  readonly id: string;
  readonly name: Bilingual;
  readonly law: Bilingual;
  readonly article: Bilingual;
  readonly facts: readonly string[];
  readonly result: "holds" | "fails" | "unanswered" | "factMissing";
};

/** What a rule decided on a case, with everything that it takes to decide again: open data only. */
export type MachineDecision = {
  readonly caseNo: string;
  readonly matter: string;
  /** The hash that the rules' text is published under. */
  readonly rules: string;
  readonly at: Instant;
  readonly granted: boolean;
  readonly sampled: boolean;
  readonly input: JsonObject;
  readonly facts: readonly KeptFact[];
  readonly conditions: readonly KeptCondition[];
};

/** What a rule's decision asks and keeps inside its transaction. */
export type FactsTransaction = {
  /**
   * Asks the registers in this order, whatever the one who acts may see: null for a record that is not there. A claim
   * is taken for the case until it is over.
   */
  askRegisters(
    caseNo: string,
    at: Instant,
    questions: readonly RegisterQuestion[],
  ): Promise<readonly (JsonObject | null)[]>;
  keepMachineDecision(decision: MachineDecision): Promise<void>;
};

/** A question to a system outside (port). It is asked before a transaction begins, and never inside one. */
export type AskOutside = (question: {
  /** The name that the district gave to where it goes. */
  readonly address: string;
  /** With every input in its place. */
  readonly path: string;
  readonly timeoutMs: number;
}) => Promise<{ readonly body: Json } | { readonly missing: Bilingual }>;

/** What systems outside answered, by the fact's id. */
export type OutsideAnswers = Readonly<
  Record<string, { readonly at: Instant; readonly value: Json; readonly missing: Bilingual | null }>
>;
