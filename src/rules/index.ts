// FEEL expressions and DMN decisions, read once and then evaluated purely.
// It never reads a clock (the moment is handed in), never throws for a fault inside an expression
// (DMN says null), and knows no case, record or process.
// Start with feel/feel.ts (expressions) and dmn/decide.ts (decisions).
export {
  compileFeel,
  evaluateFeel,
  evaluateUnaryTest,
  namesIn,
  type FeelAnswer,
  type FeelExpression,
  type FeelOptions,
} from "./feel/feel.ts";
export { readPaths } from "./feel/syntax/read-paths.ts";
export type { Syntax } from "./feel/syntax/syntax.ts";
export { fromJson, toJson } from "./feel/value/json.ts";
export type { FeelValue } from "./feel/value/value.ts";
export { checkModels } from "./dmn/check.ts";
export { compileModels } from "./dmn/compile-models.ts";
export type { DecisionModels } from "./dmn/compiled.ts";
export { decide, findDecision, type DecideOptions, type DecisionAnswer } from "./dmn/decide.ts";
export type { DmnSource } from "./dmn/read-model.ts";
