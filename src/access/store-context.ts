import type { Principal } from "./principal.ts";
import { rolesOf } from "./principal.ts";
import { assigneeOfPost } from "./policies/tasks.ts";

/** What row level security reads; the same shape as the ledger's StoreContext. */
type Context = {
  readonly district: string;
  readonly account: string | null;
  readonly roles: readonly string[];
  readonly organs: readonly string[];
  readonly divisions: readonly string[];
  readonly knownAs: readonly string[];
  /** What tasks of its posts stand under. */
  readonly posts?: readonly string[];
  readonly seats?: readonly { readonly organ: string; readonly role: string; readonly division: string }[];
};

/**
 * For whom a transaction runs. Nobody signed in is the account `anonymous` without any role: an account
 * of null would be the system itself, which sees everything.
 */
export function storeContextOf(principal: Principal | null, district: string): Context {
  if (principal === null)
    return { district, account: "anonymous", roles: [], organs: [], divisions: [], knownAs: [] };
  return {
    district,
    account: principal.account.id,
    roles: rolesOf(principal),
    organs: [...new Set(principal.posts.map((post) => post.organ))],
    divisions: [...new Set(principal.posts.map((post) => post.division))],
    knownAs: principal.knownAs,
    posts: [...new Set(principal.posts.map(assigneeOfPost))],
    seats: principal.posts.map(({ organ, role, division }) => ({ organ, role, division })),
  };
}
