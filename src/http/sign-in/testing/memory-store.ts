import { principalOf, type Account, type Post, type Substitution } from "#access";
import { err, localDateOf, ok, problem, type Instant, type Json } from "#kernel";
import type { ModelRow, SessionRow, SignInStore } from "../ports.ts";

type KeptAccount = {
  readonly account: Account;
  readonly login: string;
  readonly password: string | null;
  readonly issuer: string | null;
  readonly posts: readonly Post[];
};

/** Everything the store keeps, open to a test's eyes. */
export type MemoryStore = SignInStore & {
  readonly settings: Map<string, Json>;
  readonly models: Map<string, ModelRow>;
  readonly sessions: Map<string, SessionRow>;
  readonly accounts: Map<string, KeptAccount>;
  readonly substitutions: Substitution[];
  readonly failures: { login: string; address: string; at: Instant }[];
};

/** A store in memory for tests of signing in; the real one is tested in `store`. */
export function memoryStore(): MemoryStore {
  const settings = new Map<string, Json>();
  const models = new Map<string, ModelRow>();
  const sessions = new Map<string, SessionRow>();
  const accounts = new Map<string, KeptAccount>();
  const substitutions: Substitution[] = [];
  const failures: { login: string; address: string; at: Instant }[] = [];
  const shelf = { settings, models, sessions, accounts, substitutions, failures };
  const people = accountPart(accounts, substitutions);
  return {
    ...shelf,
    ...settingPart(settings),
    ...modelPart(models),
    ...sessionPart(sessions),
    ...failurePart(failures),
    ...people,
    findSignedIn: async (digest: string, at: Instant) => {
      const session = sessions.get(digest);
      if (session === undefined) return undefined;
      return { session, principal: await people.findPrincipal(session.account, at) };
    },
  };
}

function settingPart(settings: Map<string, Json>) {
  return {
    findSetting: async (key: string) => settings.get(key),
    keepSetting: async (key: string, value: Json) => {
      const standing = settings.get(key) ?? value;
      settings.set(key, standing);
      return standing;
    },
  };
}

const nameOf = (model: string, id: string): string => `${model}/${id}`;
const live = (row: ModelRow | undefined, at: Instant): ModelRow | undefined =>
  row === undefined || (row.expiresAt !== null && row.expiresAt <= at) ? undefined : row;

function modelPart(models: Map<string, ModelRow>) {
  return {
    putModel: async (row: ModelRow) => void models.set(nameOf(row.model, row.id), row),
    findModel: async (model: string, id: string, at: Instant) => live(models.get(nameOf(model, id)), at),
    findModelBy: async (model: string, key: { uid?: string; userCode?: string }, at: Instant) =>
      live(
        [...models.values()].find(
          (row) =>
            row.model === model &&
            (key.uid === undefined ? row.userCode === key.userCode : row.uid === key.uid),
        ),
        at,
      ),
    consumeModel: async (model: string, id: string, at: Instant) => {
      const row = models.get(nameOf(model, id));
      if (row !== undefined) models.set(nameOf(model, id), { ...row, consumedAt: at });
    },
    takeModel: async (model: string, id: string, at: Instant) => {
      const row = models.get(nameOf(model, id));
      models.delete(nameOf(model, id));
      return live(row, at);
    },
    revokeGrant: async (grantId: string) => {
      for (const [name, row] of models) if (row.grantId === grantId) models.delete(name);
    },
  };
}

function sessionPart(sessions: Map<string, SessionRow>) {
  return {
    keepSession: async (row: SessionRow) => void sessions.set(row.digest, row),
    findSession: async (digest: string) => sessions.get(digest),
    touchSession: async (digest: string, seenAt: Instant) => {
      const row = sessions.get(digest);
      if (row !== undefined) sessions.set(digest, { ...row, seenAt });
    },
    endSession: async (digest: string) => void sessions.delete(digest),
    endSessionsOf: async (account: string) => {
      for (const [digest, row] of sessions) if (row.account === account) sessions.delete(digest);
    },
  };
}

function failurePart(failures: { login: string; address: string; at: Instant }[]) {
  type By = { readonly login?: string; readonly address?: string };
  const matches = (by: By, each: { login: string; address: string }): boolean =>
    (by.login === undefined || by.login === each.login) &&
    (by.address === undefined || by.address === each.address);
  return {
    recordFailure: async (failure: { login: string; address: string; at: Instant }) =>
      void failures.push(failure),
    failuresSince: async (by: By, since: Instant, limit: number) =>
      failures
        .filter((each) => matches(by, each) && each.at > since)
        .map((each) => each.at)
        .toSorted()
        .toReversed()
        .slice(0, limit),
    clearFailures: async (by: By) => {
      const kept = failures.filter((each) => !matches(by, each));
      failures.splice(0, failures.length, ...kept);
    },
  };
}

function accountPart(
  accounts: Map<string, KeptAccount>,
  substitutions: readonly Substitution[],
): Pick<
  SignInStore,
  | "findSignIn"
  | "findAccount"
  | "findAccountOfIssuer"
  | "findPrincipal"
  | "hasAdministrator"
  | "createFirstAdministrator"
  | "createApplicant"
  | "setPassword"
> {
  const all = () => [...accounts.values()];
  const keep = (kept: KeptAccount): Account => {
    accounts.set(kept.account.id, kept);
    return kept.account;
  };
  const hasAdministrator = async (): Promise<boolean> =>
    all().some(
      ({ password, issuer, posts }) =>
        (password !== null || issuer !== null) && posts.some((post) => post.role === "admin"),
    );
  return {
    findSignIn: async (login) => all().find((each) => each.login === login),
    findAccount: async (id) => accounts.get(id)?.account,
    findAccountOfIssuer: async (issuer, subject) =>
      all().find((each) => each.issuer === issuer && each.account.subject === subject)?.account,
    findPrincipal: async (id, at) => {
      const kept = accounts.get(id);
      return kept === undefined
        ? undefined
        : principalOf(kept.account, kept.posts, substitutions, localDateOf(at));
    },
    hasAdministrator,
    createFirstAdministrator: async ({ login, name, password, outside }) => {
      if (await hasAdministrator()) return err(problem("ADMINISTRATOR_EXISTS"));
      if (all().some((each) => each.login === login)) return err(problem("LOGIN_TAKEN", { login }));
      const id = `account-${accounts.size + 1}`;
      const subject = outside?.subject ?? id;
      const account: Account = { id, name, kind: "staff", subject, disabledAt: null };
      const posts: readonly Post[] = [
        { id: `${id}-admin`, organ: "office", role: "admin", division: "210311" },
      ];
      return ok(keep({ account, login, password, issuer: outside?.issuer ?? null, posts }));
    },
    createApplicant: async ({ name, kind, outside }) => {
      const id = `account-${accounts.size + 1}`;
      const account: Account = { id, name, kind, subject: outside.subject, disabledAt: null };
      return keep({ account, login: outside.subject, password: null, issuer: outside.issuer, posts: [] });
    },
    setPassword: async (id, password) => {
      const kept = accounts.get(id);
      if (kept !== undefined) accounts.set(id, { ...kept, password });
    },
  };
}
