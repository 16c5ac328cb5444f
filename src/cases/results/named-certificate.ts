import { addWorkingDays, parseLimit } from "#calendar";
import {
  certificateKindOf,
  type CancellationResult,
  type CertificateKind,
  type ChangeResult,
  type Matter,
  type RenewalResult,
} from "#district";
import {
  CERTIFICATE_ROOT,
  err,
  localDateOf,
  ok,
  parseCertificateIdentifier,
  problem,
  type Instant,
  type JsonObject,
  type LocalDate,
  type Problem,
  type Result,
} from "#kernel";
import type { PersonalRow, StoredRecord } from "#registers";
import type { CaseWork } from "../case/case-work.ts";
import type { CaseTransaction } from "../case/ports.ts";

/** A result that is an act on a certificate which the form names. */
type ActOnCertificate = ChangeResult | RenewalResult | CancellationResult;

/** The certificate that an application names, found to be the applicant's and fit for the act. */
export type NamedCertificate = {
  readonly kind: CertificateKind;
  readonly record: StoredRecord;
  readonly personal: readonly PersonalRow[];
};

/** Who names it, what, and when: `receivedAt` is when the application came in, for what depends on that day. */
export type Naming = {
  readonly text: string;
  /** An account or a record (`register:key`). */
  readonly holder: string;
  readonly at: Instant;
  readonly receivedAt: Instant;
};

/**
 * The certificate that an act is on, judged inside the transaction that acts. Errors: CERTIFICATE_IDENTIFIER_INVALID
 * (forged), CERTIFICATE_UNKNOWN, CERTIFICATE_OTHER_KIND, CERTIFICATE_NOT_YOURS, CERTIFICATE_SUPERSEDED,
 * CERTIFICATE_SUSPENDED, CERTIFICATE_REVOKED, CERTIFICATE_EXPIRED, RENEWAL_TOO_EARLY, RENEWAL_TOO_LATE.
 */
export async function namedCertificate(
  work: Pick<CaseWork, "pack">,
  transaction: Pick<CaseTransaction, "findRecordForRule" | "findCertificateIds">,
  matter: Matter,
  naming: Naming,
): Promise<Result<NamedCertificate, Problem>> {
  const kind = certificateKindOf(work.pack, matter);
  const { result } = matter;
  if (kind === undefined || result === null || !("of" in result))
    throw new Error(`the pack was checked, yet ${matter.id} acts on no certificate`);
  const found = await findNamed(transaction, kind, naming.text);
  if (!found.ok) return found;
  const { record } = found.value;
  const words = { name: kind.result.name.zh, nameEn: kind.result.name.en, number: numberIn(record) };
  if (record.data["certificateType"] !== kind.result.typeCode) {
    const other = { ...words, found: String(record.data["certificateName"] ?? record.id) };
    return err(problem("CERTIFICATE_OTHER_KIND", other));
  }
  if (record.holder !== naming.holder) return err(problem("CERTIFICATE_NOT_YOURS", words));
  const standing = checkStanding(work, record, result, naming);
  if (!standing.ok) return standing;
  const timely = result.kind === "renew" ? checkTimely(work, record, result, naming) : ok(null);
  return timely.ok ? ok({ kind, ...found.value }) : timely;
}

async function findNamed(
  transaction: Pick<CaseTransaction, "findRecordForRule" | "findCertificateIds">,
  { result }: CertificateKind,
  written: string,
): Promise<Result<Omit<NamedCertificate, "kind">, Problem>> {
  const text = written.trim();
  const unknown = problem("CERTIFICATE_UNKNOWN", {
    name: result.name.zh,
    nameEn: result.name.en,
    number: text,
  });
  const plain = text.replaceAll(/\s/g, "").toUpperCase();
  if (plain.startsWith(`${CERTIFICATE_ROOT}.`)) {
    const parsed = parseCertificateIdentifier(plain);
    if (!parsed.ok) return parsed;
    const found = await transaction.findRecordForRule(result.register, plain);
    return found === undefined ? err(unknown) : ok(found);
  }
  const of = { licenceNo: text, type: result.typeCode };
  const [id] = text === "" ? [] : await transaction.findCertificateIds(result.register, of);
  const found = id === undefined ? undefined : await transaction.findRecordForRule(result.register, id);
  return found === undefined ? err(unknown) : ok(found);
}

/** Whether a certificate holds; of a renewal that came in time, on the day it came in (行政许可法第五十条第二款). */
function checkStanding(
  { pack }: Pick<CaseWork, "pack">,
  record: StoredRecord,
  result: ActOnCertificate,
  { at, receivedAt }: Naming,
): Result<null, Problem> {
  const until = textIn(record.data, "validTo");
  const day = localDateOf(result.kind === "renew" ? receivedAt : at);
  const allowed = result.kind === "cancel" ? result.from : ["valid"];
  const isOver = record.status === "lapsed" || (record.status === "valid" && until !== "" && until < day);
  // One that lapsed while the organ was deciding on its renewal is renewed all the same.
  const lapsedSince = result.kind === "renew" && record.status === "lapsed" && until >= day;
  if (lapsedSince) return ok(null);
  if (isOver) return allowed.includes("lapsed") ? ok(null) : refused("CERTIFICATE_EXPIRED");
  if (allowed.includes(record.status)) return ok(null);
  switch (record.status) {
    case "suspended":
      return refused("CERTIFICATE_SUSPENDED");
    case "superseded":
      return refused("CERTIFICATE_SUPERSEDED");
    default:
      return refused("CERTIFICATE_REVOKED");
  }

  function refused(
    code: "CERTIFICATE_EXPIRED" | "CERTIFICATE_SUSPENDED" | "CERTIFICATE_SUPERSEDED" | "CERTIFICATE_REVOKED",
  ): Result<null, Problem> {
    const register = pack.registers.get(record.register);
    const state = register?.statuses.find(({ id }) => id === record.status)?.name;
    const words = { zh: state?.zh ?? record.status, en: state?.en ?? record.status };
    return err(problem(code, { number: numberIn(record), state: words.zh, stateEn: words.en, until }));
  }
}

/** Whether a renewal is asked for in its time; where the calendar does not reach, a person judges. */
function checkTimely(
  work: Pick<CaseWork, "pack">,
  record: StoredRecord,
  { apply }: RenewalResult,
  { receivedAt }: Naming,
): Result<null, Problem> {
  const until = textIn(record.data, "validTo") as LocalDate;
  if (until === ("" as LocalDate)) return ok(null);
  const day = localDateOf(receivedAt);
  const earliest = apply.earliest === null ? null : dayBefore(work, until, apply.earliest);
  const latest = dayBefore(work, until, apply.latest);
  const words = { number: numberIn(record), until };
  if (earliest !== null && day < earliest)
    return err(problem("RENEWAL_TOO_EARLY", { ...words, from: earliest }));
  if (latest !== null && day > latest) return err(problem("RENEWAL_TOO_LATE", { ...words, latest }));
  return ok(null);
}

function dayBefore({ pack }: Pick<CaseWork, "pack">, until: LocalDate, before: string): LocalDate | null {
  const parsed = parseLimit(before);
  if (!parsed.ok) return null;
  const { amount, unit } = parsed.value;
  if (unit === "wd") {
    const found = addWorkingDays(pack.calendar, until, -amount);
    return found.ok ? found.value : null;
  }
  return Temporal.PlainDate.from(until).subtract({ days: amount }).toString() as LocalDate;
}

const textIn = (data: JsonObject, name: string): string => {
  const value = data[name];
  return typeof value === "string" ? value : "";
};

const numberIn = ({ data, id }: StoredRecord): string => textIn(data, "licenceNo") || id;
