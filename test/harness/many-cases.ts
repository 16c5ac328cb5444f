import { systemContext, withContext } from "../../src/store/ledger/context.ts";
import type { TestPlatform } from "./test-platform.ts";

/**
 * Puts as many cases beside one that exists, each with its open task, received a minute before the other: for lists,
 * which read what stands in these two tables. They have no entries and cannot be acted on. `from` numbers them.
 */
export async function putBeside(
  { store, pack }: TestPlatform,
  caseNo: string,
  count: number,
  from = 1,
): Promise<void> {
  const context = systemContext(pack.code);
  await withContext(store.database, context, async (sql) => {
    await sql.query(
      `insert into case_file (district, id, version, head_hash, case_no, matter, matter_version, matter_name, plan,
         title, status, state, outcome, organ, division, applicant, in_name_of, applicant_name, received_at, accepted_at, due_at,
         closed_at, facts, engine_state)
       select district, id || '-' || n, version, head_hash, left(case_no, 14) || lpad(n::text, 8, '0'), matter,
         matter_version, matter_name, plan, title || ' ' || n, status, state, outcome, organ, division, applicant,
         in_name_of, applicant_name, received_at - n * interval '1 minute', accepted_at, due_at + n * interval '1 minute',
         closed_at, facts, engine_state
         from case_file, generate_series($3::integer, $4::integer) n where district = $1 and case_no = $2`,
      [pack.code, caseNo, from, from + count - 1],
    );
    await sql.query(
      `insert into task (district, case_id, id, element, name, status, assignee, candidate_groups, candidate_users,
         optional, organ, division, applicant, in_name_of, opened_at, own_due_at, due_at, closed_at, closed_by, detail)
       select t.district, t.case_id || '-' || n, t.id, t.element, t.name, t.status, t.assignee, t.candidate_groups,
         t.candidate_users, t.optional, t.organ, t.division, t.applicant, t.in_name_of, t.opened_at, t.own_due_at,
         t.due_at + n * interval '1 minute', t.closed_at, t.closed_by, t.detail
         from task t join case_file c on c.district = t.district and c.id = t.case_id,
              generate_series($3::integer, $4::integer) n
        where t.district = $1 and c.case_no = $2`,
      [pack.code, caseNo, from, from + count - 1],
    );
  });
}
