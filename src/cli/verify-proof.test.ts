import { createHash, generateKeyPairSync, sign } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { canonicalJson, hashOf } from "#kernel";
import { verifyCommand } from "./verify.ts";

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "yiwang-proof-"));
  const proof = ownProof();
  const changed = { ...proof, entry: { ...proof.entry, data: { outcome: "refused" } } };
  await Promise.all([
    writeFile(join(folder, "proof.json"), JSON.stringify(proof)),
    writeFile(join(folder, "changed.json"), JSON.stringify(changed)),
    writeFile(join(folder, "incomplete.json"), '{"format":"yiwang-proof-1","entry":{}}'),
    writeFile(join(folder, "other.json"), '{"format":"another"}'),
    writeFile(join(folder, "key.pem"), proof.publicKey),
    writeFile(join(folder, "strange.pem"), ownProof().publicKey),
  ]);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** A ledger of one entry, anchored: written from the formats alone (RFC 8785, RFC 6962, Ed25519). */
function ownProof() {
  const keys = generateKeyPairSync("ed25519");
  const content = {
    at: "2022-10-12T02:00:00.000Z",
    actor: "system",
    kind: "caseDecided",
    data: { outcome: "granted" },
    district: "210311",
    subject: "case-1",
    seq: 1,
    prev: "0".repeat(64),
  };
  const hash = hashOf(content);
  const leaf = Buffer.concat([Buffer.from([0]), Buffer.from(hash, "hex")]);
  const root = createHash("sha256").update(leaf).digest("hex");
  const place = { epoch: 1, xid: "1", position: "1" };
  const statement = {
    district: "210311",
    seq: 1,
    at: "2022-10-12T02:05:00.000Z",
    count: 1,
    from: place,
    to: place,
    entriesRoot: root,
    headsRoot: root,
    prev: "0".repeat(64),
  };
  const signature = sign(null, Buffer.from(canonicalJson(statement)), keys.privateKey).toString("base64");
  return {
    format: "yiwang-proof-1",
    entry: { ...content, hash },
    anchor: { statement, hash: hashOf(statement), signature, keyId: "1" },
    publicKey: keys.publicKey.export({ type: "spki", format: "pem" }).toString(),
    index: 0,
    path: [],
  };
}

async function verify(...args: readonly string[]) {
  const out: string[] = [];
  const code = await verifyCommand.run(args, {
    stdin: (async function* () {})(),
    out: (text) => void out.push(text),
    err: () => undefined,
    env: {},
  });
  return { code, answer: JSON.parse(out.join("")) };
}

describe("yiwang verify on a ledger proof", () => {
  test("says that the entry stood in the ledger when it was anchored", async () => {
    const { code, answer } = await verify(join(folder, "proof.json"));
    expect(code).toBe(0);
    expect(answer).toMatchObject({
      valid: true,
      kind: "proof",
      subject: "case-1",
      seq: 1,
      anchoredAt: "2022-10-12T02:05:00.000Z",
      trusted: null,
    });
  });

  test("judges the ledger's key when one is given", async () => {
    const good = await verify(join(folder, "proof.json"), "--trust", join(folder, "key.pem"));
    expect(good).toMatchObject({ code: 0, answer: { valid: true, trusted: true } });
    const strange = await verify(join(folder, "proof.json"), "--trust", join(folder, "strange.pem"));
    expect(strange).toMatchObject({
      code: 1,
      answer: { valid: false, trusted: false, faults: [{ code: "PROOF_KEY_NOT_TRUSTED" }] },
    });
  });

  test.each([
    ["changed.json", "PROOF_INVALID"],
    ["incomplete.json", "FILE_UNREADABLE"],
    ["other.json", "FILE_UNREADABLE"],
  ])("answers 1 for %s and says %s", async (file, fault) => {
    const { code, answer } = await verify(join(folder, file));
    expect(code).toBe(1);
    expect(answer).toMatchObject({ valid: false, faults: [{ code: fault }] });
  });
});
