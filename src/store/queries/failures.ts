import type { Instant, Problem } from "#kernel";
import type { StoreContext } from "#registers";
import type { Row } from "../database/database.ts";
import { withContext } from "../ledger/context.ts";
import type { Store } from "../store.ts";
import { keysOf, limitOf, pageOf, type Page, type PageOptions } from "./cursor.ts";

export type FailureRow = {
  readonly caseId: string;
  readonly caseNo: string;
  readonly matter: string;
  readonly matterName: string;
  readonly plan: string;
  readonly id: string;
  readonly element: string;
  readonly organ: string;
  readonly raisedAt: Instant;
  readonly problem: Problem;
};

/** What waits for a person to resolve it, the oldest first; of one case or of all. */
export async function listFailures(
  store: Store,
  context: StoreContext,
  options: PageOptions & { readonly caseId?: string; readonly matter?: string; readonly organ?: string } = {},
): Promise<Page<FailureRow>> {
  const limit = limitOf(options);
  const [at, caseId, id] = keysOf(options, 3, "moment") ?? [];
  const rows = await withContext(store.database, context, (sql) =>
    sql.query<FailureRow & Row>(
      `select f.case_id as "caseId", c.case_no as "caseNo", c.matter, c.matter_name as "matterName", c.plan,
              f.id, f.element, f.organ, f.raised_at as "raisedAt", f.problem
         from failure f join case_file c on c.district = f.district and c.id = f.case_id
        where f.district = $1 and ($2::text is null or f.case_id = $2)
          and ($6::text is null or c.matter = $6) and ($7::text is null or f.organ = $7)
          and ($3::timestamptz is null or (f.raised_at, f.case_id, f.id) > ($3::timestamptz, $4::text, $5::text))
        order by f.raised_at, f.case_id, f.id limit $8`,
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
  return pageOf(rows, limit, (last) => [last.raisedAt, last.caseId, last.id]);
}
