import { queryOf, type Count } from "#indicators";
import type { JsonObject } from "#kernel";
import type { StoreContext } from "#registers";
import type { Row } from "../database/database.ts";
import { withContext } from "../ledger/context.ts";
import type { Store } from "../store.ts";
import { keysOf, limitOf, pageOf, type Page, type PageOptions } from "../queries/cursor.ts";
import { parameters } from "../queries/parameters.ts";
import { printExpression } from "./print-expression.ts";
import { dayOf, printSubjects, textOf } from "./print-query.ts";
import type { FigureQuestion } from "./figure-question.ts";

/** One subject that a figure counts, with the facts that it is counted by. */
export type FigureRecord = {
  /** What the ledger calls it. */
  readonly subject: string;
  readonly kind: "case" | "record";
  /** Of a record. */
  readonly register: string | null;
  readonly id: string;
  readonly facts: JsonObject;
  /** Its division code, empty without one. */
  readonly place: string;
  /** The day that places it in the year. */
  readonly date: string;
  /** A case's number and title, a record's fields, as they stand. */
  readonly caseNo: string | null;
  readonly title: string | null;
  readonly data: JsonObject | null;
};

/** `keys`: of a count that tells keys apart, the subjects of these keys alone. */
export type RecordsQuestion = FigureQuestion &
  PageOptions & { readonly keys?: readonly string[] | undefined };

/**
 * Exactly the subjects that a figure counts, the latest first, less those that the reader may not see: the same
 * definition as the figure's, asked of the facts themselves.
 */
export async function listFigureRecords(
  store: Store,
  context: StoreContext,
  count: Count,
  question: RecordsQuestion,
): Promise<Page<FigureRecord>> {
  const limit = limitOf(question);
  const { values, put } = parameters();
  const district = put(context.district);
  const { asOf } = question;
  const subjects = printSubjects({ district: context.district, source: count.source, asOf }, put);
  const printing = { factAt: subjects.factAt, put };
  // A set that is of no place still tells where a subject lies.
  const place = textOf(count.place ?? "division", subjects, put);
  const { where: counts } = queryOf(count, question, question.keys);
  const where = [...subjects.conditions, printExpression(counts, printing)];
  const day = `${dayOf(count.date, subjects, put)} collate "C"`;
  const [lastDay, lastSubject] = keysOf(question, 2) ?? [];
  if (lastDay !== undefined) {
    where.push(
      `(${day}, ${subjects.subject} collate "C") < (${put(lastDay)}::text, ${put(lastSubject)}::text)`,
    );
  }
  const until = asOf === undefined ? "" : `and f.at <= ${put(asOf)}::text::timestamptz`;
  const rows = await withContext(store.database, context, (sql) =>
    sql.last<FigureRecord & Row>(
      `with page as (
         select ${subjects.subject} as subject, ${day} as date, coalesce(${place}, '') as place
           from ${subjects.from} where ${where.join(" and ")}
          order by date desc, ${subjects.subject} collate "C" desc limit ${put(limit + 1)}
       ), named as (
         select p.*, starts_with(p.subject, 'record:') as is_record from page p
       )
       select n.subject, n.date, n.place, case when n.is_record then 'record' else 'case' end as kind,
              r.register, coalesce(r.id, c.id) as id, c.case_no as "caseNo", c.title, r.data, v.facts
         from named n
         left join case_file c on not n.is_record and c.district = ${district} and c.id = n.subject
         left join record r on n.is_record and r.district = ${district} and r.register = split_part(n.subject, ':', 2)
           and r.id = substr(n.subject, length(split_part(n.subject, ':', 2)) + 9)
         cross join lateral (select f.facts from fact_version f where f.district = ${district}
           and f.subject = n.subject ${until} order by f.version desc limit 1) v
        order by n.date desc, n.subject collate "C" desc`,
      values,
    ),
  );
  return pageOf(rows, limit, (last) => [last.date, last.subject]);
}
