import type { OpenJob } from "#engine";
import type { Instant } from "#kernel";
import type { StoreContext } from "#registers";
import { withContext } from "../ledger/context.ts";
import type { Store } from "../store.ts";

/** A job that a worker holds until a moment, by a lease that only it knows. */
export type TakenJob = OpenJob & {
  readonly caseNo: string;
  readonly lease: string;
  readonly until: Instant;
};

export type JobClaim = {
  readonly type: string;
  readonly most: number;
  readonly lease: string;
  readonly now: Instant;
  readonly until: Instant;
  /** True where a worker of this process takes them: they come back at once when its server dies. */
  readonly inside?: boolean;
  /** Only those whose task has one of these values in a header, or has none of them there. */
  readonly header?: HeaderShare;
};

/** A share of the jobs of a type, told by a header of their tasks. */
export type HeaderShare = {
  readonly name: string;
  readonly values: readonly string[];
  /** True where the share is the rest: what has none of the values. */
  readonly others?: boolean;
};

/**
 * Takes jobs of a type that wait for a worker. While the lease runs they are not due; a worker that died gives
 * them back when it ends. Jobs that another worker is taking are skipped, not waited for.
 */
export async function takeJobs(
  store: Store,
  context: StoreContext,
  { type, most, lease, now, until, inside = false, header }: JobClaim,
): Promise<readonly TakenJob[]> {
  const rows = await withContext(store.database, context, (sql) =>
    sql.last<{ caseNo: string; job: OpenJob }>(
      `with due as (
         select district, id from outbox
          where district = $1 and status = 'ready' and kind = 'job' and payload ->> 'type' = $2 and next_at <= $3
            and ($8::text is null
              or (coalesce(payload -> 'headers' ->> $8, '') = any ($9::text[])) <> $10::boolean)
          order by next_at, id limit $4 for update skip locked)
       update outbox o set next_at = $5, claimed_until = $5, lease = $6, claimed_by = $7, attempts = o.attempts + 1
         from due where o.district = due.district and o.id = due.id
       returning o.subject as "caseNo", o.payload as job`,
      [
        context.district,
        type,
        now,
        most,
        until,
        lease,
        inside ? store.server : null,
        header?.name ?? null,
        header?.values ?? [],
        header?.others ?? false,
      ],
    ),
  );
  return rows.map(({ caseNo, job }) => ({ ...job, caseNo, lease, until }));
}
