import { findMaterial, type DistrictPack, type Material, type Matter } from "#district";
import {
  err,
  localDateOf,
  ok,
  problem,
  type Instant,
  type Json,
  type JsonObject,
  type LocalDate,
  type Problem,
  type Result,
} from "#kernel";
import type { StoredRecord } from "#registers";
import type { MaterialAnswers } from "./material-answers.ts";
import type { CaseTransaction } from "../case/ports.ts";

/** The register of what the district's organs have issued. */
const CERTIFICATES = "certificate";

/** Whose certificates may stand for a material: the account's, and those of the record that it applies for. */
export type CertificateHolders = readonly (string | null)[];

/**
 * The certificates named as materials, each looked up in the transaction: the applicant's own, valid today, and of a
 * kind that the material takes. Answers what the case keeps of them, by material.
 * Errors: GIVEN_CERTIFICATE_NOT_YOURS (also where there is none), CERTIFICATE_UNFIT, CERTIFICATE_NOT_VALID.
 */
export async function checkCertificates(
  pack: DistrictPack,
  transaction: Pick<CaseTransaction, "findRecordForRule">,
  matter: Matter,
  { certificates = {} }: Pick<MaterialAnswers, "certificates">,
  { holders, at }: { readonly holders: CertificateHolders; readonly at: Instant },
): Promise<Result<Readonly<Record<string, readonly JsonObject[]>>, Problem>> {
  const kept: Record<string, readonly JsonObject[]> = {};
  for (const [id, identifiers] of Object.entries(certificates)) {
    const material = findMaterial(matter, id);
    if (material === undefined) return err(problem("MATERIAL_UNKNOWN", { material: id }));
    const found: JsonObject[] = [];
    for (const identifier of new Set(identifiers)) {
      // Whoever represents a firm or acts for it may not read its records: the rule looks, and tells nothing more.
      const record = (await transaction.findRecordForRule(CERTIFICATES, identifier))?.record;
      if (record === undefined || !holders.includes(record.holder))
        return err(problem("GIVEN_CERTIFICATE_NOT_YOURS", { id: identifier }));
      const wrong = faultOf(pack, material, record, localDateOf(at));
      if (wrong !== null) return err(wrong);
      found.push({ ...faceOf(record), verifiedAt: at });
    }
    if (found.length > 0) kept[id] = found;
  }
  return ok(kept);
}

/** Whether a certificate is of a kind that stands for the material. */
export function fits(material: Pick<Material, "certificateTypes">, { data }: StoredRecord): boolean {
  return material.certificateTypes.some(
    (type) => type === data["certificateType"] || type === data["certificateName"],
  );
}

/** Whether it is in force: in a live state, and not past its last day. */
export function isValid(pack: DistrictPack, { status, data }: StoredRecord, today: LocalDate): boolean {
  const live = pack.registers.get(CERTIFICATES)?.statuses.find(({ id }) => id === status)?.live === true;
  const { validTo } = data;
  return live && (typeof validTo !== "string" || today <= validTo);
}

const text = (value: Json | undefined): string | null => (typeof value === "string" ? value : null);

/** What of a certificate a case keeps and pages show. */
type CertificateFace = {
  readonly identifier: string;
  readonly name: string;
  readonly number: string;
  readonly organ: string | null;
  readonly issuedOn: string | null;
  readonly validTo: string | null;
};

export function faceOf({ id, data }: StoredRecord): CertificateFace {
  return {
    identifier: id,
    name: text(data["certificateName"]) ?? id,
    number: text(data["licenceNo"]) ?? id,
    organ: text(data["organ"]),
    issuedOn: text(data["issuedOn"]),
    validTo: text(data["validTo"]),
  };
}

function faultOf(
  pack: DistrictPack,
  material: Material,
  record: StoredRecord,
  today: LocalDate,
): Problem | null {
  const { name, number } = faceOf(record);
  if (!fits(material, record)) return problem("CERTIFICATE_UNFIT", { name, material: material.name.zh });
  if (isValid(pack, record, today)) return null;
  const status = pack.registers.get(CERTIFICATES)?.statuses.find(({ id }) => id === record.status);
  const ended = status?.live === false ? status.name : { zh: "已过有效期", en: "expired" };
  const state = {
    state: ended.zh.startsWith("已") ? ended.zh : `已${ended.zh}`,
    stateEn: ended.en.toLowerCase(),
  };
  return problem("CERTIFICATE_NOT_VALID", { name, number, ...state });
}
