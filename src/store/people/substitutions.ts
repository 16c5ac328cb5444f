import type { LocalDate } from "#kernel";
import type { StoreContext } from "#registers";
import type { Row } from "../database/database.ts";
import { withContext } from "../ledger/context.ts";
import type { Store } from "../store.ts";

/** AB 角: from every post of the absent. Both days are included, Asia/Shanghai. */
export type SubstitutionRow = {
  readonly id: string;
  readonly absent: string;
  readonly substitute: string;
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly reason: string;
  readonly createdBy: string | null;
};

/** Substitutions, the latest first; `from` leaves out those that ended before that day. */
export async function listSubstitutions(
  store: Store,
  context: StoreContext,
  from?: LocalDate,
): Promise<readonly (SubstitutionRow & { readonly absentName: string; readonly substituteName: string })[]> {
  return withContext(store.database, context, (sql) =>
    sql.last<SubstitutionRow & { absentName: string; substituteName: string } & Row>(
      `select s.id, s.absent, s.substitute, s.from_day as "from", s.to_day as "to", s.reason,
              s.created_by as "createdBy", a.name as "absentName", b.name as "substituteName"
         from substitution s
         join account a on a.district = s.district and a.id = s.absent
         join account b on b.district = s.district and b.id = s.substitute
        where s.district = $1 and ($2::date is null or s.to_day >= $2)
        order by s.from_day desc, s.id limit 500`,
      [context.district, from ?? null],
    ),
  );
}

export async function addSubstitution(
  store: Store,
  context: StoreContext,
  row: SubstitutionRow,
): Promise<void> {
  await withContext(store.database, context, (sql) =>
    sql.last(
      `insert into substitution (district, id, absent, substitute, from_day, to_day, reason, created_by)
       values ($1, $2, $3, $4, $5, $6, $7, $8)
       on conflict (district, id) do nothing`,
      [context.district, row.id, row.absent, row.substitute, row.from, row.to, row.reason, row.createdBy],
    ),
  );
}

/** False where there is no such substitution. */
export async function removeSubstitution(store: Store, context: StoreContext, id: string): Promise<boolean> {
  const gone = await withContext(store.database, context, (sql) =>
    sql.last("delete from substitution where district = $1 and id = $2 returning id", [context.district, id]),
  );
  return gone.length > 0;
}
