import type { MyCertificate, ShareAnswer } from "#contract";
import { inBoth, organInBoth, type DistrictPack } from "#district";
import type { Bilingual, Instant, Json } from "#kernel";
import type { StoredRecord } from "#registers";
import type { CertificateShare } from "#store";
import { statusName } from "./record-fields.ts";

type Use = { readonly share: string; readonly at: Instant; readonly what: "view" | "download" };

const USES: Readonly<Record<Use["what"], Bilingual>> = {
  view: { zh: "查看", en: "looked at" },
  download: { zh: "下载文件", en: "file downloaded" },
};

/** A certificate in words, as its holder may see and show it. */
export function certificateWords(pack: DistrictPack, record: StoredRecord) {
  const { data, status, register } = record;
  const definition = pack.registers.get(register);
  const text = (name: string): string | null => {
    const value = data[name];
    return typeof value === "string" && value !== "" ? value : null;
  };
  const state = definition?.statuses.find(({ id }) => id === status);
  return {
    identifier: record.id,
    name: inBoth(pack, text("certificateName") ?? record.id),
    licenceNo: text("licenceNo") ?? record.id,
    statusName: definition === undefined ? { zh: status, en: status } : statusName(definition, status),
    live: state?.live ?? false,
    holder: text("operator") ?? "",
    organName: organInBoth(pack, record.organ),
    validFrom: text("validFrom"),
    validTo: text("validTo"),
    particulars: textsIn(data["particulars"]),
  };
}

/** The same for its holder, with its shares and each of their uses. */
export function myCertificate(
  pack: DistrictPack,
  record: StoredRecord,
  shared: {
    readonly shares: readonly CertificateShare[];
    readonly uses: readonly Use[];
    readonly now: Instant;
  },
): MyCertificate {
  const { data, register, status } = record;
  const text = (name: string): string | null => (typeof data[name] === "string" ? String(data[name]) : null);
  const own = shared.shares.filter((each) => each.register === register && each.certificate === record.id);
  return {
    ...certificateWords(pack, record),
    register,
    status,
    issuedOn: text("issuedOn"),
    document: text("document"),
    supersededBy: text("supersededBy"),
    shares: own.map((share) => shareAnswer(share, shared.uses, shared.now)),
  };
}

function shareAnswer(share: CertificateShare, uses: readonly Use[], now: Instant): ShareAnswer {
  const { id, purpose, recipient, madeAt, until, withdrawnAt } = share;
  return {
    id,
    purpose,
    recipient,
    madeAt,
    until,
    withdrawnAt,
    lasts: withdrawnAt === null && until > now,
    uses: uses.filter((use) => use.share === id).map(({ at, what }) => ({ at, what: USES[what] })),
  };
}

const textsIn = (value: Json | undefined): string[] => (Array.isArray(value) ? value.map(String) : []);
