import type { ExchangeTransaction } from "#cases";
import type { Sql } from "../database/database.ts";

/** The marks by which an exchange happens once, set in the transaction of what follows from it. */
export function exchangeOn(sql: Sql, district: string): ExchangeTransaction {
  const changed = async (statement: string, values: readonly unknown[]): Promise<boolean> =>
    (await sql.query(statement, [district, ...values])).length > 0;
  return {
    // A second one who takes the same row waits here for the first, and then finds it gone.
    settleOutbox: (id) => changed("delete from outbox where district = $1 and id = $2 returning id", [id]),
    settleMessage: (id, caseNo, at) =>
      changed(
        `update message set status = 'delivered', case_id = $3, settled_at = $4
          where district = $1 and id = $2 and status = 'waiting' returning id`,
        [id, caseNo, at],
      ),
    takeKey: async (matter, key, caseNo) => {
      // Waited for in a statement of its own, so that the next one sees what the first has kept.
      await sql.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [
        `key ${district} ${matter} ${key}`,
      ]);
      return changed(
        `insert into begun_by_message as b (district, matter, key, case_id) values ($1, $2, $3, $4)
         on conflict (district, matter, key) do update set case_id = excluded.case_id
           where not exists (select from case_file c
                              where c.district = b.district and c.id = b.case_id and c.closed_at is null)
         returning case_id`,
        [matter, key, caseNo],
      );
    },
    moveStartTimer: ({ matter, element, version, dueAt }, next) => {
      const firing = [matter, element, version, dueAt];
      const which = "district = $1 and matter = $2 and element = $3 and version = $4 and due_at = $5";
      return next === null
        ? changed(`delete from start_timer where ${which} returning element`, firing)
        : changed(
            `update start_timer set due_at = $6, wait = $7, fault = null where ${which} returning element`,
            [...firing, next.dueAt, JSON.stringify(next.wait)],
          );
    },
    holdsJob: (caseNo, job, lease) =>
      changed(
        `select id from outbox where district = $1 and id = $2 and kind = 'job' and status = 'ready'
            and lease = $3 and claimed_until is not null for update`,
        [`${caseNo}/${job}`, lease],
      ),
  };
}
