import { problem, type Instant, type Problem } from "#kernel";
import type { StoreContext } from "#registers";
import type { Row } from "../database/database.ts";
import { withContext } from "../ledger/context.ts";
import type { Store } from "../store.ts";
import { keysOf, limitOf, pageOf, type Page, type PageOptions } from "./cursor.ts";

/**
 * What waits for a person to resolve it: a step of a case that could not go on, or an item of the outbox that was
 * given up after it had failed time after time.
 */
export type FailureRow = {
  readonly about: "step" | "delivery";
  /** The failed instance of the case, or the outbox item. */
  readonly id: string;
  /** The element that failed, or the kind of the outbox item. */
  readonly what: string;
  readonly raisedAt: Instant;
  readonly problem: Problem;
  /** The case it is of; a step always has one. */
  readonly of: FailedCase | null;
};

type FailedCase = {
  readonly caseNo: string;
  readonly matter: string;
  readonly matterName: string;
  readonly plan: string;
  readonly organ: string;
  readonly division: string;
  readonly applicant: string;
  readonly inNameOf: string | null;
};

type Listed = Omit<FailureRow, "problem"> & {
  readonly caseId: string;
  readonly problem: Problem | null;
  readonly fault: string | null;
};

/** What a list of failures is narrowed to. */
export type FailureFilter = {
  readonly caseId?: string;
  readonly matter?: string;
  readonly organ?: string;
  readonly newestFirst?: boolean;
};

/**
 * What waits for a person to resolve it, by time; of one case or of all. What the outbox gave up is the
 * system's to see: any other context is given the steps of the cases that it sees.
 */
export async function listFailures(
  store: Store,
  context: StoreContext,
  options: PageOptions & FailureFilter = {},
): Promise<Page<FailureRow>> {
  const limit = limitOf(options);
  const way = options.newestFirst === true ? "desc" : "asc";
  const [at, caseId, id] = keysOf(options, 3, "moment") ?? [];
  const rows = await withContext(store.database, context, (sql) =>
    sql.last<Listed & Row>(
      `with given_up as (
         select 'step' as about, id, element as what, raised_at, case_id, problem, null as fault from failure
          where district = $1
         union all
         select 'delivery', id, kind, failed_at, coalesce(subject, ''), problem, fault from outbox
          where district = $1 and status = 'failed')
       select f.about, f.id, f.what, f.raised_at as "raisedAt", f.case_id as "caseId", f.problem, f.fault,
              case when c.id is not null then jsonb_build_object(
                'caseNo', c.case_no, 'matter', c.matter, 'matterName', c.matter_name, 'plan', c.plan, 'organ', c.organ, 'division', c.division, 'applicant', c.applicant,
                'inNameOf', c.in_name_of) end as of
         from given_up f left join case_file c on c.district = $1 and c.id = f.case_id
        where (f.about = 'delivery' or c.id is not null) and ($2::text is null or f.case_id = $2)
          and ($6::text is null or c.matter = $6) and ($7::text is null or c.organ = $7)
          and ($3::timestamptz is null or (f.raised_at, f.case_id, f.id) ${options.newestFirst === true ? "<" : ">"} ($3::timestamptz, $4::text, $5::text))
        order by f.raised_at ${way}, f.case_id ${way}, f.id ${way} limit $8`,
      [
        context.district,
        options.caseId ?? null,
        at ?? null,
        caseId ?? null,
        id ?? null,
        options.matter ?? null,
        options.organ ?? null,
        limit + 1,
      ],
    ),
  );
  const page = pageOf(rows, limit, (last) => [last.raisedAt, last.caseId, last.id]);
  return { items: page.items.map(failureOf), next: page.next };
}

function failureOf({ about, id, what, raisedAt, of, ...why }: Listed): FailureRow {
  const said = why.problem ?? problem("DELIVERY_GIVEN_UP", { why: why.fault ?? "" });
  return { about, id, what, raisedAt, of, problem: said };
}
