import {
  assert,
  asyncProperty,
  constantFrom,
  integer,
  nat,
  pre,
  sample,
  tuple,
  uint8Array,
} from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { expectOk, parseInstant, type Instant } from "#kernel";
import { createKeySigner } from "./key-signer.ts";
import { sealDocument } from "./seal-document.ts";
import { signPdf } from "./sign-pdf.ts";
import type { Signer } from "./signer.ts";
import { TEMPLATE_SAMPLES } from "./template-samples.ts";
import { createTestAuthority, type TestAuthority } from "./test-authority.ts";
import { districtTemplates, memoryKeys, ORGAN, runOn, SIGNED_AT, WORDS } from "./testing.ts";
import { createTypesetter } from "./typesetter.ts";
import { verifyPdf } from "./verify-pdf.ts";

const NOW: Instant = expectOk(parseInstant("2026-11-22T00:00:00Z"));
const keys = memoryKeys();
let authority: TestAuthority;
let signer: Signer;
let plain: Uint8Array;
let sealed: Uint8Array;

beforeAll(async () => {
  authority = await createTestAuthority({ keys, now: NOW, place: "千山区" });
  signer = await authority.signerFor(ORGAN);
  const main = (await districtTemplates())["food-business-licence"] ?? "";
  plain = expectOk(createTypesetter().typeset({ main }, TEMPLATE_SAMPLES["food-business-licence"] ?? {})).pdf;
  sealed = expectOk(await sealDocument(plain, signer, WORDS));
});

const faultsOf = async (bytes: Uint8Array, trust?: readonly Uint8Array[]): Promise<readonly string[]> =>
  (await verifyPdf(bytes, trust === undefined ? {} : { trust })).faults.map(({ code }) => code);

const pdfsig = (bytes: Uint8Array) => runOn({ "a.pdf": bytes }, "pdfsig", ["-nocert", "a.pdf"]);

const saysValid = ({ code, text }: { readonly code: number; readonly text: string }): boolean =>
  code === 0 && text.includes("Signature is Valid") && text.includes("Total document signed");

/** Where the value stands between its brackets. */
function valueOf(bytes: Uint8Array): { readonly from: number; readonly to: number } {
  const text = Buffer.from(bytes).toString("latin1");
  const from = text.indexOf("<", text.indexOf("/Contents <")) + 1;
  return { from, to: text.indexOf(">", from) };
}

function flipped(bytes: Uint8Array, at: number, mask: number): Uint8Array {
  const copy = new Uint8Array(bytes);
  copy[at] = (copy[at] ?? 0) ^ mask;
  return copy;
}

describe("a sealed certificate", () => {
  it("is valid, names its organ, number and identifier, and covers the whole file", async () => {
    const found = await verifyPdf(sealed, { trust: [authority.root] });
    expect(found).toMatchObject({
      valid: true,
      trusted: true,
      coversWholeFile: true,
      at: SIGNED_AT,
      reason: WORDS.reason,
      location: WORDS.location,
      documentNumber: "JY22103110012345",
      certificateIdentifier: TEMPLATE_SAMPLES["food-business-licence"]?.["certificateIdentifier"],
      signer: { name: ORGAN.name, creditCode: ORGAN.creditCode },
      faults: [],
    });
  });

  it("is called valid over the total document by pdfsig", async () => {
    const answer = await runOn({ "a.pdf": sealed }, "pdfsig", ["a.pdf"]);
    expect(answer.text).toContain("Signature is Valid");
    expect(answer.text).toContain("Total document signed");
    expect(answer.text).toContain("ETSI.CAdES.detached");
    expect(answer.text).toContain("SHA-256");
  });

  it("verifies with openssl cms against the test root", async () => {
    const { from, to } = valueOf(sealed);
    const value = Buffer.from(Buffer.from(sealed.subarray(from, to)).toString("latin1"), "hex");
    const covered = Buffer.concat([sealed.subarray(0, from - 1), sealed.subarray(to + 1)]);
    const args =
      "cms -verify -binary -inform DER -in s.der -content c.bin -CAfile root.pem -purpose any -out o.bin";
    const root = Buffer.from(
      `-----BEGIN CERTIFICATE-----\n${Buffer.from(authority.root).toString("base64")}\n-----END CERTIFICATE-----\n`,
    );
    const files = { "s.der": value, "c.bin": covered, "root.pem": root };
    expect((await runOn(files, "openssl", args.split(" "))).code).toBe(0);
  });

  it("keeps the typeset bytes as they were and adds to them", () => {
    const trimmed = Buffer.from(plain).toString("latin1").trimEnd();
    expect(Buffer.from(sealed).toString("latin1").startsWith(trimmed)).toBe(true);
  });

  it("names the PDF/A file identifier again in its last trailer", () => {
    const text = Buffer.from(sealed).toString("latin1");
    expect(text.slice(text.lastIndexOf("trailer"))).toContain("/ID [");
  });

  it("comes out byte for byte the same when it is sealed again with the kept key", async () => {
    const kept = keys.kept.get(ORGAN.creditCode);
    if (kept === undefined) throw new Error("the organ's key was not kept");
    const again = await signPdf(plain, createKeySigner(kept), WORDS);
    expect(Buffer.from(again).equals(sealed)).toBe(true);
  });

  it("is still valid after a restart of the authority from its kept keys", async () => {
    const reopened = await createTestAuthority({ keys, now: NOW, place: "千山区" });
    expect(await faultsOf(sealed, [reopened.root])).toEqual([]);
  });
});

describe("a changed file", () => {
  it("is detected by pdfsig and by us for every one of 200 flipped bits outside the value", async () => {
    const { from, to } = valueOf(sealed);
    const places = sample(
      tuple(integer({ min: 0, max: sealed.length - 1 - (to - from) }), integer({ min: 0, max: 7 })),
      { numRuns: 200, seed: 20_221_012 },
    );
    const missed: string[] = [];
    for (const [place, bit] of places) {
      const at = place < from ? place : place + (to - from);
      const changed = flipped(sealed, at, 1 << bit);
      if ((await verifyPdf(changed)).valid) missed.push(`ours at ${at}`);
      if (saysValid(await pdfsig(changed))) missed.push(`pdfsig at ${at}`);
    }
    expect(missed).toEqual([]);
  }, 240_000);

  it("is detected by us for any flipped bit outside the value", async () => {
    const { from, to } = valueOf(sealed);
    await assert(
      asyncProperty(nat({ max: sealed.length - 1 }), integer({ min: 0, max: 7 }), async (at, bit) => {
        pre(at < from || at >= to);
        expect((await verifyPdf(flipped(sealed, at, 1 << bit))).valid).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  it("is detected when something was appended or cut off", async () => {
    const more = Buffer.concat([sealed, Buffer.from("\n% more\n")]);
    expect(await faultsOf(more)).toEqual(["SIGNATURE_NOT_WHOLE_FILE"]);
    expect((await verifyPdf(sealed.subarray(0, -1))).valid).toBe(false);
  });

  it("says that the content changed", async () => {
    expect(await faultsOf(flipped(sealed, 2000, 1))).toEqual(["CONTENT_CHANGED"]);
  });

  it("is detected when bytes are smuggled into the room behind the signature", async () => {
    const { to } = valueOf(sealed);
    const changed = new Uint8Array(sealed);
    changed.set(Buffer.from("41"), to - 2);
    expect(await faultsOf(changed)).toEqual(["SIGNATURE_UNREADABLE"]);
  });
});

describe("another's signature", () => {
  it("is refused when its root is not trusted", async () => {
    const other = await createTestAuthority({ keys: memoryKeys(), now: NOW, place: "千山区" });
    const forged = await signPdf(plain, await other.signerFor(ORGAN), WORDS);
    expect(await faultsOf(forged)).toEqual([]);
    expect(await verifyPdf(forged)).toMatchObject({ trusted: null });
    expect(await faultsOf(forged, [authority.root])).toEqual(["CERTIFICATE_CHAIN_BROKEN"]);
    expect(await verifyPdf(forged, { trust: [] })).toMatchObject({ valid: false, trusted: false });
  });

  it("is refused when an organ's certificate was used to issue another", async () => {
    const organKey = keys.kept.get(ORGAN.creditCode);
    if (organKey === undefined) throw new Error("the organ's key was not kept");
    const [own] = organKey.certificates;
    const usurper = await createTestAuthority({
      keys: { ...memoryKeys(), get: (name) => Promise.resolve(name === "root" ? organKey : undefined) },
      now: NOW,
      place: "千山区",
    });
    const forged = await signPdf(
      plain,
      await usurper.signerFor({ name: "冒名机关", creditCode: "11210311MB0A00000X" }),
      WORDS,
    );
    expect(own).toBeDefined();
    expect(await faultsOf(forged, [authority.root])).toContain("CERTIFICATE_CHAIN_BROKEN");
  });

  it("is refused when the key does not belong to the certificate", async () => {
    const mine = keys.kept.get(ORGAN.creditCode);
    const root = keys.kept.get("root");
    if (mine === undefined || root === undefined) throw new Error("keys were not kept");
    const mixed = createKeySigner({ privateKey: root.privateKey, certificates: mine.certificates });
    expect(await faultsOf(await signPdf(plain, mixed, WORDS))).toEqual(["SIGNATURE_FALSE"]);
  });

  it("is refused when its certificate was not valid at the signing time", async () => {
    const at = expectOk(parseInstant("2010-01-01T00:00:00Z"));
    const early = await signPdf(plain, signer, { ...WORDS, at });
    expect(await faultsOf(early, [authority.root])).toContain("CERTIFICATE_NOT_VALID_THEN");
  });

  it("is refused when it does not name its certificate (a plain CMS without signing-certificate-v2)", async () => {
    const { from, to } = valueOf(sealed);
    const hex = Buffer.from(sealed.subarray(from, to)).toString("latin1");
    // 1.2.840.113549.1.9.16.2.47 becomes …2.46: the attribute is there under another name.
    const changed = new Uint8Array(sealed);
    changed.set(Buffer.from(hex.replace("2a864886f70d010910022f", "2a864886f70d010910022e")), from);
    expect(await faultsOf(changed)).toEqual(["SIGNATURE_FALSE", "SIGNING_CERTIFICATE_MISMATCH"]);
  });
});

describe("what is no sealed document", () => {
  it("says that a PDF carries no signature", async () => {
    expect(await faultsOf(plain)).toEqual(["SIGNATURE_MISSING"]);
  });

  it("says that bytes are no PDF, whatever they are", async () => {
    expect(await faultsOf(new Uint8Array())).toEqual(["FILE_UNREADABLE"]);
    await assert(
      asyncProperty(uint8Array({ maxLength: 300 }), async (bytes) => {
        expect((await verifyPdf(bytes)).valid).toBe(false);
      }),
    );
  });

  it("answers not valid for damaged signature values, and never throws", async () => {
    const { from } = valueOf(sealed);
    await assert(
      asyncProperty(nat({ max: 4000 }), constantFrom("0", "7", "f"), async (offset, digit) => {
        const changed = new Uint8Array(sealed);
        changed.set(Buffer.from(digit), from + offset);
        const answer = await verifyPdf(changed, { trust: [authority.root] });
        expect(answer.valid).toBe(answer.faults.length === 0);
      }),
      { numRuns: 60 },
    );
  });

  it("cannot be sealed, and the refusal says so", async () => {
    expect(await sealDocument(new TextEncoder().encode("no pdf"), signer, WORDS)).toMatchObject({
      ok: false,
      error: { code: "PDF_UNSUITABLE_FOR_SEAL" },
    });
  });
});
