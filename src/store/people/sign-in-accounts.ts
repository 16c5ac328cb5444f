import { randomUUID } from "node:crypto";
import type { Account, Principal } from "#access";
import { err, ok, problem, type Instant, type Problem, type Result } from "#kernel";
import type { Row, Sql } from "../database/database.ts";
import { systemContext, withContext } from "../ledger/context.ts";
import type { Store } from "../store.ts";
import { ACCOUNT_COLUMNS, addAccount, findAccount, findPrincipal, OWN_ISSUER, setPosts } from "./accounts.ts";

type Outside = { readonly issuer: string; readonly subject: string };

/** An account as the issuer needs it; `password` is a hash, null where none was set. */
export type SignInAccount = { readonly account: Account; readonly password: string | null };

export type FirstAdministrator = {
  readonly login: string;
  readonly name: string;
  readonly password: string | null;
  readonly outside: Outside | null;
  readonly at: Instant;
};

const ADMINISTRATOR = `select a.id from account a join post p on p.district = a.district and p.account = a.id
  where a.district = $1 and p.role = 'admin' and a.disabled_at is null
    and (a.issuer <> $2 or exists (select from account_secret s where s.district = a.district and s.account = a.id))
  limit 1`;

/** Accounts as signing in needs them. */
export function signInAccountsOn(store: Store, district: string) {
  const inside = <Value>(work: (sql: Sql) => Promise<Value>): Promise<Value> =>
    withContext(store.database, systemContext(district), work);
  return {
    findSignIn: (login: string): Promise<SignInAccount | undefined> =>
      inside((sql) => findSignIn(sql, district, login)),
    findAccount: (id: string): Promise<Account | undefined> =>
      inside((sql) => findAccount(sql, district, id)),
    findAccountOfIssuer: (issuer: string, subject: string): Promise<Account | undefined> =>
      inside((sql) => findOutside(sql, district, { issuer, subject })),
    findPrincipal: (account: string, at: Instant): Promise<Principal | undefined> =>
      inside((sql) => findPrincipal(sql, district, account, at)),
    hasAdministrator: (): Promise<boolean> =>
      inside(async (sql) => (await sql.query(ADMINISTRATOR, [district, OWN_ISSUER])).length > 0),
    createFirstAdministrator: (administrator: FirstAdministrator): Promise<Result<Account, Problem>> =>
      inside((sql) => createFirstAdministrator(sql, district, administrator)),
    createApplicant: (applicant: {
      readonly name: string;
      readonly kind: "resident" | "enterprise";
      readonly outside: Outside;
      readonly at: Instant;
    }): Promise<Account> =>
      inside(async (sql) => {
        const { name, kind, outside, at } = applicant;
        const id = randomUUID();
        await addAccount(sql, district, { id, login: null, name, kind, outside, data: {}, at });
        const account = await findOutside(sql, district, outside);
        if (account === undefined) throw new Error("an account that was just made is not there");
        return account;
      }),
    setPassword: async (account: string, hash: string, at: Instant): Promise<void> => {
      await inside((sql) => setPassword(sql, district, account, hash, at));
    },
  };
}

async function findSignIn(sql: Sql, district: string, login: string): Promise<SignInAccount | undefined> {
  const [row] = await sql.query<Account & { password: string | null } & Row>(
    `select ${ACCOUNT_COLUMNS}, s.password from account a
       left join account_secret s on s.district = a.district and s.account = a.id
      where a.district = $1 and a.login = lower($2)`,
    [district, login],
  );
  if (row === undefined) return undefined;
  const { password, ...account } = row;
  return { account, password };
}

async function findOutside(sql: Sql, district: string, outside: Outside): Promise<Account | undefined> {
  const [row] = await sql.query<Account & Row>(
    `select ${ACCOUNT_COLUMNS} from account a where a.district = $1 and a.issuer = $2 and a.subject = $3`,
    [district, outside.issuer, outside.subject],
  );
  return row;
}

async function createFirstAdministrator(
  sql: Sql,
  district: string,
  { login, name, password, outside, at }: FirstAdministrator,
): Promise<Result<Account, Problem>> {
  // Two one-time links opened at once: the second waits here and then finds the first one's account.
  await sql.query("select pg_advisory_xact_lock(hashtext('first administrator ' || $1))", [district]);
  if ((await sql.query(ADMINISTRATOR, [district, OWN_ISSUER])).length > 0)
    return err(problem("ADMINISTRATOR_EXISTS"));
  const id = randomUUID();
  const account = { id, login, name, kind: "staff", outside, data: {}, at } as const;
  if (!(await addAccount(sql, district, account))) return err(problem("LOGIN_TAKEN", { login }));
  await setPosts(sql, district, id, [
    { id: `${id}-admin`, organ: district, role: "admin", division: district },
  ]);
  if (password !== null) await setPassword(sql, district, id, password, at);
  const made = await findAccount(sql, district, id);
  if (made === undefined) throw new Error("an account that was just made is not there");
  return ok(made);
}

async function setPassword(
  sql: Sql,
  district: string,
  account: string,
  hash: string,
  at: Instant,
): Promise<void> {
  await sql.query(
    `insert into account_secret (district, account, password, changed_at) values ($1, $2, $3, $4)
     on conflict (district, account) do update set password = excluded.password, changed_at = excluded.changed_at`,
    [district, account, hash, at],
  );
}
