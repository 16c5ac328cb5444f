import type { Account } from "#access";
import type { Bilingual, Instant } from "#kernel";
import type { SignInStore } from "./ports.ts";

/** An account of the demonstration: it exists only while the process runs with `--demo`. */
export type DemoAccount = {
  readonly login: string;
  readonly password: string;
  readonly name: string;
  /** What the person does here, in a few words. */
  readonly role: Bilingual;
};

/** A city's unified identity in place of our own issuer. */
export type OutsideIssuer = {
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** What the sign-in button says, e.g. 鞍山市统一身份认证. */
  readonly name: Bilingual;
  /** The claim that accounts are bound to; `sub` by default. */
  readonly subjectClaim?: string;
  /** Whether someone it vouches for and nobody knows becomes a resident's account, or is refused. */
  readonly unknown: "refuse" | "resident";
  /** What is asked of it; `openid profile` by default. */
  readonly scope?: string;
  /**
   * Register → the claim with a record's key (credit code, identity number). Only where the issuer is named here is
   * it believed about whose account it is.
   */
  readonly knownAs?: Readonly<Record<string, string>>;
  /** The claim and the value by which a newcomer's account is a firm's, not a resident's. */
  readonly enterpriseWhen?: { readonly claim: string; readonly value: string };
};

/** What an issuer says an account is in a register: the record's key, or null where it says nothing. */
export type IssuerRecognition = { readonly register: string; readonly key: string | null };

export type SignInLimits = {
  /** A session ends after so long without a request. */
  readonly idleMinutes: number;
  /** A session ends after so long in any case. */
  readonly wholeHours: number;
  /** Failures of one name from one address, within `windowMinutes`, before it is locked. */
  readonly perAccountAndAddress: number;
  /** Failures of one address, whatever the names. */
  readonly perAddress: number;
  /** Failures of one name, whatever the addresses (NIST SP 800-63B: at most 100). */
  readonly perAccount: number;
  readonly windowMinutes: number;
  /** Requests of one address to the sign-in pages, per minute. */
  readonly requestsPerMinute: number;
};

export const DEFAULT_LIMITS: SignInLimits = {
  idleMinutes: 30,
  wholeHours: 12,
  perAccountAndAddress: 5,
  perAddress: 50,
  perAccount: 100,
  windowMinutes: 15,
  requestsPerMinute: 120,
};

export type SignInOptions = {
  readonly store: SignInStore;
  /** The address people use, without a path: `https://…`, or `http://` on loopback. */
  readonly publicUrl: string;
  /** What this installation calls itself, e.g. 千山区一网. */
  readonly title: Bilingual;
  readonly now: () => Instant;
  /** Present only with `--demo`. */
  readonly demo?: { readonly accounts: readonly DemoAccount[] };
  /** In place of our own issuer. */
  readonly outside?: OutsideIssuer;
  /** Keeps what a trusted outside issuer says of whose account it is, at each sign-in. */
  readonly recognise?: (account: Account, said: readonly IssuerRecognition[]) => Promise<void>;
  readonly limits?: Partial<SignInLimits>;
  /** Told after a session was ended by its owner. */
  readonly signedOut?: () => void;
};

/** The options with everything decided. */
export type SignInSetting = SignInOptions & {
  readonly limits: SignInLimits;
  /** Scheme, host and port of the public address. */
  readonly origin: string;
  readonly secure: boolean;
  /** Keys the tokens that guard against forged requests. */
  readonly csrfKey: string;
};
