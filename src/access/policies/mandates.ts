import { allowed, refused, type Decision } from "../decision.ts";
import type { HeldMandate, Principal } from "../principal.ts";

/** A firm lets others act in its name, and ends it: whoever is known as the firm's record, and nobody else. */
export function canGrantMandate(principal: Principal | null, record: string): Decision {
  if (principal === null) return refused("SIGN_IN_REQUIRED");
  if (principal.account.disabledAt !== null) return refused("ACCOUNT_DISABLED");
  return principal.knownAs.includes(record) ? allowed : refused("MANDATE_NOT_YOURS");
}

/** The mandate by which a principal may apply for a record in a matter today; undefined where there is none. */
export function mandateFor(
  { mandates = [] }: Pick<Principal, "mandates">,
  record: string,
  matter: string,
): HeldMandate | undefined {
  return mandates.find(
    (each) => each.principal === record && (each.matters.length === 0 || each.matters.includes(matter)),
  );
}
