import { fileTypeFromBuffer } from "file-type";
import { FileAnswer } from "#contract";
import { megabytes } from "#cases";
import type { Material } from "#district";
import { err, ok, problem, type Problem, type Result } from "#kernel";
import { storeContextOf } from "#access";
import { keepSentFile } from "#store";
import type { App } from "../app.ts";
import type { Platform } from "../platform.ts";
import { send, sendProblem } from "../problem-answer.ts";
import { requirePrincipal } from "../sign-in/index.ts";

/** The longest head any of the allowed types needs to be recognised by its content. */
const HEAD_BYTES = 4_100;

/** Sending a file for a material: type by content, size by material, kept by content. */
export function registerFileRoutes(app: App, platform: Platform): void {
  app.post("/api/files", { schema: { response: { 200: FileAnswer } } }, async (request, reply) => {
    const principal = requirePrincipal(request);
    if (!principal.ok) return sendProblem(reply, principal.error);
    const { matter: matterId, material: materialId } = request.query as Record<string, string | undefined>;
    const matter = platform.work.pack.matters.get(matterId ?? "");
    const material = matter?.materials.find((each) => each.id === materialId);
    if (matter === undefined)
      return sendProblem(reply, problem("MATTER_UNKNOWN", { matter: matterId ?? "" }));
    if (material === undefined)
      return sendProblem(reply, problem("MATERIAL_UNKNOWN", { material: materialId ?? "" }));
    const part = await request.file({ limits: { fileSize: material.maxBytes } }).catch(unreadableForm);
    if (part === undefined) return sendProblem(reply, problem("REQUEST_INVALID", { where: "file" }));
    const received = await receive(platform, material, part.filename, part.file);
    if (!received.ok) {
      part.file.resume();
      return sendProblem(reply, received.error);
    }
    await keepSentFile(platform.store, storeContextOf(principal.value, platform.work.pack.code), {
      ...received.value,
      account: principal.value.account.id,
      at: platform.now(),
    });
    return send(reply, received);
  });
}

type Incoming = AsyncIterable<Uint8Array> & { readonly truncated: boolean };

async function receive(
  platform: Platform,
  material: Material,
  name: string,
  content: Incoming,
): Promise<Result<FileAnswer, Problem>> {
  const iterator = whole(content)[Symbol.asyncIterator]();
  const { head, chunks } = await readHead(iterator);
  if (head.length === 0) return err(problem("FILE_EMPTY", { name }));
  const found = await fileTypeFromBuffer(head);
  const type = found?.mime ?? "application/octet-stream";
  const refusal = checkType(material, name, type);
  if (refusal !== undefined) return err(refusal);
  const kept = await platform.vault.keep(rest(chunks, iterator, content, material));
  return ok({ ...kept, name: plainName(name), type });
}

/** A form that cannot be taken apart: the parser's own errors name no status. */
function unreadableForm(fault: unknown): never {
  const known = typeof fault === "object" && fault !== null && "statusCode" in fault;
  throw known ? fault : problem("REQUEST_INVALID", { where: "multipart/form-data" });
}

/** The content as it comes in; a line that breaks is a refusal, not a fault of ours. */
async function* whole(content: Incoming): AsyncIterable<Uint8Array> {
  try {
    yield* content;
  } catch {
    throw problem("UPLOAD_INTERRUPTED");
  }
}

/** A file's own name: no path, no invisible characters (they could hide what it is), at most 200 long. */
function plainName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? "";
  const visible = last.replaceAll(/[\p{Cc}\p{Bidi_Control}]/gu, "");
  return visible.slice(0, 200).toWellFormed();
}

/** Errors: FILE_TYPE_FORBIDDEN, FILE_MISLABELLED. */
function checkType(material: Material, name: string, type: string): Problem | undefined {
  if (!material.types.some((each) => each === type)) {
    const allowed = material.types.map((each) => TYPE_NAMES[each] ?? each).join("、");
    return problem("FILE_TYPE_FORBIDDEN", { name, allowed });
  }
  const extension = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? "";
  const fitting = EXTENSIONS[type] ?? [];
  return fitting.includes(extension)
    ? undefined
    : problem("FILE_MISLABELLED", { name, actual: TYPE_NAMES[type] ?? type });
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  "application/pdf": "PDF",
  "image/jpeg": "JPG",
  "image/png": "PNG",
};

const EXTENSIONS: Readonly<Record<string, readonly string[]>> = {
  "application/pdf": ["pdf"],
  "image/jpeg": ["jpg", "jpeg"],
  "image/png": ["png"],
};

async function readHead(
  iterator: AsyncIterator<Uint8Array>,
): Promise<{ head: Uint8Array; chunks: Uint8Array[] }> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  while (length < HEAD_BYTES) {
    const next = await iterator.next();
    if (next.done === true) break;
    chunks.push(next.value);
    length += next.value.length;
  }
  return { head: Buffer.concat(chunks), chunks };
}

/** The whole content again; a file cut off at its limit is refused, so that no part of it is kept. */
async function* rest(
  chunks: readonly Uint8Array[],
  iterator: AsyncIterator<Uint8Array>,
  content: Incoming,
  material: Material,
): AsyncIterable<Uint8Array> {
  yield* chunks;
  for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) yield next.value;
  if (content.truncated) throw problem("FILE_TOO_LARGE", { limit: megabytes(material.maxBytes) });
}
