import { X509Certificate } from "node:crypto";
import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { looksLikePdf, verifyPdf, type Verification } from "#documents";
import { err, ok, problem, SHANGHAI, type Instant, type Problem, type Result } from "#kernel";
import type { CliIo, Command } from "./command.ts";

const USAGE = `用法 / usage: yiwang verify FILE [--trust ROOT.pem]…
  FILE   盖章的 PDF 文书 / a sealed PDF document
  ROOT   信任的根证书（PEM 或 DER）/ a root certificate to trust; without one, who issued it is not judged
`;

/** Checks a sealed document: exit 0 valid, 1 not valid, not signed or unreadable, 2 wrong use. */
export const verifyCommand: Command = {
  name: "verify",
  summary: { zh: "核验一份盖章文书", en: "checks a sealed document" },
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
  if (!looksLikePdf(bytes.value)) {
    const reason = "既不是 PDF 文书，也不是可识别的凭证 / neither a PDF document nor a known proof";
    return answer(io, {
      valid: false,
      kind: null,
      faults: [problem("FILE_UNREADABLE", { reason })],
    });
  }
  const found = await verifyPdf(bytes.value, asked.trust.length === 0 ? {} : { trust: trust.value });
  const code = answer(io, { ...found, kind: "pdf" });
  if (found.valid) io.err(praiseOf(found));
  return code;
}

type Answer = { readonly valid: boolean; readonly kind: "pdf" | null; readonly faults: readonly Problem[] };

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
    try {
      roots.push(new Uint8Array(new X509Certificate(bytes.value).raw));
    } catch {
      return err(problem("FILE_UNREADABLE", { reason: `${file} 不是证书 / is no certificate` }));
    }
  }
  return ok(roots);
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

function localMinute(at: Instant): string {
  const local = Temporal.Instant.from(at).toZonedDateTimeISO(SHANGHAI).toPlainDateTime();
  return local.toString({ smallestUnit: "minute" }).replace("T", " ");
}

function sentenceOf({ message, next }: Problem): string {
  return `${message.zh}。${next.zh}\n${message.en}. ${next.en}\n`;
}
