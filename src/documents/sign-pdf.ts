import { plainAddPlaceholder } from "@signpdf/placeholder-plain";
import { SignPdf } from "@signpdf/signpdf";
import { Signer as SignpdfSigner, SUBFILTER_ETSI_CADES_DETACHED } from "@signpdf/utils";
import { millisOf, type Instant } from "#kernel";
import type { Signer } from "./signer.ts";

/** What the signature says of itself. `at` is the claimed signing time (/M); `name` is the organ. */
export type SignatureWords = {
  readonly reason: string;
  readonly location: string;
  readonly at: Instant;
  readonly name: string;
};

/** Room for the CMS in bytes: two RSA-2048 certificates take some 3 KB; a longer chain or a time stamp fits too. */
const ROOM = 12_288;

/**
 * Signs a PDF by PAdES baseline B-B as an incremental update: the signature covers the whole file except its
 * own value. The same PDF, words and a deterministic signer give the same bytes.
 * Throws when the bytes are no PDF that the typesetter made.
 */
export async function signPdf(pdf: Uint8Array, signer: Signer, words: SignatureWords): Promise<Uint8Array> {
  const signingTime = new Date(millisOf(words.at));
  const reason = reserved("R", words.reason);
  const location = reserved("L", words.location);
  const name = reserved("N", words.name);
  const prepared = plainAddPlaceholder({
    pdfBuffer: Buffer.from(pdf),
    reason: reason.stand,
    contactInfo: "",
    name: name.stand,
    location: location.stand,
    signingTime,
    signatureLength: ROOM,
    subFilter: SUBFILTER_ETSI_CADES_DETACHED,
    widgetRect: [0, 0, 0, 0],
  });
  for (const { stand, text } of [reason, location, name]) {
    prepared.write(text, prepared.lastIndexOf(`(${stand})`), "latin1");
  }
  return new Uint8Array(await new SignPdf().sign(keepFileId(prepared), new PortSigner(signer), signingTime));
}

/**
 * A text of the signature as a hexadecimal UTF-16 string (ISO 32000-2, 7.9.2.2), and letters that keep its place:
 * the placeholder library would write Chinese text twice encoded, which no reader can show.
 */
function reserved(letter: string, words: string): { readonly stand: string; readonly text: string } {
  const units = Array.from({ length: words.length }, (_, index) => words.charCodeAt(index));
  const text = `<FEFF${units.map((unit) => unit.toString(16).toUpperCase().padStart(4, "0")).join("")}>`;
  return { stand: letter.repeat(text.length - 2), text };
}

/** PDF/A-2 (ISO 19005-2, 6.1.3) wants the file's /ID in the last trailer as well; the placeholder leaves it out. */
function keepFileId(pdf: Buffer): Buffer {
  const trailer = pdf.lastIndexOf("trailer");
  const tail = pdf.subarray(trailer).toString("latin1");
  const id = /\/ID\s*(?<id>\[[^\]]*\])/u.exec(pdf.subarray(0, trailer).toString("latin1"))?.groups?.["id"];
  if (id === undefined || tail.includes("/ID")) return pdf;
  const withId = tail.replace("/Prev ", () => `/ID ${id}\n/Prev `);
  return Buffer.concat([pdf.subarray(0, trailer), Buffer.from(withId, "latin1")]);
}

/** Lets the PDF library ask our port for the signature. */
class PortSigner extends SignpdfSigner {
  readonly #signer: Signer;

  constructor(signer: Signer) {
    super();
    this.#signer = signer;
  }

  override async sign(content: Buffer): Promise<Buffer> {
    return Buffer.from(await this.#signer.sign(new Uint8Array(content)));
  }
}
