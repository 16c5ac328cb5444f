import type { Account, Principal } from "#access";
import type { Instant, Json, JsonObject, Problem, Result } from "#kernel";

/** Keys and secrets that outlive the process. */
export type SettingStore = {
  findSetting(key: string): Promise<Json | undefined>;
  /** Keeps a value unless one stands already; answers what stands, so that two processes starting at once agree. */
  keepSetting(key: string, value: Json): Promise<Json>;
};

/** A short-lived row by model and id: what the issuer keeps, attempts to sign in, one-time links. */
export type ModelRow = {
  readonly model: string;
  readonly id: string;
  readonly payload: JsonObject;
  readonly grantId: string | null;
  readonly uid: string | null;
  readonly userCode: string | null;
  readonly expiresAt: Instant | null;
  readonly consumedAt: Instant | null;
};

export type ModelStore = {
  /** Writes the row, whether or not one stands under its model and id. */
  putModel(row: ModelRow): Promise<void>;
  /** Rows past their time are never found; `at` is the moment of asking. */
  findModel(model: string, id: string, at: Instant): Promise<ModelRow | undefined>;
  findModelBy(
    model: string,
    key: { readonly uid: string } | { readonly userCode: string },
    at: Instant,
  ): Promise<ModelRow | undefined>;
  consumeModel(model: string, id: string, at: Instant): Promise<void>;
  /** Removes the row and answers it, in one statement: of two who ask at once, one gets it. */
  takeModel(model: string, id: string, at: Instant): Promise<ModelRow | undefined>;
  /** Removes every row of a grant, of whatever model. */
  revokeGrant(grantId: string): Promise<void>;
};

/** `digest` is SHA-256 (hex) of the cookie's secret. */
export type SessionRow = {
  readonly digest: string;
  readonly account: string;
  readonly data: JsonObject;
  readonly createdAt: Instant;
  readonly seenAt: Instant;
  readonly expiresAt: Instant;
};

type SessionStore = {
  keepSession(row: SessionRow): Promise<void>;
  findSession(digest: string): Promise<SessionRow | undefined>;
  touchSession(digest: string, seenAt: Instant): Promise<void>;
  endSession(digest: string): Promise<void>;
  endSessionsOf(account: string): Promise<void>;
};

/** Failed sign-ins, by the name that was typed (normalised) and the address it came from. */
export type FailureStore = {
  recordFailure(failure: {
    readonly login: string;
    readonly address: string;
    readonly at: Instant;
  }): Promise<void>;
  /** The newest first, at most `limit`, of those that match every part given. */
  failuresSince(
    by: { readonly login?: string; readonly address?: string },
    since: Instant,
    limit: number,
  ): Promise<readonly Instant[]>;
  clearFailures(by: { readonly login: string; readonly address?: string }): Promise<void>;
};

/** An account as the issuer needs it; `password` is a hash of `hashPassword`, null where none was set. */
type SignInAccount = { readonly account: Account; readonly password: string | null };

type AccountStore = {
  findSignIn(login: string): Promise<SignInAccount | undefined>;
  findAccount(id: string): Promise<Account | undefined>;
  /** The account bound to another issuer's `iss` and subject claim. */
  findAccountOfIssuer(issuer: string, subject: string): Promise<Account | undefined>;
  /** The account with its posts and whom it stands in for at a moment. */
  findPrincipal(account: string, at: Instant): Promise<Principal | undefined>;
  /** The session under a digest with its account's principal, in one look: every request asks. */
  findSignedIn(
    digest: string,
    at: Instant,
  ): Promise<{ readonly session: SessionRow; readonly principal: Principal | undefined } | undefined>;
  /** Whether an enabled account with the role `admin` has a password or another issuer's subject (demo accounts have neither). */
  hasAdministrator(): Promise<boolean>;
  /** Errors: ADMINISTRATOR_EXISTS, LOGIN_TAKEN. */
  createFirstAdministrator(administrator: {
    readonly login: string;
    readonly name: string;
    readonly password: string | null;
    readonly outside: { readonly issuer: string; readonly subject: string } | null;
    readonly at: Instant;
  }): Promise<Result<Account, Problem>>;
  /** A resident or a firm whom another issuer vouches for. */
  createApplicant(applicant: {
    readonly name: string;
    readonly kind: "resident" | "enterprise";
    readonly outside: { readonly issuer: string; readonly subject: string };
    readonly at: Instant;
  }): Promise<Account>;
  setPassword(account: string, hash: string, at: Instant): Promise<void>;
};

/** Everything that signing in keeps, for one district. `app` implements it with the store. */
export type SignInStore = SettingStore & ModelStore & SessionStore & FailureStore & AccountStore;
