import type { PublicVerification } from "#contract";
import { certificateKinds, inBoth, organInBoth } from "#district";
import { verifyPdf } from "#documents";
import { localDateOf, type Bilingual } from "#kernel";
import { findDocument, findRecord, systemContext, type StoredDocument } from "#store";
import type { Platform } from "../platform.ts";
import { publicFields, statusName } from "./record-fields.ts";

/**
 * What anyone may know of what a QR code names: a certificate (by its identifier) with its public fields and
 * its state now, or a notice (by its unguessable id) without its content; and whether the sealed file is whole.
 */
export async function publicVerification(platform: Platform, asked: string): Promise<PublicVerification> {
  return (
    (await certificateVerification(platform, asked)) ??
    (await noticeVerification(platform, asked)) ??
    unknown(asked)
  );
}

async function certificateVerification(
  platform: Platform,
  identifier: string,
): Promise<PublicVerification | undefined> {
  const { pack } = platform.work;
  const context = systemContext(pack.code);
  const registers = new Set([...certificateKinds(pack).values()].map(({ result }) => result.register));
  for (const register of registers) {
    const record = await findRecord(platform.store, context, register, identifier);
    const definition = pack.registers.get(register);
    if (record === undefined || definition === undefined) continue;
    const document = await findDocument(platform.store, context, {
      id: String(record.data["document"] ?? ""),
    });
    return {
      found: true,
      kind: "certificate",
      identifier,
      status: record.status,
      statusName: statusName(definition, record.status),
      fields: publicFields(pack, definition, record),
      issuedAt: document?.issuedAt ?? null,
      validTo: typeof record.data["validTo"] === "string" ? record.data["validTo"] : null,
      organName: organInBoth(pack, record.organ),
      signature: await signatureOf(platform, document),
    };
  }
  return undefined;
}

async function noticeVerification(platform: Platform, id: string): Promise<PublicVerification | undefined> {
  const { pack } = platform.work;
  const document = await findDocument(platform.store, systemContext(pack.code), { id });
  if (document === undefined || document.kind === "certificate") return undefined;
  return {
    found: true,
    kind: "notice",
    identifier: document.number,
    status: "valid",
    statusName: { zh: "由本机关出具", en: "Issued by this organ" },
    fields: [
      field({ zh: "文书", en: "Document" }, inBoth(pack, document.title)),
      field({ zh: "文号", en: "Number" }, same(document.number)),
      field(
        { zh: "出具日期", en: "Issued on" },
        same(String(document.data["issuedOn"] ?? localDateOf(document.issuedAt))),
        true,
      ),
    ],
    issuedAt: document.issuedAt,
    validTo: null,
    organName: organInBoth(pack, document.organ),
    signature: await signatureOf(platform, document),
  };
}

const same = (text: string): Bilingual => ({ zh: text, en: text });

const field = (label: Bilingual, value: Bilingual, isDay = false) => ({ label, value, isDay, code: null });

async function signatureOf(
  platform: Platform,
  document: StoredDocument | undefined,
): Promise<PublicVerification["signature"]> {
  if (document?.fileHash == null || document.destroyed !== null) return null;
  const sealed = await verifyPdf(await platform.vault.read(document.fileHash), { trust: platform.trust });
  return {
    valid: sealed.valid,
    signer: inBoth(platform.work.pack, sealed.signer?.name ?? ""),
    at: sealed.at ?? null,
  };
}

function unknown(identifier: string): PublicVerification {
  return {
    found: false,
    kind: "certificate",
    identifier,
    status: "unknown",
    statusName: { zh: "查无此件", en: "Nothing by this name" },
    fields: [],
    issuedAt: null,
    validTo: null,
    organName: null,
    signature: null,
  };
}
