// Definitions of figures: read, checked, turned into what one subject adds and into a query tree.
// It never reads a store and never writes SQL; sums are exact decimals, and a quotient by zero is null.
// Start with types.ts, then parse-indicator.ts, contribution.ts and query.ts.
export { countsOf, coveredKeys, partOf, sidesOf, type CoveredKey, type Keys } from "./coverage.ts";
export { cellSums, type CellSums } from "./cell-sums.ts";
export { contributionOf } from "./contribution.ts";
export { decimalOf, findDecimal, type Decimal } from "./decimal.ts";
export { evaluate, holds, type Value } from "./evaluate.ts";
export {
  DATE_PATTERN,
  factsIn,
  INSTANT_PATTERN,
  NUMBER_PATTERN,
  type Comparison,
  type Expression,
  type Fact,
  type Literal,
  type ValueType,
} from "./expression.ts";
export { parseExpression } from "./parse-expression.ts";
export { parseIndicator } from "./parse-indicator.ts";
export { factsOf, queryOf, subjectsOf, type IndicatorQuery, type Question } from "./query.ts";
export {
  COVERAGE_PARTS,
  type Contribution,
  type Count,
  type CountIndicator,
  type CountKind,
  type Coverage,
  type CoveragePart,
  type CoverageSide,
  type Difference,
  type Indicator,
  type IndicatorKind,
  type IndicatorSource,
  type KeyedCount,
  type Measure,
  type Month,
  type Parts,
} from "./types.ts";
export { formatValue, isInYear, partsOf, valueOf } from "./value.ts";
