import { isJsonObject, parseLocalDate, type Json, type JsonObject, type LocalDate } from "#kernel";
import type { Amendment } from "./amend-matter.ts";

/** The register whose records say what of each matter was published, suspended, changed and cancelled, and by whom. */
export const OFFERING_REGISTER = "matter-catalogue";

/** What a configurer may ask for. */
export const OFFERING_ACTS = ["publish", "suspend", "resume", "cancel", "amend"] as const;
export type OfferingAct = (typeof OFFERING_ACTS)[number];

/** Asked for by one person and not yet decided by another (待审). */
export type OfferingProposal = {
  readonly act: OfferingAct;
  readonly from: LocalDate;
  /** The last day of a suspension; null where it is open. */
  readonly to: LocalDate | null;
  readonly reason: string;
  readonly set: Amendment;
  readonly by: string;
  readonly at: string;
};

/** The number that the folder gives itself; `+` and a mark follow where it changed and kept its number. */
export const folderVersion = (version: string): string => version.split("+")[0] ?? version;

/** A version that came of an amendment to the folder's version `base`. */
export type OfferingVersion = {
  readonly version: string;
  readonly base: string;
  readonly from: LocalDate;
  readonly set: Amendment;
  readonly reason: string;
  readonly proposedBy: string;
  readonly approvedBy: string;
  readonly at: string;
};

/** What the catalogue's ledger says of a matter, as its record holds it. */
export type OfferingLedger = {
  readonly publishedFrom: LocalDate | null;
  readonly suspension: {
    readonly from: LocalDate;
    readonly to: LocalDate | null;
    readonly reason: string;
  } | null;
  readonly cancellation: { readonly from: LocalDate; readonly reason: string } | null;
  readonly versions: readonly OfferingVersion[];
  readonly proposal: OfferingProposal | null;
};

export const NO_LEDGER: OfferingLedger = {
  publishedFrom: null,
  suspension: null,
  cancellation: null,
  versions: [],
  proposal: null,
};

/** Reads a record's data; what was never written stands as nothing. */
export function parseOfferingLedger(data: JsonObject): OfferingLedger {
  const {
    publishedFrom = null,
    suspension = null,
    cancellation = null,
    versions = null,
    proposal = null,
  } = data;
  return {
    publishedFrom: dayOf(publishedFrom),
    suspension: isJsonObject(suspension) ? (suspension as unknown as OfferingLedger["suspension"]) : null,
    cancellation: isJsonObject(cancellation)
      ? (cancellation as unknown as OfferingLedger["cancellation"])
      : null,
    versions: Array.isArray(versions) ? (versions as unknown as readonly OfferingVersion[]) : [],
    proposal: isJsonObject(proposal) ? (proposal as unknown as OfferingProposal) : null,
  };
}

function dayOf(value: Json): LocalDate | null {
  const day = typeof value === "string" ? parseLocalDate(value) : undefined;
  return day?.ok === true ? day.value : null;
}
