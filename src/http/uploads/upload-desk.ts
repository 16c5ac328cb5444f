import { megabytes } from "#cases";
import type { FileAnswer } from "#contract";
import { findMaterial, type Material } from "#district";
import { isImage, readPhoto } from "#intake";
import { err, millisOf, ok, problem, type Instant, type Problem, type Result } from "#kernel";
import { storeContextOf, type Principal } from "#access";
import {
  addUpload,
  findUpload,
  keepPhotoFacts,
  keepSentFile,
  listSentFiles,
  PartConflict,
  removeUpload,
  type Upload,
} from "#store";
import type { Platform } from "../platform.ts";
import { checkType } from "./check-type.ts";

/** An upload as it stands: what was announced, and how many of its bytes are durable. */
export type Standing = { readonly upload: Upload; readonly offset: number };

/** What one person may do with uploads; an upload of anybody else is unknown here. */
export type UploadDesk = ReturnType<typeof uploadDeskOf>;

const HOUR_MS = 3_600_000;

export function uploadDeskOf(platform: Platform, principal: Principal) {
  const desk: Desk = {
    platform,
    principal,
    context: storeContextOf(principal, platform.work.pack.code),
  };
  return {
    announce: (id: string, size: number, told: Told) => announce(desk, id, size, told),
    find: (id: string) => find(desk, id),
    append: (id: string, offset: number, content: AsyncIterable<Uint8Array>) =>
      append(desk, id, offset, content),
    discard: (id: string) => discard(desk, id),
    keep: (id: string, phoneAt?: Instant) => keep(desk, id, phoneAt),
  };
}

type Desk = {
  readonly platform: Platform;
  readonly principal: Principal;
  readonly context: ReturnType<typeof storeContextOf>;
};

/** What is said of a file when it is announced. */
type Told = {
  readonly matter?: string | null;
  readonly material?: string | null;
  readonly name?: string | null;
};

function materialOf({ platform }: Desk, { matter, material }: Told): Result<Material, Problem> {
  const known = platform.work.pack.matters.get(matter ?? "");
  if (known === undefined) return err(problem("MATTER_UNKNOWN", { matter: matter ?? "" }));
  const asked = findMaterial(known, material);
  return asked === undefined ? err(problem("MATERIAL_UNKNOWN", { material: material ?? "" })) : ok(asked);
}

/** Errors: MATTER_UNKNOWN, MATERIAL_UNKNOWN, FILE_EMPTY, FILE_TOO_LARGE, UPLOADS_UNFINISHED. */
async function announce(desk: Desk, id: string, size: number, told: Told): Promise<Result<void, Problem>> {
  const { platform, principal, context } = desk;
  const material = materialOf(desk, told);
  if (!material.ok) return material;
  const name = plainName(told.name ?? "");
  if (size === 0) return err(problem("FILE_EMPTY", { name }));
  const { maxBytes } = material.value;
  if (size > maxBytes) return err(problem("FILE_TOO_LARGE", { limit: megabytes(maxBytes) }));
  const added = await addUpload(
    platform.store,
    context,
    {
      id,
      account: principal.account.id,
      matter: told.matter ?? "",
      material: told.material ?? "",
      name,
      size,
      at: platform.now(),
    },
    platform.uploads.quota,
  );
  if (added.ok) await platform.parts.begin(id);
  return added;
}

/** Errors: UPLOAD_UNKNOWN, UPLOAD_EXPIRED. */
async function find({ platform, context }: Desk, id: string): Promise<Result<Standing, Problem>> {
  const upload = await findUpload(platform.store, context, id);
  if (upload === undefined) return err(problem("UPLOAD_UNKNOWN"));
  const ends = millisOf(upload.at) + platform.uploads.keepHours * HOUR_MS;
  if (millisOf(platform.now()) > ends) return err(problem("UPLOAD_EXPIRED"));
  if (upload.sha256 !== null) return ok({ upload, offset: upload.size });
  const offset = await platform.parts.offset(id);
  return offset === undefined ? err(problem("UPLOAD_UNKNOWN")) : ok({ upload, offset });
}

/** Call it with the offset that `find` gave. Errors: UPLOAD_OFFSET_WRONG where another request was first. */
async function append(
  { platform }: Desk,
  id: string,
  offset: number,
  content: AsyncIterable<Uint8Array>,
): Promise<Result<number, Problem>> {
  try {
    return ok(await platform.parts.append(id, offset, content));
  } catch (fault) {
    if (fault instanceof PartConflict) return err(problem("UPLOAD_OFFSET_WRONG"));
    throw fault;
  }
}

/** Errors: UPLOAD_UNKNOWN. */
async function discard({ platform, context }: Desk, id: string): Promise<Result<void, Problem>> {
  if ((await findUpload(platform.store, context, id)) === undefined) return err(problem("UPLOAD_UNKNOWN"));
  await removeUpload(platform.store, context, id);
  await platform.parts.discard(id);
  return ok(undefined);
}

/**
 * Makes the file of an upload that came whole: type by content, then kept by content. Asked again, it answers
 * the same. What is refused for its content is discarded. Errors: UPLOAD_UNKNOWN, UPLOAD_EXPIRED,
 * UPLOAD_INCOMPLETE, MATTER_UNKNOWN, MATERIAL_UNKNOWN, FILE_TYPE_FORBIDDEN, FILE_MISLABELLED,
 * PHOTO_UNREADABLE.
 */
async function keep(desk: Desk, id: string, phoneAt?: Instant): Promise<Result<FileAnswer, Problem>> {
  const found = await find(desk, id);
  if (!found.ok) return found;
  const { upload, offset } = found.value;
  if (upload.sha256 !== null) return answerOf(desk, upload);
  if (offset !== upload.size) return err(problem("UPLOAD_INCOMPLETE", { offset, size: upload.size }));
  const material = materialOf(desk, upload);
  if (!material.ok) return material;
  try {
    return await keepWhole(desk, upload, material.value, phoneAt);
  } catch (fault) {
    // Two asked at once, and the other was done first and has removed the parts.
    const again = await findUpload(desk.platform.store, desk.context, id);
    if (again === undefined || again.sha256 === null) throw fault;
    return answerOf(desk, again);
  }
}

async function keepWhole(
  desk: Desk,
  upload: Upload,
  material: Material,
  phoneAt: Instant | undefined,
): Promise<Result<FileAnswer, Problem>> {
  const { platform, context } = desk;
  const { id, name, account } = upload;
  const at = platform.now();
  const type = await checkType(material, name, platform.parts.read(id));
  if (!type.ok) {
    await discard(desk, id);
    return type;
  }
  const photo = isImage(type.value) ? await readPhoto(await wholeOf(platform.parts.read(id))) : undefined;
  if (photo?.ok === false) {
    await discard(desk, id);
    return photo;
  }
  const kept = await platform.vault.keep(platform.parts.read(id));
  // Parts that went away between the look and the read would make a shorter file.
  if (kept.bytes !== upload.size) throw new Error(`upload ${id} has ${kept.bytes} of ${upload.size} bytes`);
  const file = { ...kept, name, type: type.value };
  await keepSentFile(platform.store, context, { ...file, account, at, upload: id });
  if (photo !== undefined) {
    const ahead = phoneAt === undefined ? null : Math.round((millisOf(phoneAt) - millisOf(at)) / 1000);
    const facts = { ...photo.value, sha256: kept.sha256, at, phoneAheadSeconds: ahead };
    await keepPhotoFacts(platform.store, context.district, facts);
  }
  await platform.parts.discard(id);
  return ok(file);
}

async function wholeOf(content: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of content) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function answerOf(
  { platform, context }: Desk,
  { sha256, name }: Upload,
): Promise<Result<FileAnswer, Problem>> {
  const [file] = await listSentFiles(platform.store, context, [sha256 ?? ""]);
  return file === undefined ? err(problem("UPLOAD_UNKNOWN")) : ok({ ...file, name });
}

const LONGEST_NAME = 200;

/** A file's own name: no path, no invisible characters (they could hide what it is), not too long. */
function plainName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? "";
  const visible = last.replaceAll(/[\p{Cc}\p{Bidi_Control}]/gu, "");
  const ending = /\.[^.]{1,8}$/.exec(visible)?.[0] ?? "";
  const stem = visible.slice(0, visible.length - ending.length).slice(0, LONGEST_NAME - ending.length);
  return `${stem}${ending}`.toWellFormed();
}
