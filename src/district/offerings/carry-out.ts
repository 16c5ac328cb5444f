import type { Matter } from "../pack/pack.ts";
import { folderVersion, type OfferingLedger, type OfferingProposal, type OfferingVersion } from "./ledger.ts";

/** What the ledger says once a proposal is approved. */
export function carryOut(
  matter: Matter,
  ledger: OfferingLedger,
  proposal: OfferingProposal,
  approved: { readonly by: string; readonly at: string },
): OfferingLedger {
  const { act, from, to, reason } = proposal;
  const done = { ...ledger, proposal: null };
  switch (act) {
    case "publish":
      return { ...done, publishedFrom: from, cancellation: null };
    case "suspend":
      return { ...done, suspension: { from, to, reason } };
    case "resume":
      return { ...done, suspension: endedBefore(ledger.suspension, from) };
    case "cancel":
      return { ...done, cancellation: { from, reason } };
    case "amend":
      return { ...done, versions: [...ledger.versions, versionOf(matter, ledger, proposal, approved)] };
  }
}

/** A suspension that is taken up again from a day on lasts to the day before; one that had not begun is gone. */
function endedBefore(
  suspension: OfferingLedger["suspension"],
  from: OfferingProposal["from"],
): OfferingLedger["suspension"] {
  if (suspension === null || from <= suspension.from) return null;
  const to = Temporal.PlainDate.from(from).subtract({ days: 1 }).toString() as OfferingProposal["from"];
  return { ...suspension, to };
}

function versionOf(
  matter: Matter,
  { versions }: OfferingLedger,
  { from, set, reason, by }: OfferingProposal,
  approved: { readonly by: string; readonly at: string },
): OfferingVersion {
  const base = folderVersion(matter.version);
  const before = versions.filter((each) => each.base === base).length;
  return {
    version: `${base}.${before + 1}`,
    base,
    from,
    set,
    reason,
    proposedBy: by,
    approvedBy: approved.by,
    at: approved.at,
  };
}
