import type { Matter } from "#district";
import { err, ok, type Instant, type JsonObject, type Problem, type Result } from "#kernel";
import type { CaseWork } from "../case/case-work.ts";
import type { CaseTransaction } from "../case/ports.ts";
import { namedCertificate } from "./named-certificate.ts";
import { feelValue } from "../printing/result-context.ts";

/**
 * Whether an application for an act on a certificate names one that the act can be done on, told at the field before
 * anything is received; the deciding transaction judges it again. Errors: those of namedCertificate.
 */
export async function checkCertificate(
  work: Pick<CaseWork, "pack">,
  transaction: Pick<CaseTransaction, "findRecordForRule" | "findCertificateIds">,
  matter: Matter,
  asked: { readonly values: JsonObject; readonly holder: string; readonly at: Instant },
): Promise<Result<null, Problem>> {
  const { result } = matter;
  if (result === null || !("of" in result)) return ok(null);
  const { values, holder, at } = asked;
  const text = String(feelValue(result.certificate, { form: values }, at) ?? "");
  const named = await namedCertificate(work, transaction, matter, { text, holder, at, receivedAt: at });
  if (named.ok) return ok(null);
  const field = /^=\s*form\.(\w+)\s*$/.exec(result.certificate)?.[1];
  if (field === undefined) return named;
  const { message, details } = named.error;
  const fields = [{ pointer: `/${field}`, message: { zh: message.zh, en: message.en } }];
  return err({ ...named.error, details: { ...details, fields } });
}
