import {
  NO_LEDGER,
  OFFERING_REGISTER,
  parseOfferingLedger,
  type Matter,
  type OfferingLedger,
} from "#district";
import type { Instant, JsonObject } from "#kernel";
import { createRecord, type NewEntry, type RecordChange, type StoredRecord } from "#registers";

/** What the ledger says of a matter, with the record that says it. */
export type OfferingStanding = { readonly stored: StoredRecord | undefined; readonly ledger: OfferingLedger };

export function offeringStandingOf(stored: StoredRecord | undefined): OfferingStanding {
  return { stored, ledger: stored === undefined ? NO_LEDGER : parseOfferingLedger(stored.data) };
}

/** What a step of the catalogue's ledger is told as. */
type OfferingStep = {
  readonly kind: "matterProposed" | "matterApproved" | "matterRefused";
  readonly status: string;
  readonly ledger: OfferingLedger;
  readonly version: string;
  /** What history tells: the act, its days and its reason. */
  readonly told: JsonObject;
  readonly account: string;
  readonly at: Instant;
};

/** The matter's record with one entry more; it begins with the first step. */
export function keepOffering(
  matter: Matter,
  district: string,
  { stored }: OfferingStanding,
  step: OfferingStep,
): RecordChange {
  const { kind, status, ledger, version, told, account, at } = step;
  const actor = { kind: "person", account };
  const set: JsonObject = {
    matter: matter.id,
    name: matter.name.zh,
    organ: matter.organ,
    version,
    ...(ledger as unknown as JsonObject),
  };
  const entry: NewEntry = { at, actor, kind, data: { status, set, ...told } };
  if (stored !== undefined) {
    const { version: expectedVersion, ...current } = stored;
    const record = { ...current, status, data: { ...current.data, ...set }, validFrom: at };
    return { kind: "record", expectedVersion, entries: [entry], record };
  }
  const created = createRecord({
    register: OFFERING_REGISTER,
    id: matter.id,
    organ: matter.organ,
    division: district,
    holder: null,
    status,
    data: set,
    at,
    actor,
    origin: { catalogue: true },
  });
  return { ...created, entries: [...created.entries, entry] };
}
