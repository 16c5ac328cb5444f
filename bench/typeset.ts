import { readFile, readdir } from "node:fs/promises";
import { performance } from "node:perf_hooks";
import { createTestAuthority, createTypesetter, signPdf, verifyPdf, type StoredKey } from "#documents";
import { expectOk, instantFromMillis } from "#kernel";
import { TEMPLATE_SAMPLES } from "../src/documents/template-samples.ts";

// How long one page takes to typeset, sign and verify when warm: medians in milliseconds, one line a template.
const ROUNDS = 21;
const folder = new URL("../districts/qianshan/templates/", import.meta.url);
const typesetter = createTypesetter();
const signer = await testSigner();

for (const file of (await readdir(folder)).toSorted()) {
  const main = await readFile(new URL(file, folder), "utf8");
  const data = TEMPLATE_SAMPLES[file.replace(/\.typ$/u, "")] ?? {};
  const times: { typeset: number; sign: number; verify: number }[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const start = performance.now();
    const { pdf } = expectOk(
      typesetter.typeset({ main }, { ...data, caseNo: `${210311 + round}`, addressee: `申请人${round}` }),
    );
    const typeset = performance.now();
    const words = {
      reason: file,
      location: "千山区",
      at: instantFromMillis(1_665_540_000_000),
      name: "千山区",
    };
    const sealed = await signPdf(pdf, signer, words);
    const signed = performance.now();
    expectOk({ ok: (await verifyPdf(sealed)).valid, value: undefined, error: file });
    times.push({ typeset: typeset - start, sign: signed - typeset, verify: performance.now() - signed });
  }
  const line = (["typeset", "sign", "verify"] as const).map(
    (part) => `${part} ${median(times.map((each) => each[part])).toFixed(1)}`,
  );
  console.info(`${file.padEnd(28)} ${line.join("  ")}  ms`);
}

function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? Number.NaN;
}

async function testSigner() {
  const kept = new Map<string, StoredKey>();
  const keys = {
    get: (name: string) => Promise.resolve(kept.get(name)),
    put: (name: string, key: StoredKey) => Promise.resolve(kept.set(name, key).get(name) ?? key),
  };
  const authority = await createTestAuthority({ keys, now: instantFromMillis(Date.now()), place: "千山区" });
  return authority.signerFor({ name: "千山区市场监督管理局", creditCode: "11210311MB0A12345L" });
}
