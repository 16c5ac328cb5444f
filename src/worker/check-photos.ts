import { CARRIED_FROM, type StoredCase } from "#cases";
import { PHOTO_JOB, type DistrictPack } from "#district";
import {
  isImage,
  judgePhoto,
  readPhoto,
  type KeptPhotoFacts,
  type PhotoPlace,
  type PhotoVerdict,
} from "#intake";
import { isJsonObject, type Bilingual, type Instant, type Json, type JsonObject } from "#kernel";
import {
  findCaseByNo,
  findEarlierPhotos,
  keepPhotoFacts,
  listFilesOf,
  listPhotoFacts,
  systemContext,
  type FileVault,
  type Store,
  type SubjectFile,
} from "#store";
import type { JobWorker } from "./work-jobs.ts";

export type PhotoChecking = {
  readonly store: Store;
  readonly vault: Pick<FileVault, "read">;
  readonly pack: DistrictPack;
  readonly now: () => Instant;
};

/** A photo of a case, its facts, and what they say. */
export type CheckedPhoto = PhotoVerdict & { readonly at: Instant; readonly facts: KeptPhotoFacts };

type Asked = {
  /** Only what stands for these materials; all of them where nothing is said. */
  readonly materials?: readonly string[];
  /** Where the case is, where that is not its form's `place`. */
  readonly place?: PhotoPlace | null;
};

/**
 * Holds the photos of a case against its place, the time they were handed in, and every photo that was handed in
 * before. It reads as the system: who may be told is the caller's to ask.
 */
export async function checkPhotos(
  checking: PhotoChecking,
  stored: StoredCase,
  asked: Asked = {},
): Promise<readonly CheckedPhoto[]> {
  const { store, pack } = checking;
  const all = await listFilesOf(store, systemContext(pack.code), stored.id);
  const files = all.filter(
    ({ type, destroyed, material }) =>
      isImage(type) && destroyed === null && asked.materials?.includes(material) !== false,
  );
  const facts = await factsOf(checking, files);
  const place = asked.place === undefined ? casePlace(stored) : asked.place;
  // What came with the message that began the case was not handed in twice.
  const carriedFrom = stored.state.variables[CARRIED_FROM] ?? null;
  const checked: CheckedPhoto[] = [];
  for (const { sha256, material, at } of files) {
    const own = facts.get(sha256);
    if (own === undefined) continue;
    const found = await findEarlierPhotos(store, pack.code, own, pack.photos.nearBits);
    const earlier = found.filter((each) => each.sha256 !== sha256 || each.caseNo !== carriedFrom);
    const setting = {
      caseNo: stored.head.caseNo,
      material,
      place,
      receivedAt: at,
      earlier,
      materialName: (id: string) => materialName(pack, stored.head.matter, id),
    };
    checked.push({ file: sha256, material, at, facts: own, findings: judgePhoto(own, setting, pack.photos) });
  }
  return checked;
}

/** What is not kept beside a file yet is read from it: it came before facts were kept, or a process died in between. */
async function factsOf(
  { store, vault, pack, now }: PhotoChecking,
  files: readonly SubjectFile[],
): Promise<ReadonlyMap<string, KeptPhotoFacts>> {
  const wanted = [...new Set(files.map(({ sha256 }) => sha256))];
  const kept = new Map((await listPhotoFacts(store, pack.code, wanted)).map((each) => [each.sha256, each]));
  for (const sha256 of wanted.filter((each) => !kept.has(each))) {
    const read = await readPhoto(await vault.read(sha256));
    if (!read.ok) continue;
    await keepPhotoFacts(store, pack.code, { ...read.value, sha256, at: now() });
    kept.set(sha256, { ...read.value, sha256, phoneAheadSeconds: null });
  }
  return kept;
}

/** Where a case is: its point, or its form's `place` (`{lon, lat}`); null where neither says it. */
export function casePlace(stored: StoredCase | undefined): PhotoPlace | null {
  const { point, form } = stored?.state.variables ?? {};
  return readPlace(point) ?? (isJsonObject(form) ? readPlace(form["place"]) : null);
}

function readPlace(value: Json | undefined): PhotoPlace | null {
  if (!isJsonObject(value)) return null;
  const { lon, lat } = value;
  return typeof lon === "number" && typeof lat === "number" ? { lon, lat } : null;
}

function materialName(pack: DistrictPack, matter: string, id: string): Bilingual {
  const own = pack.matters.get(matter)?.materials.find((each) => each.id === id);
  const others = [...pack.matters.values()].flatMap(({ materials }) => materials);
  return own?.name ?? others.find((each) => each.id === id)?.name ?? { zh: id, en: id };
}

/**
 * Does jobs of the type `photo-check`. Inputs, both optional: `materials` (ids) and `place` (`{lon, lat}`). Answers
 * `{photoFindings: [{file, material, finding, severity, words}], photosRefused, photosDoubted}`: what is fine is left
 * out; `photosRefused` is true where the district lets a finding refuse a photo, and the process says what follows.
 */
export function photoWorker(checking: PhotoChecking): JobWorker {
  return async (job) => {
    const stored = await findCaseByNo(checking.store, systemContext(checking.pack.code), job.caseNo);
    if (stored === undefined) throw new Error(`${PHOTO_JOB}: no case ${job.caseNo}`);
    const checked = await checkPhotos(checking, stored, askedIn(job.variables));
    const photoFindings = checked.flatMap(({ file, material, findings }) =>
      findings
        .filter(({ severity }) => severity !== "fine")
        .map((finding): JsonObject => ({ file, material, ...finding })),
    );
    const has = (severity: string): boolean => photoFindings.some((each) => each["severity"] === severity);
    const variables = { photoFindings, photosRefused: has("refuse"), photosDoubted: has("warning") };
    return { how: "complete", variables };
  };
}

function askedIn({ materials, place }: JsonObject): Asked {
  const named = Array.isArray(materials) ? materials.filter((each) => typeof each === "string") : undefined;
  const told = readPlace(place);
  return { ...(named === undefined ? {} : { materials: named }), ...(told === null ? {} : { place: told }) };
}
