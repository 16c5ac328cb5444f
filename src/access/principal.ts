import type { Instant, LocalDate } from "#kernel";
import type { Role } from "./roles.ts";

export type AccountKind = "resident" | "enterprise" | "staff";

/** Who signs in; `subject` is the OpenID Connect `sub` (the account's own id at our own issuer). */
export type Account = {
  readonly id: string;
  readonly name: string;
  readonly kind: AccountKind;
  readonly subject: string;
  /** Set when the account may no longer act; it is never deleted, the ledger names it. */
  readonly disabledAt: Instant | null;
};

/** A seat in an organ: one role, for one division (岗位). */
export type Post = {
  readonly id: string;
  readonly organ: string;
  readonly role: Role;
  readonly division: string;
};

/** AB 角: the substitute acts from the absent holder's posts, both days included, Asia/Shanghai. */
export type Substitution = {
  readonly id: string;
  readonly posts: readonly Post[];
  readonly absent: string;
  readonly substitute: string;
  readonly from: LocalDate;
  readonly to: LocalDate;
};

/** A post one may act from today; `onBehalfOf` is the absent account, or null for one's own. */
export type HeldPost = Post & { readonly onBehalfOf: string | null };

/** A mandate that is in force today, as its holder has it. */
export type HeldMandate = {
  readonly id: string;
  /** `register:key` of who granted it. */
  readonly principal: string;
  readonly principalName: string;
  readonly agentName: string;
  /** Empty: every matter. */
  readonly matters: readonly string[];
  readonly to: string;
};

/** Who is acting: the account, every post it may act from today, and the records it is known as. */
export type Principal = {
  readonly account: Account;
  readonly posts: readonly HeldPost[];
  /** Records (`register:key`) that the account is known as (认证主体): what is theirs is the account's too. */
  readonly knownAs: readonly string[];
  /** What it may do in the name of others today (经办授权). */
  readonly mandates?: readonly HeldMandate[];
};

/** Administrators and auditors are never stood in for: their separation rests on the person. */
export function canBeStoodInFor(post: Post): boolean {
  return post.role !== "admin" && post.role !== "auditor";
}

/**
 * The principal of an account on a day: its own posts, then those it stands in for. A disabled account
 * holds no post and is known as nothing; a resident or an enterprise never holds a post, and staff act from
 * their posts alone.
 */
export function principalOf(
  account: Account,
  own: readonly Post[],
  substitutions: readonly Substitution[],
  on: LocalDate,
  knownAs: readonly string[] = [],
): Principal {
  if (account.disabledAt !== null) return { account, posts: [], knownAs: [] };
  if (account.kind !== "staff") return { account, posts: [], knownAs };
  const stoodInFor = substitutions.filter(
    (each) =>
      each.substitute === account.id && each.absent !== account.id && each.from <= on && on <= each.to,
  );
  return {
    account,
    posts: [
      ...own.map((post) => ({ ...post, onBehalfOf: null })),
      ...stoodInFor.flatMap(({ posts, absent }) =>
        posts.filter(canBeStoodInFor).map((post) => ({ ...post, onBehalfOf: absent })),
      ),
    ],
    knownAs: [],
  };
}

/** Every role, each once. Residents and enterprises are applicants by what they are. */
export function rolesOf(principal: Principal): readonly Role[] {
  if (principal.account.disabledAt !== null) return [];
  if (principal.account.kind !== "staff") return ["applicant"];
  return [...new Set(principal.posts.map((post) => post.role))];
}

export function holdsRole(principal: Principal, role: Role): boolean {
  return rolesOf(principal).includes(role);
}
