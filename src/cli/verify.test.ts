import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestAuthority, createTypesetter, signPdf, type StoredKey } from "#documents";
import { expectOk, parseInstant } from "#kernel";
import { verifyCommand } from "./verify.ts";

let folder: string;
let sealed: Uint8Array;

const at = expectOk(parseInstant("2022-10-12T10:00:00+08:00"));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "yiwang-verify-"));
  const kept = new Map<string, StoredKey>();
  const authority = await createTestAuthority({
    keys: {
      get: (name) => Promise.resolve(kept.get(name)),
      put: (name, key) => Promise.resolve(kept.set(name, key).get(name) ?? key),
    },
    now: at,
    place: "千山区",
  });
  const main = "#set document(date: datetime(year: 2022, month: 10, day: 12))\n核验";
  const { pdf } = expectOk(
    createTypesetter().typeset({ main: `#set text(font: "Noto Serif SC")\n${main}` }, {}),
  );
  const signer = await authority.signerFor({
    name: "千山区市场监督管理局",
    creditCode: "11210311MB0A12345L",
  });
  sealed = await signPdf(pdf, signer, { reason: "测试", location: "千山区", at, name: "千山区" });
  const changed = new Uint8Array(sealed);
  changed[700] = (changed[700] ?? 0) ^ 1;
  await Promise.all([
    writeFile(join(folder, "sealed.pdf"), sealed),
    writeFile(join(folder, "changed.pdf"), changed),
    writeFile(join(folder, "plain.pdf"), pdf),
    writeFile(join(folder, "words.txt"), "words"),
    writeFile(join(folder, "root.der"), authority.root),
  ]);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

async function verify(...args: readonly string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await verifyCommand.run(args, {
    stdin: (async function* () {})(),
    out: (text) => void out.push(text),
    err: (text) => void err.push(text),
    env: {},
  });
  const text = out.join("");
  return { code, answer: text === "" ? undefined : JSON.parse(text), err: err.join("") };
}

const codesOf = (answer: { readonly faults: readonly { readonly code: string }[] }) =>
  answer.faults.map(({ code }) => code);

describe("yiwang verify", () => {
  test("says that a sealed document is valid, by whom and since when, and that nobody was trusted yet", async () => {
    const { code, answer, err } = await verify(join(folder, "sealed.pdf"));
    expect(code).toBe(0);
    expect(answer).toMatchObject({ valid: true, kind: "pdf", trusted: null, at, faults: [] });
    expect(err).toContain("有效：千山区市场监督管理局");
    expect(err).toContain("没有判断签发者身份");
  });

  test("judges the issuer when a root is given", async () => {
    const { code, answer } = await verify(join(folder, "sealed.pdf"), "--trust", join(folder, "root.der"));
    expect(code).toBe(0);
    expect(answer).toMatchObject({ valid: true, trusted: true });
  });

  test.each([
    ["changed.pdf", "CONTENT_CHANGED"],
    ["plain.pdf", "SIGNATURE_MISSING"],
    ["words.txt", "FILE_UNREADABLE"],
    ["absent.pdf", "FILE_UNREADABLE"],
  ])("answers 1 for %s and says %s", async (file, fault) => {
    const { code, answer, err } = await verify(join(folder, file));
    expect(code).toBe(1);
    expect(answer.valid).toBe(false);
    expect(codesOf(answer)).toEqual([fault]);
    expect(err).not.toBe("");
  });

  test("trusts nobody when what is given to trust is no certificate", async () => {
    const { code, answer } = await verify(join(folder, "sealed.pdf"), "--trust", join(folder, "words.txt"));
    expect(code).toBe(1);
    expect(codesOf(answer)).toEqual(["CERTIFICATE_CHAIN_BROKEN"]);
  });

  test("answers 2 and prints nothing on stdout for wrong use", async () => {
    for (const args of [
      [],
      ["a.pdf", "b.pdf"],
      ["--unknown"],
      ["a.pdf", "--trust", join(folder, "absent.pem")],
    ]) {
      const { code, answer } = await verify(...args);
      expect(code).toBe(2);
      expect(answer).toBeUndefined();
    }
  });
});
