import type { HandedOut } from "#cases";
import type { Instant } from "#kernel";
import type { StoreContext } from "#registers";
import type { Row, Sql } from "../database/database.ts";
import { withContext } from "../ledger/context.ts";
import type { Store } from "../store.ts";

/** A task by which a result is to leave the house. */
export type DeliveryRow = {
  readonly caseNo: string;
  readonly task: string;
  readonly version: number;
  readonly matter: string;
  readonly organ: string;
  readonly applicant: string;
  readonly applicantName: string;
  readonly inNameOf: string | null;
  readonly title: string;
  readonly openedAt: Instant;
  readonly dueAt: Instant | null;
};

/** Open tasks of a form, the first due first; `search` finds in number, title and applicant's name. */
export async function listDeliveries(
  store: Store,
  context: StoreContext,
  asked: { readonly form: string; readonly search: string; readonly most: number },
): Promise<readonly DeliveryRow[]> {
  return withContext(store.database, context, (sql) =>
    sql.last<DeliveryRow & Row>(
      `select c.case_no as "caseNo", t.id as task, c.version, c.matter, c.organ, c.applicant,
              c.applicant_name as "applicantName", c.in_name_of as "inNameOf", c.title,
              t.opened_at as "openedAt", t.own_due_at as "dueAt"
         from task t join case_file c on c.id = t.case_id and c.district = t.district
        where t.district = $1 and t.status = 'open' and t.detail ->> 'formId' = $2
          and ($3 = '' or strpos(c.case_no, $3) > 0 or strpos(c.applicant_name, $3) > 0 or strpos(c.title, $3) > 0)
        order by t.due_at, t.case_id limit $4`,
      [context.district, asked.form, asked.search, asked.most],
    ),
  );
}

export async function keepHandedOut(sql: Sql, district: string, handed: HandedOut): Promise<void> {
  await sql.query(
    `insert into handed_out (district, case_id, task, hall, organ, account, way, by_agent, carrier, tracking, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      district,
      handed.caseNo,
      handed.task,
      handed.hall,
      handed.organ,
      handed.account,
      handed.way,
      handed.byAgent,
      handed.carrier,
      handed.tracking,
      handed.at,
    ],
  );
}

/** What a hall gave out, the latest first, with the clerk's name. */
export async function listHandedOut(
  store: Store,
  context: StoreContext,
  hall: string,
  most = 50,
): Promise<readonly (HandedOut & { readonly clerk: string; readonly title: string })[]> {
  return withContext(store.database, context, (sql) =>
    sql.last<HandedOut & { clerk: string; title: string } & Row>(
      `select h.case_id as "caseNo", h.task, h.hall, h.organ, h.account, h.way, h.by_agent as "byAgent", h.carrier,
              h.tracking, h.at, a.name as clerk, c.title
         from handed_out h
         join account a on a.district = h.district and a.id = h.account
         join case_file c on c.id = h.case_id and c.district = h.district
        where h.district = $1 and h.hall = $2 order by h.at desc, h.case_id limit $3`,
      [context.district, hall, most],
    ),
  );
}
