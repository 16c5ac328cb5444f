import { canOpenCase, type Principal } from "#access";
import {
  isForPublic,
  OFFERING_REGISTER,
  OFFERING_STATE_NAMES,
  offeringOf,
  parseOfferingLedger,
  type DistrictPack,
  type Offering,
  type OfferingLedger,
  type Standing,
} from "#district";
import type { StandingAnswer } from "#contract";
import { localDateOf, type LocalDate } from "#kernel";
import { listRecords, systemContext } from "#store";
import type { Platform } from "../platform.ts";

/** A matter as it is offered now, with what its ledger says. */
export type OfferingNow = Offering & { readonly ledger: OfferingLedger | undefined };

/** What the question needs of its surroundings. */
type OfferingGround = Pick<Platform, "store" | "now"> & { readonly work: { readonly pack: DistrictPack } };

/** Every matter of the pack as it is offered today, or on another day, in one question to the store. */
export async function offeringsNow(
  { store, work: { pack }, now }: OfferingGround,
  on?: LocalDate,
): Promise<readonly OfferingNow[]> {
  const today = on ?? localDateOf(now());
  const ledgers = new Map<string, OfferingLedger>();
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof listRecords>> = await listRecords(
      store,
      systemContext(pack.code),
      OFFERING_REGISTER,
      { cursor, limit: 200 },
    );
    for (const { id, data } of page.items) ledgers.set(id, parseOfferingLedger(data));
    cursor = page.next;
  } while (cursor !== null);
  return [...pack.matters.values()].map((matter) => {
    const ledger = ledgers.get(matter.id);
    return { ...offeringOf(matter, ledger, pack, today), ledger };
  });
}

/** What the public may know of: not what was never published. */
export function isPublic({ standing: { state } }: Offering): boolean {
  return state !== "draft" && state !== "pending";
}

/**
 * Listed in the catalogue: what somebody may apply for, now or again after a while; for the staff of an organ also what
 * they begin themselves.
 */
export const isListedFor =
  (principal: Principal | null) =>
  ({ matter, standing: { state } }: Offering): boolean => {
    const { organ } = matter;
    const ours = { organ, applicant: principal?.account.id ?? "", byStaff: true, ofTheHouse: true };
    const isTheirs =
      principal?.account.kind === "staff" &&
      matter.audience.includes("staff") &&
      canOpenCase(principal, ours).allowed;
    return (isForPublic(matter) || isTheirs) && (state === "inForce" || state === "suspended");
  };

export const standingAnswer = (standing: Standing): StandingAnswer => ({
  ...standing,
  stateName: OFFERING_STATE_NAMES[standing.state],
});
