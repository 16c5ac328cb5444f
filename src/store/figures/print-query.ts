import type { Count, Expression, IndicatorSource, Measure } from "#indicators";
import type { Instant } from "#kernel";
import type { Put } from "../queries/parameters.ts";
import { printExpression, type FactSql } from "./print-expression.ts";

/** The rows that an indicator's subjects are sought in: a FROM with its conditions, and how they name things. */
export type SubjectsSql = {
  readonly from: string;
  readonly conditions: readonly string[];
  readonly subject: string;
  readonly factAt: (path: readonly string[]) => FactSql;
};

/** Whose subjects, and as they stood when; without `asOf` as they stand. */
export type Sought = {
  readonly district: string;
  readonly source: IndicatorSource;
  readonly asOf?: Instant | undefined;
};

const CASE_COLUMNS: Readonly<Record<string, FactSql>> = {
  id: { kind: "text", sql: "c.id" },
  matter: { kind: "text", sql: "c.matter" },
  state: { kind: "text", sql: "c.state" },
  outcome: { kind: "text", sql: "c.outcome" },
  organ: { kind: "text", sql: "c.organ" },
  division: { kind: "text", sql: "c.division" },
  receivedAt: { kind: "instant", sql: "c.received_at" },
  acceptedAt: { kind: "instant", sql: "c.accepted_at" },
  closedAt: { kind: "instant", sql: "c.closed_at" },
};

const RECORD_COLUMNS: Readonly<Record<string, FactSql>> = {
  register: { kind: "text", sql: "r.register" },
  id: { kind: "text", sql: "r.id" },
  status: { kind: "text", sql: "r.status" },
  organ: { kind: "text", sql: "r.organ" },
  division: { kind: "text", sql: "r.division" },
  validFrom: { kind: "instant", sql: "r.valid_from" },
};

/**
 * What stands now is asked of case_file and record (their facts are those of ledger/facts.ts): they have the
 * indexes by matter and by register, and a reader's row security costs them no function call a row. What stood
 * is asked of fact_version, the latest version of each subject by then: exact, replayable, and rare.
 */
export function printSubjects(sought: Sought, put: Put): SubjectsSql {
  if (sought.asOf !== undefined) return printSubjectsOf(sought, sought.asOf, put);
  const { source } = sought;
  const district = put(sought.district);
  if (source.kind === "cases") {
    return {
      from: "case_file c",
      conditions: [
        `c.district = ${district}`,
        ...(source.matter === "*" ? [] : [`c.matter = ${put(source.matter)}`]),
      ],
      subject: "c.id",
      factAt: (path) => columnOr(CASE_COLUMNS, "c.facts", path, put),
    };
  }
  return {
    from: "record r",
    conditions: [`r.district = ${district}`, `r.register = ${put(source.register)}`],
    subject: "('record:' || r.register || ':' || r.id)",
    factAt: (path) => columnOr(RECORD_COLUMNS, "r.data", path, put),
  };
}

function columnOr(
  columns: Readonly<Record<string, FactSql>>,
  json: string,
  path: readonly string[],
  put: Put,
): FactSql {
  const [name = "", ...inner] = path;
  const column = Object.hasOwn(columns, name) ? columns[name] : undefined;
  if (column === undefined) return jsonAt(json, path, put);
  return inner.length === 0 ? column : { kind: "json", sql: "null::jsonb" };
}

/** A fact of a jsonb column: step by step with `->`, which asks for a key only of an object; `#>` would also count into arrays. */
export function jsonAt(json: string, path: readonly string[], put: Put): FactSql {
  return { kind: "json", sql: `(${[json, ...path.map((name) => `${put(name)}::text`)].join(" -> ")})` };
}

function printSubjectsOf({ district, source }: Sought, asOf: Instant, put: Put): SubjectsSql {
  const moment = `${put(asOf)}::text::timestamptz`;
  const isCase = source.kind === "cases";
  const matter =
    isCase && source.matter !== "*" ? [`fact_text(f.facts -> 'matter') = ${put(source.matter)}`] : [];
  return {
    from: "fact_version f",
    conditions: [
      `f.district = ${put(district)}`,
      `f.source = ${put(isCase ? "case" : source.register)}`,
      `starts_with(f.subject, 'record:') = ${!isCase}`,
      `f.at <= ${moment}`,
      ...matter,
      `not exists (select from fact_version later where later.district = f.district
         and later.subject = f.subject and later.version > f.version and later.at <= ${moment})`,
    ],
    subject: "f.subject",
    factAt: (path) => jsonAt("f.facts", path, put),
  };
}

/** What each subject that `where` holds for adds, one row each; the SQL of `contributionOf`. */
export function printAmounts(count: Count, where: Expression, subjects: SubjectsSql, put: Put): string {
  const printing = { factAt: subjects.factAt, put };
  const { numerator, denominator, key } = amountsOf(count.measure, (each) => printExpression(each, printing));
  const ended = count.until === null ? "null::text" : dayOf(count.until, subjects, put);
  const organ = count.organ === null ? "''::text" : `coalesce(${textOf(count.organ, subjects, put)}, '')`;
  return `select ${dayOf(count.date, subjects, put)} as day, ${ended} as ended, ${organ} as organ,
      ${numerator} as numerator, ${denominator} as denominator, ${key} as key
    from ${subjects.from}
   where ${[...subjects.conditions, printExpression(where, printing)].join(" and ")}`;
}

/** A fact's text. */
export function textOf(name: string, subjects: SubjectsSql, put: Put): string {
  return printExpression(
    { kind: "fact", path: name.split("."), type: "string" },
    { factAt: subjects.factAt, put },
  );
}

/** The day that a fact names, as text. */
export function dayOf(name: string, subjects: SubjectsSql, put: Put): string {
  return printExpression(
    { kind: "fact", path: name.split("."), type: "date" },
    { factAt: subjects.factAt, put },
  );
}

type AmountsSql = { readonly numerator: string; readonly denominator: string; readonly key: string };

function amountsOf(measure: Measure, print: (expression: Expression) => string): AmountsSql {
  const one = "1::numeric";
  const none = "null::text";
  switch (measure.kind) {
    case "count":
      return { numerator: one, denominator: one, key: none };
    case "sum":
    case "average":
      return { numerator: print(measure.of), denominator: one, key: none };
    case "distinct":
      return { numerator: "0::numeric", denominator: "0::numeric", key: print(measure.fact) };
    case "ratio":
      return {
        numerator: `(case when ${print(measure.numerator)} then 1 else 0 end)::numeric`,
        denominator: `(case when ${print(measure.denominator)} then 1 else 0 end)::numeric`,
        key: none,
      };
  }
}
