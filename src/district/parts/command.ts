import { fieldName, identifier, listOf, object, optional, type Shape } from "../shape/shape.ts";

/** command.yaml: who works at the command desk (指挥中心), and where what it shows is kept. */
export type CommandRules = {
  /** Organs whose posts use it; those who oversee the district may look at it. */
  readonly organs: readonly string[];
  /** The register of classes: classKey, category, name, condition, organ, byTown, handleLimit, severity, closing. */
  readonly classes: string | null;
  /** The register of routing precedents: classKey, placeName, organ, clause, reason, ruledCase, ruledOn. */
  readonly precedents: string | null;
  /** The list of organs that handle cases, by the names that the desk calls them. */
  readonly handling: string | null;
  /** The register of shifts: name, organ, weekdays (looked up), begins, ends, telephone, from, to. */
  readonly roster: string | null;
  /** The matter by which a shift is handed over. */
  readonly handover: string | null;
  /** States in which a case still runs but is done with, and stands on the map no more. */
  readonly doneStates: readonly string[];
};

export const commandRules: Shape<CommandRules> = object<CommandRules>({
  organs: listOf(identifier),
  classes: optional(identifier, null),
  precedents: optional(identifier, null),
  handling: optional(identifier, null),
  roster: optional(identifier, null),
  handover: optional(identifier, null),
  doneStates: optional(listOf(fieldName), []),
});

export const NO_COMMAND: CommandRules = {
  organs: [],
  classes: null,
  precedents: null,
  handling: null,
  roster: null,
  handover: null,
  doneStates: [],
};
