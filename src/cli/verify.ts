import { X509Certificate } from "node:crypto";
import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { looksLikePdf, verifyPdf, type Verification } from "#documents";
import { err, ok, problem, SHANGHAI, type Instant, type Problem, type Result } from "#kernel";
import type { CliIo, Command } from "./command.ts";
import { readProof, verifyProofFile, type ProofVerification } from "./verify-proof.ts";

const USAGE = `用法 / usage: yiwang verify FILE [--trust ROOT.pem]…
  FILE   盖章的 PDF 文书或总账凭证 / a sealed PDF document, or a proof from the ledger (JSON)
  ROOT   信任的根证书或总账公钥 / a root certificate or ledger key to trust, in PEM or DER;
         不指定则不判断签发者身份 / without one, who issued it is not judged
`;

/** Checks a sealed document or a ledger proof: exit 0 valid, 1 not valid, not signed or unreadable, 2 wrong use. */
export const verifyCommand: Command = {
  run: runVerify,
};

async function runVerify(args: readonly string[], io: CliIo): Promise<number> {
  const asked = readArguments(args);
  if (asked === undefined) {
    io.err(USAGE);
    return 2;
  }
  const trust = await readRoots(asked.trust);
  if (!trust.ok) {
    io.err(sentenceOf(trust.error));
    return 2;
  }
  const bytes = await readBytes(asked.file);
  if (!bytes.ok) return answer(io, { valid: false, kind: null, faults: [bytes.error] });
  const proof = readProof(bytes.value);
  if (proof !== undefined) {
    const found = await verifyProofFile(proof, asked.trust.length === 0 ? undefined : trust.value);
    const code = answer(io, found);
    if (found.valid) io.err(proofPraiseOf(found));
    return code;
  }
  if (!looksLikePdf(bytes.value)) {
    const reason = "既不是 PDF 文书，也不是可识别的凭证 / neither a PDF document nor a known proof";
    return answer(io, {
      valid: false,
      kind: null,
      faults: [problem("FILE_UNREADABLE", { reason })],
    });
  }
  const found = await verifyPdf(
    bytes.value,
    asked.trust.length === 0 ? {} : { trust: certificatesOf(trust.value) },
  );
  const code = answer(io, { ...found, kind: "pdf" });
  if (found.valid) io.err(praiseOf(found));
  return code;
}

type Answer = {
  readonly valid: boolean;
  readonly kind: "pdf" | "proof" | null;
  readonly faults: readonly Problem[];
};

function answer(io: CliIo, found: Answer): number {
  io.out(`${JSON.stringify(found, null, 2)}\n`);
  for (const fault of found.faults) io.err(sentenceOf(fault));
  return found.valid ? 0 : 1;
}

function readArguments(
  args: readonly string[],
): { readonly file: string; readonly trust: readonly string[] } | undefined {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { trust: { type: "string", multiple: true }, json: { type: "boolean" } },
    });
    const [file, ...more] = positionals;
    return file === undefined || more.length > 0 ? undefined : { file, trust: values.trust ?? [] };
  } catch {
    return undefined;
  }
}

async function readRoots(files: readonly string[]): Promise<Result<readonly Uint8Array[], Problem>> {
  const roots: Uint8Array[] = [];
  for (const file of files) {
    const bytes = await readBytes(file);
    if (!bytes.ok) return bytes;
    roots.push(bytes.value);
  }
  return ok(roots);
}

/** The certificates among what is trusted, in DER; keys of the ledger are left out. */
function certificatesOf(trust: readonly Uint8Array[]): readonly Uint8Array[] {
  return trust.flatMap((bytes) => {
    try {
      return [new Uint8Array(new X509Certificate(bytes).raw)];
    } catch {
      return [];
    }
  });
}

async function readBytes(file: string): Promise<Result<Uint8Array, Problem>> {
  try {
    return ok(new Uint8Array(await readFile(file)));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return err(problem("FILE_UNREADABLE", { reason }));
  }
}

function praiseOf({ signer, at, trusted }: Verification): string {
  const name = signer?.name ?? "";
  const when = at === null ? "" : localMinute(at);
  const doubtZh = trusted === true ? "" : "（未指定信任的根证书，没有判断签发者身份是否可信）";
  const doubtEn =
    trusted === true ? "" : " (no trusted root was given, so who stands behind it was not judged)";
  return (
    `有效：${name}于 ${when} 签章，此后未被改动${doubtZh}。\n` +
    `valid: sealed by ${name} at ${when} (UTC+8) and unchanged since${doubtEn}.\n`
  );
}

function proofPraiseOf({ subject, seq, at, anchoredAt, trusted }: ProofVerification): string {
  const doubtZh = trusted === true ? "" : "（未指定信任的总账公钥，没有判断公钥归属）";
  const doubtEn =
    trusted === true ? "" : " (no trusted ledger key was given, so whose key it is was not judged)";
  return (
    `有效：${subject} 的第${seq}条记账（${at}）在 ${anchoredAt} 锚定时已在总账中${doubtZh}。\n` +
    `valid: entry ${seq} of ${subject} (${at}) stood in the ledger when it was anchored at ${anchoredAt}${doubtEn}.\n`
  );
}

function localMinute(at: Instant): string {
  const local = Temporal.Instant.from(at).toZonedDateTimeISO(SHANGHAI).toPlainDateTime();
  return local.toString({ smallestUnit: "minute" }).replace("T", " ");
}

function sentenceOf({ message, next }: Problem): string {
  return `${message.zh}。${next.zh}\n${message.en}. ${next.en}\n`;
}
