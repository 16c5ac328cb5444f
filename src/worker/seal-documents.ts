import type { DistrictPack } from "#district";
import {
  renderDocument,
  sealDocument as seal,
  type Signer,
  type Templates,
  type TypesetterApart,
} from "#documents";
import { err, ok, problem, type Instant, type Problem, type Result } from "#kernel";
import {
  failDocument,
  findDocument,
  sealDocument,
  systemContext,
  type FileVault,
  type Store,
  type StoredDocument,
} from "#store";
import type { Delivery } from "./deliver-outbox.ts";
import { sealFor } from "./seal-for.ts";

/** What sealing stands on. */
export type Sealing = {
  readonly store: Store;
  readonly vault: FileVault;
  readonly pack: DistrictPack;
  readonly typesetter: TypesetterApart;
  readonly templates: Templates;
  readonly signerOf: (organ: string) => Promise<Signer>;
  readonly now: () => Instant;
  readonly told: (document: StoredDocument) => Promise<void>;
};

/**
 * Typesets and seals a numbered document. The file is durable before the row names it; killed in between,
 * it is made again from the same row, and the row is bound once.
 */
export function sealDocuments(sealing: Sealing): Delivery {
  return async (item) => {
    const context = systemContext(sealing.pack.code);
    const id = String(item.payload["document"] ?? "");
    const document = await findDocument(sealing.store, context, { id });
    if (document === undefined) return err(problem("DOCUMENT_UNKNOWN"));
    if (document.status === "ready") return ok(null);
    const signer = await sealing.signerOf(document.organ);
    const use = await sealFor(sealing, document, signer);
    const sealed = use.ok ? await sealedFile(sealing, document, signer) : use;
    if (!use.ok || !sealed.ok) {
      const failed = use.ok ? sealed : use;
      if (failed.ok) throw new Error("a document is sealed or it is not");
      await failDocument(sealing.store, context, id, failed.error.message.zh);
      return failed;
    }
    const kept = await sealing.vault.keep(once(sealed.value));
    const file = { ...kept, type: "application/pdf", at: sealing.now() };
    if (await sealDocument(sealing.store, context, id, file, use.value)) await sealing.told(document);
    return ok(null);
  };
}

async function sealedFile(
  sealing: Sealing,
  document: StoredDocument,
  signer: Signer,
): Promise<Result<Uint8Array, Problem>> {
  const rendered = await renderDocument(sealing.typesetter, sealing.templates, document);
  if (!rendered.ok) return rendered;
  const organ = sealing.pack.organs.get(document.organ);
  return seal(rendered.value.pdf, signer, {
    reason: document.title,
    location: sealing.pack.name.zh,
    at: document.issuedAt,
    name: organ?.name.zh ?? document.organ,
  });
}

async function* once(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}
