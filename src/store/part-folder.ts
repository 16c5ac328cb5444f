import { randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { link, mkdir, open, readdir, rm, stat, type FileHandle } from "node:fs/promises";
import { join } from "node:path";
import { syncFolder } from "./sync-folder.ts";

/**
 * Contents on their way, each a folder of parts named by the offset they begin at. A part takes its name only
 * when it is whole and on the disk, by `link`, which gives a name once: of two writers at one offset, in one
 * process or in two, one goes on and the other is told; nothing is ever written into what stands already.
 */
export type PartFolder = {
  /** Makes room for a content. */
  readonly begin: (id: string) => Promise<void>;
  /** How many bytes stand; undefined where there is no such content. */
  readonly offset: (id: string) => Promise<number | undefined>;
  /**
   * Adds bytes from an offset on and answers the next offset. What came before the stream broke stays; the
   * break is thrown on. Throws PartConflict where the bytes at the offset were written by someone else.
   */
  readonly append: (id: string, offset: number, content: AsyncIterable<Uint8Array>) => Promise<number>;
  readonly read: (id: string) => AsyncIterable<Uint8Array>;
  /** Leaves nothing of it; what is not there is no fault. */
  readonly discard: (id: string) => Promise<void>;
  /** Contents that nothing came to since a moment (milliseconds). */
  readonly untouchedSince: (moment: number) => Promise<readonly string[]>;
};

/** Somebody else wrote at this offset, or the content was discarded meanwhile. */
export class PartConflict extends Error {}

/** A crash loses at most so much of what came in, none of it acknowledged. */
const PART_BYTES = 1024 * 1024;
/** Against millions of tiny files: nobody with a working line needs so many. */
const MOST_PARTS = 2_000;

export async function openPartFolder(folder: string): Promise<PartFolder> {
  await mkdir(folder, { recursive: true });
  const place = (id: string): string => {
    if (!/^[0-9a-f-]{36}$/.test(id)) throw new Error(`not the name of an upload: ${id}`);
    return join(folder, id);
  };
  return {
    begin: async (id) => {
      await mkdir(place(id));
      await syncFolder(folder);
    },
    offset: (id) => offsetOf(place(id)),
    append: (id, offset, content) => append(place(id), offset, content),
    read: (id) => read(place(id)),
    discard: (id) => rm(place(id), { recursive: true, force: true }),
    untouchedSince: (moment) => untouchedSince(folder, moment),
  };
}

async function partsOf(place: string): Promise<readonly string[]> {
  return (await readdir(place)).filter((name) => /^\d{12}$/.test(name)).toSorted();
}

async function offsetOf(place: string): Promise<number | undefined> {
  try {
    const last = (await partsOf(place)).at(-1);
    return last === undefined ? 0 : Number(last) + (await stat(join(place, last))).size;
  } catch (fault) {
    if (codeOf(fault) === "ENOENT") return undefined;
    throw fault;
  }
}

async function append(place: string, from: number, content: AsyncIterable<Uint8Array>): Promise<number> {
  const standing = await partsOf(place).catch((fault: unknown) => Promise.reject(conflictOf(fault)));
  if (standing.length >= MOST_PARTS) throw new PartConflict("too many parts");
  let offset = from;
  let part: OpenPart | undefined;
  try {
    for await (const chunk of content) {
      part ??= await openPart(place);
      await part.file.writeFile(chunk);
      part.bytes += chunk.length;
      if (part.bytes >= PART_BYTES) {
        const full = part;
        part = undefined;
        offset = await give(place, full, offset);
      }
    }
  } catch (fault) {
    if (part !== undefined) await give(place, part, offset);
    throw fault;
  }
  return part === undefined ? offset : give(place, part, offset);
}

type OpenPart = { readonly path: string; readonly file: FileHandle; bytes: number };

async function openPart(place: string): Promise<OpenPart> {
  const path = join(place, randomUUID());
  try {
    return { path, file: await open(path, "wx"), bytes: 0 };
  } catch (fault) {
    throw conflictOf(fault);
  }
}

/** Makes a part durable and gives it its name; answers the next offset. */
async function give(place: string, { path, file, bytes }: OpenPart, offset: number): Promise<number> {
  try {
    await file.sync().finally(() => file.close());
    if (bytes === 0) return offset;
    await link(path, join(place, String(offset).padStart(12, "0")));
    await syncFolder(place);
    return offset + bytes;
  } catch (fault) {
    throw conflictOf(fault);
  } finally {
    await rm(path, { force: true });
  }
}

function conflictOf(fault: unknown): unknown {
  const code = codeOf(fault);
  return code === "EEXIST" || code === "ENOENT" ? new PartConflict(code) : fault;
}

async function* read(place: string): AsyncIterable<Uint8Array> {
  for (const part of await partsOf(place)) yield* createReadStream(join(place, part));
}

async function untouchedSince(folder: string, moment: number): Promise<readonly string[]> {
  const found = await Promise.all(
    (await readdir(folder)).map(async (name) => {
      const made = await stat(join(folder, name)).catch(() => undefined);
      return made !== undefined && made.mtimeMs < moment ? [name] : [];
    }),
  );
  return found.flat();
}

function codeOf(fault: unknown): unknown {
  return typeof fault === "object" && fault !== null && "code" in fault ? fault.code : undefined;
}
