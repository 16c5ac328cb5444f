import { canonicalName } from "../syntax/name.ts";
import type { FeelFunction } from "../value/value.ts";
import { BOOLEANS } from "./boolean.ts";
import { CONTEXTS } from "./context.ts";
import { CONVERSIONS } from "./conversion.ts";
import { LISTS } from "./list.ts";
import { NUMBERS } from "./numeric.ts";
import { RANGES } from "./range.ts";
import { STATISTICS } from "./statistic.ts";
import { STRINGS } from "./string.ts";
import { TEMPORALS } from "./temporal.ts";

/** Every built-in function of DMN 1.5 (10.3.4), and those Camunda 8 adds. */
const BUILTINS: ReadonlyMap<string, FeelFunction> = new Map(
  [
    ...CONVERSIONS,
    ...BOOLEANS,
    ...STRINGS,
    ...LISTS,
    ...STATISTICS,
    ...NUMBERS,
    ...TEMPORALS,
    ...RANGES,
    ...CONTEXTS,
  ].map((each) => [canonicalName(each.name), each]),
);

/** The built-in of a canonical name. */
export const findBuiltin = (name: string): FeelFunction | undefined => BUILTINS.get(name);

/** Functions of Camunda's FEEL that answer differently each time and are refused: a decision must be replayable. */
export const IMPURE: ReadonlySet<string> = new Set(["random number", "uuid"]);
