import type { Destroyed, SentFile } from "#cases";
import type { Instant } from "#kernel";
import type { StoreContext } from "#registers";
import type { Sql } from "../database/database.ts";
import { withContext } from "../ledger/context.ts";
import type { Store } from "../store.ts";

/** Remembers a file whose bytes are already durable, that this account sent it, and by which upload. */
export async function keepSentFile(
  store: Store,
  context: StoreContext,
  file: SentFile & { readonly account: string; readonly at: Instant; readonly upload: string },
): Promise<void> {
  await withContext(store.database, context, (sql) =>
    Promise.all([
      rememberFile(sql, context.district, file),
      sql.query(
        `insert into file_sent (district, hash, account, name, at) values ($1, $2, $3, $4, $5)
         on conflict (district, hash, account) do update set name = excluded.name, at = excluded.at`,
        [context.district, file.sha256, file.account, file.name, file.at],
      ),
      sql.last("update upload set hash = $4 where district = $1 and account = $2 and id = $3", [
        context.district,
        file.account,
        file.upload,
        file.sha256,
      ]),
    ]),
  );
}

/** Remembers a file of a record whose bytes are already durable, so that it is backed up with the rest. */
export async function keepRecordFile(
  store: Store,
  context: StoreContext,
  file: { readonly sha256: string; readonly bytes: number; readonly type: string; readonly at: Instant },
): Promise<void> {
  await withContext(store.database, context, (sql) => rememberFile(sql, context.district, file));
}

/** Remembers a file by its content; the same content twice is one file. */
export async function rememberFile(
  sql: Sql,
  district: string,
  file: { readonly sha256: string; readonly bytes: number; readonly type: string; readonly at: Instant },
): Promise<void> {
  await sql.query(
    `insert into file (district, hash, size, media_type, kept_at) values ($1, $2, $3, $4, $5)
     on conflict (district, hash) do update set destroyed_at = null where file.destroyed_at is not null`,
    [district, file.sha256, file.bytes, file.type, file.at],
  );
}

/**
 * Which of these files an account has sent, or stand in a case in the name of one of these records: what was handed in
 * for a party once may be handed in for it again, whoever sent it.
 */
export async function findSentFiles(
  sql: Sql,
  district: string,
  sha256s: readonly string[],
  account: string,
  inNameOf: readonly string[] = [],
): Promise<readonly SentFile[]> {
  if (sha256s.length === 0) return [];
  return sql.query<SentFile>(
    // Hash by hash: a plan made while there were few files would otherwise go through all of them.
    `select asked.hash as sha256, s.name, f.type, f.bytes
       from (select distinct unnest($2::text[]) as hash) as asked
      cross join lateral (
        select media_type as type, size as bytes from file
         where district = $1 and hash = asked.hash and destroyed_at is null limit 1) as f
      cross join lateral (
        select name from file_sent
         where district = $1 and hash = asked.hash
           and (account = $3 or cardinality($4::text[]) > 0 and exists (
             select from file_use u join case_file c on c.district = u.district and c.id = u.subject
              where u.district = $1 and u.hash = asked.hash and u.destroyed is null and c.in_name_of = any ($4)))
         order by account = $3 desc, at limit 1) as s
      order by asked.hash`,
    [district, sha256s, account, inNameOf],
  );
}

/** Which of these files were handed in for a case and are still kept. */
export async function findFilesOf(
  sql: Sql,
  district: string,
  caseNo: string,
  sha256s: readonly string[],
): Promise<readonly SentFile[]> {
  if (sha256s.length === 0) return [];
  return sql.query<SentFile>(
    `select distinct on (f.hash) f.hash as sha256, coalesce(s.name, f.hash) as name, f.media_type as type,
            f.size as bytes
       from file_use u join file f on f.district = u.district and f.hash = u.hash
       left join file_sent s on s.district = f.district and s.hash = f.hash
      where u.district = $1 and u.subject = $2 and u.hash = any ($3) and u.destroyed is null
        and f.destroyed_at is null
      order by f.hash, s.at`,
    [district, caseNo, sha256s],
  );
}

/** The reader's own sent files among these, for a draft that names them. */
export async function listSentFiles(
  store: Store,
  context: StoreContext,
  sha256s: readonly string[],
): Promise<readonly SentFile[]> {
  return withContext(store.database, context, (sql) =>
    findSentFiles(sql, context.district, sha256s, context.account ?? ""),
  );
}

/** A file of a subject that the reader may see: which material it stands for, its latest name. */
export type SubjectFile = SentFile & {
  readonly material: string;
  readonly at: Instant;
  /** Set where its time was over and it was destroyed. */
  readonly destroyed: Destroyed | null;
};

/** The files handed in for a subject, oldest first. */
export async function listFilesOf(
  store: Store,
  context: StoreContext,
  subject: string,
): Promise<readonly SubjectFile[]> {
  return withContext(store.database, context, (sql) =>
    sql.last<SubjectFile>(`select ${FILES_OF} and u.subject = $2 ${OLDEST_FIRST}`, [
      context.district,
      subject,
    ]),
  );
}

/** The files handed in for several subjects as certain materials, by subject, oldest first. */
export async function listFilesOfAll(
  store: Store,
  context: StoreContext,
  subjects: readonly string[],
  materials: readonly string[],
): Promise<ReadonlyMap<string, readonly SubjectFile[]>> {
  if (subjects.length === 0) return new Map();
  const rows = await withContext(store.database, context, (sql) =>
    sql.last<SubjectFile & { readonly subject: string }>(
      `select u.subject, ${FILES_OF} and u.subject = any ($2) and u.material = any ($3) ${OLDEST_FIRST}`,
      [context.district, subjects, materials],
    ),
  );
  return Map.groupBy(rows, ({ subject }) => subject);
}

const FILES_OF = `u.material, u.at, u.destroyed, f.hash as sha256, f.media_type as type, f.size as bytes,
              coalesce((select s.name from file_sent s where s.district = f.district and s.hash = f.hash
                         order by s.at limit 1), f.hash) as name
         from file_use u join file f on f.district = u.district and f.hash = u.hash
        where u.district = $1`;
const OLDEST_FIRST = "order by u.at, u.material, f.hash";

/** A file that was handed in before: for which matter and material, and when. */
export type EarlierFile = SentFile & {
  readonly matter: string;
  readonly material: string;
  readonly at: Instant;
};

/** Whose earlier files are asked for: what an account sent itself, and what was handed in for these records. */
export type FilesOf = { readonly account: string | null; readonly inNameOf: readonly string[] };

/**
 * What was handed in for any of these materials of matters, the latest first, one line a file. Under a record it is
 * found whoever sent it: the applicant, an agent, or a clerk who scanned it at a window.
 */
export async function listEarlierFiles(
  store: Store,
  context: StoreContext,
  { account, inNameOf }: FilesOf,
  wanted: readonly { readonly matter: string; readonly material: string }[],
): Promise<readonly EarlierFile[]> {
  if (wanted.length === 0) return [];
  return withContext(store.database, context, (sql) =>
    sql.last<EarlierFile>(
      `select c.matter, u.material, f.hash as sha256, f.media_type as type, f.size as bytes, max(u.at) as at,
              (select s.name from file_sent s where s.district = $1 and s.hash = f.hash
                order by s.account is not distinct from $2 desc, s.at limit 1) as name
         from case_file c
         join file_use u on u.district = c.district and u.subject = c.id and u.destroyed is null
         join file f on f.district = u.district and f.hash = u.hash
        where c.district = $1
          and (c.in_name_of = any ($5) or c.applicant = $2 and exists (
            select from file_sent s where s.district = $1 and s.hash = f.hash and s.account = $2))
          and (c.matter, u.material) in (select * from unnest($3::text[], $4::text[]))
        group by c.matter, u.material, f.hash, f.media_type, f.size
        order by at desc, f.hash limit 100`,
      [
        context.district,
        account,
        wanted.map(({ matter }) => matter),
        wanted.map(({ material }) => material),
        inNameOf,
      ],
    ),
  );
}
