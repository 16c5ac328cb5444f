/** One DMN file as read: plain data in our own words, all versions of the standard alike. */
export type DmnModel = {
  readonly path: string | null;
  readonly id: string;
  readonly name: string;
  readonly namespace: string;
  readonly imports: readonly DmnImport[];
  readonly items: readonly ItemDefinition[];
  readonly inputs: readonly InputData[];
  readonly decisions: readonly DecisionElement[];
  readonly knowledge: readonly KnowledgeModel[];
  readonly services: readonly DecisionServiceElement[];
};

/** An empty name brings the other model's names in as they are. */
type DmnImport = {
  readonly name: string;
  readonly namespace: string;
  readonly location: string | null;
};

export type ItemDefinition = {
  readonly name: string;
  readonly typeRef: string | null;
  readonly allowedValues: string | null;
  /** DMN 1.5: holds of the whole, where allowedValues holds of each item. */
  readonly typeConstraint: string | null;
  readonly isCollection: boolean;
  readonly components: readonly ItemDefinition[];
  readonly functionItem: { readonly parameters: readonly Typed[]; readonly result: string | null } | null;
};

/** A name with the type it is declared with. */
export type Typed = { readonly name: string; readonly typeRef: string | null };

type Named = { readonly id: string; readonly name: string };

export type InputData = Named & { readonly variable: Typed };

/** Hrefs of required elements: `#id` here, `namespace#id` in an imported model. */
export type Requirements = {
  readonly inputs: readonly string[];
  readonly decisions: readonly string[];
  readonly knowledge: readonly string[];
};

export type DecisionElement = Named & {
  readonly variable: Typed;
  readonly requires: Requirements;
  readonly logic: Boxed | null;
};

export type KnowledgeModel = Named & {
  readonly variable: Typed;
  readonly requires: Requirements;
  readonly logic: Extract<Boxed, { readonly kind: "function" }> | null;
};

export type DecisionServiceElement = Named & {
  readonly variable: Typed;
  readonly outputs: readonly string[];
  readonly encapsulated: readonly string[];
  readonly inputDecisions: readonly string[];
  readonly inputData: readonly string[];
};

/** A boxed expression (DMN 1.5, chapters 7, 8 and 10.2). */
export type Boxed = { readonly id: string | null; readonly typeRef: string | null } & (
  | { readonly kind: "literal"; readonly text: string }
  | DecisionTable
  | { readonly kind: "context"; readonly entries: readonly BoxedEntry[] }
  | { readonly kind: "list"; readonly items: readonly Boxed[] }
  | {
      readonly kind: "relation";
      readonly columns: readonly Typed[];
      readonly rows: readonly (readonly Boxed[])[];
    }
  | {
      readonly kind: "function";
      readonly language: "FEEL" | "Java" | "PMML";
      readonly parameters: readonly Typed[];
      readonly body: Boxed | null;
    }
  | {
      readonly kind: "invocation";
      readonly callee: Boxed | null;
      readonly bindings: readonly (Typed & { readonly value: Boxed | null })[];
    }
  | { readonly kind: "conditional"; readonly test: Boxed; readonly met: Boxed; readonly otherwise: Boxed }
  | { readonly kind: "filter"; readonly in: Boxed; readonly match: Boxed }
  | { readonly kind: "for"; readonly variable: string; readonly in: Boxed; readonly body: Boxed }
  | {
      readonly kind: "quantified";
      readonly every: boolean;
      readonly variable: string;
      readonly in: Boxed;
      readonly test: Boxed;
    }
);

/** The entry without a variable is the context's result. */
export type BoxedEntry = { readonly variable: Typed | null; readonly value: Boxed | null };

export type HitPolicy = "UNIQUE" | "ANY" | "PRIORITY" | "FIRST" | "RULE ORDER" | "OUTPUT ORDER" | "COLLECT";
export type Aggregator = "SUM" | "MIN" | "MAX" | "COUNT";

export type DecisionTable = {
  readonly kind: "table";
  readonly hitPolicy: HitPolicy | { readonly unknown: string };
  readonly aggregation: Aggregator | null;
  readonly inputs: readonly InputClause[];
  readonly outputs: readonly OutputClause[];
  readonly rules: readonly Rule[];
};

export type InputClause = {
  readonly text: string;
  readonly typeRef: string | null;
  readonly allowedValues: string | null;
};

export type OutputClause = {
  readonly name: string | null;
  readonly typeRef: string | null;
  readonly allowedValues: string | null;
  readonly defaultText: string | null;
};

export type Rule = {
  readonly id: string | null;
  readonly tests: readonly string[];
  readonly outputs: readonly { readonly text: string; readonly typeRef: string | null }[];
};
