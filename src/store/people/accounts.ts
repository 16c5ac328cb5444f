import {
  principalOf,
  type Account,
  type AccountKind,
  type Post,
  type Principal,
  type Seat,
  type Substitution,
} from "#access";
import type { Mandate } from "#cases";
import { localDateOf, type Instant, type JsonObject, type LocalDate } from "#kernel";
import type { StoreContext } from "#registers";
import type { Row, Sql } from "../database/database.ts";
import { withContext } from "../ledger/context.ts";
import type { Store } from "../store.ts";
import { MANDATES_HELD } from "./mandates.ts";

/** The issuer of accounts that sign in here; their subject is the account's id. */
export const OWN_ISSUER = "yiwang";

export const ACCOUNT_COLUMNS = `a.id, a.name, a.kind, a.issuer, a.subject, a.disabled_at as "disabledAt"`;
/** The posts of the account `a` as a JSON list. */
export const POSTS_OF_ACCOUNT = `coalesce(
  (select jsonb_agg(jsonb_build_object('id', p.id, 'organ', p.organ, 'role', p.role, 'division', p.division) order by p.id)
     from post p where p.district = a.district and p.account = a.id), '[]')`;

/** A new account. `login` is null for those whom another issuer vouches for. */
export type NewAccount = {
  readonly id: string;
  readonly login: string | null;
  readonly name: string;
  readonly kind: AccountKind;
  readonly outside: { readonly issuer: string; readonly subject: string } | null;
  readonly data: JsonObject;
  readonly at: Instant;
};

/** Adds an account; false where its id, its login or its issuer's subject is taken. */
export async function addAccount(sql: Sql, district: string, account: NewAccount): Promise<boolean> {
  const { id, login, name, kind, outside, data, at } = account;
  const added = await sql.query(
    `insert into account (district, id, login, name, kind, issuer, subject, data, created_at)
     values ($1, $2, lower($3), $4, $5, $6, $7, $8, $9) on conflict do nothing returning id`,
    [
      district,
      id,
      login,
      name,
      kind,
      outside?.issuer ?? OWN_ISSUER,
      outside?.subject ?? id,
      JSON.stringify(data),
      at,
    ],
  );
  return added.length > 0;
}

export async function findAccount(sql: Sql, district: string, id: string): Promise<Account | undefined> {
  const [row] = await sql.query<Account & Row>(
    `select ${ACCOUNT_COLUMNS} from account a where a.district = $1 and a.id = $2`,
    [district, id],
  );
  return row;
}

/** Gives an account exactly these posts; a post that stays keeps its id. */
export async function setPosts(
  sql: Sql,
  district: string,
  account: string,
  posts: readonly Post[],
): Promise<void> {
  await sql.query("delete from post where district = $1 and account = $2 and not id = any ($3)", [
    district,
    account,
    posts.map(({ id }) => id),
  ]);
  for (const post of posts) {
    await sql.query(
      `insert into post (district, id, account, organ, role, division) values ($1, $2, $3, $4, $5, $6)
       on conflict (district, id) do update set
         account = excluded.account, organ = excluded.organ, role = excluded.role, division = excluded.division`,
      [district, post.id, account, post.organ, post.role, post.division],
    );
  }
}

/**
 * The account with its posts, the records (`register:key`) it is known as, the mandates these hold, and those it stands in
 * for on the day of `at`: one statement, for every request asks it. Staff act from their posts and are known as no record.
 */
export async function findPrincipal(
  sql: Sql,
  district: string,
  id: string,
  at: Instant,
): Promise<Principal | undefined> {
  const day = localDateOf(at);
  return principalFrom(await sql.query<PrincipalRow & Row>(PRINCIPAL, [district, id, day]), day);
}

/** As findPrincipal, of whose session it is, by the session's digest. */
export async function findPrincipalOfSession(
  sql: Sql,
  district: string,
  digest: string,
  at: Instant,
): Promise<Principal | undefined> {
  const day = localDateOf(at);
  return principalFrom(
    await sql.last<PrincipalRow & Row>(PRINCIPAL_OF_SESSION, [district, digest, day]),
    day,
  );
}

const principalSql = (account: string): string =>
  `with who as materialized (select ${account} as id)
   select ${ACCOUNT_COLUMNS}, ${POSTS_OF_ACCOUNT} as own, known.as_records as "knownAs",
          coalesce((select jsonb_agg(jsonb_build_object('id', s.id, 'absent', s.absent, 'substitute', s.substitute,
               'from', s.from_day, 'to', s.to_day, 'posts', s.posts) order by s.id)
             from (select s.id, s.absent, s.substitute, s.from_day, s.to_day, ${POSTS_OF_ACCOUNT} as posts
                     from substitution s
                     join account a on a.district = s.district and a.id = s.absent and a.disabled_at is null
                    where s.district = $1 and s.substitute = (select id from who)
                      and s.from_day <= $3 and s.to_day >= $3) s
          ), '[]') as substitutions,
          ${MANDATES_HELD} as mandates
     from account a
          cross join lateral (
            select coalesce(array_agg(k.register || ':' || k.id order by k.register), '{}') as as_records
              from known_as k where k.district = a.district and k.account = a.id and a.kind <> 'staff') as known
    where a.district = $1 and a.id = (select id from who)`;

const PRINCIPAL = principalSql("$2::text");
const PRINCIPAL_OF_SESSION = principalSql(
  "(select s.account from session s where s.district = $1 and s.digest = $2)",
);

function principalFrom([row]: readonly PrincipalRow[], day: LocalDate): Principal | undefined {
  if (row === undefined) return undefined;
  const { own, knownAs, substitutions, mandates, ...account } = row;
  return { ...principalOf(account, own, substitutions, day, knownAs), mandates };
}

type PrincipalRow = Account & {
  readonly own: readonly Post[];
  readonly knownAs: readonly string[];
  readonly substitutions: readonly Substitution[];
  readonly mandates: readonly Mandate[];
};

/** The accounts that hold a post at an organ. */
export async function findPostHolders(
  sql: Sql,
  district: string,
  organ: string,
  { role, division }: Seat,
): Promise<readonly string[]> {
  const rows = await sql.query<{ account: string }>(
    `select distinct account from post
      where district = $1 and organ = $2 and role = $3 and division = $4 order by account`,
    [district, organ, role, division],
  );
  return rows.map(({ account }) => account);
}

/**
 * The staff of an organ who hold a post of one of these roles or are named, and today's substitutes of them.
 */
export async function findStaff(
  store: Store,
  context: StoreContext,
  which: { readonly organ: string; readonly roles: readonly string[]; readonly named: readonly string[] },
  at: Instant,
): Promise<readonly Principal[]> {
  const { district } = context;
  return withContext(store.database, context, async (sql) => {
    const rows = await sql.query<{ id: string }>(
      `with holder as (
         select account from post
          where district = $1 and organ = $2 and (role = any ($3) or account = any ($4)))
       select account as id from holder
       union
       select s.substitute from substitution s join holder h on h.account = s.absent
        where s.district = $1 and $5::date between s.from_day and s.to_day
       order by id`,
      [district, which.organ, which.roles, which.named, localDateOf(at)],
    );
    const staff: Principal[] = [];
    for (const { id } of rows) {
      const found = await findPrincipal(sql, district, id, at);
      if (found !== undefined) staff.push(found);
    }
    return staff;
  });
}
