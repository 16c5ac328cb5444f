import { faceOf, fits, isValid } from "#cases";
import type { PapersAnswer } from "#contract";
import { samePapers, type Matter } from "#district";
import { isJsonObject, localDateOf, maskIdentityNumber, maskPhone, type JsonObject } from "#kernel";
import type { StoreContext } from "#registers";
import { listEarlierFiles, listRecordsHeldBy, type FilesOf } from "#store";
import type { Platform } from "../platform.ts";

/** Whose papers are asked for, and under whose eyes. */
export type PapersOf = {
  readonly context: StoreContext;
  /** The account and the records whose certificates count. */
  readonly holders: readonly string[];
  readonly files: FilesOf;
  /** Who may sign a promise: the applicant's name. */
  readonly signer: string;
  /** Somebody else looks: numbers of persons that stand in names of files and on certificates are starred. */
  readonly starred?: boolean;
};

/** What there is already of what a matter asks, material by material; what is shared is never asked at all. */
export async function papersOf(platform: Platform, matter: Matter, of: PapersOf): Promise<PapersAnswer> {
  return {
    materials: await materialsOf(platform, matter, of),
    deferral: deferralOf(platform, matter, of.signer),
  };
}

async function materialsOf(
  { store, work, now }: Platform,
  matter: Matter,
  { context, holders, files, starred = false }: PapersOf,
): Promise<PapersAnswer["materials"]> {
  const today = localDateOf(now());
  const shown = (text: string): string => (starred ? starNumbers(text) : text);
  const asked = matter.materials.filter(({ necessity }) => necessity !== "shared");
  const owned = asked.some(({ certificateTypes }) => certificateTypes.length > 0)
    ? (await listRecordsHeldBy(store, context, holders, "certificate")).filter((each) =>
        isValid(work.pack, each, today),
      )
    : [];
  const papers = new Map(asked.map((material) => [material.id, samePapers(work.pack.matters, material)]));
  const earlier = await listEarlierFiles(store, context, files, [...papers.values()].flat());
  const entries = asked.map((material) => {
    const same = papers.get(material.id) ?? [];
    const fitting = earlier.filter(
      (file) =>
        same.some((each) => each.matter === file.matter && each.material === file.material) &&
        material.types.some((type) => type === file.type) &&
        file.bytes <= material.maxBytes,
    );
    const once = [...new Map(fitting.toReversed().map((file) => [file.sha256, file])).values()].toReversed();
    return [
      material.id,
      {
        certificates: owned
          .filter((each) => fits(material, each))
          .map(faceOf)
          .map((face) => ({ ...face, number: shown(face.number) })),
        files: once
          .slice(0, 3)
          .map(({ sha256, name, type, bytes, at }) => ({ sha256, name: shown(name), type, bytes, at })),
      },
    ] as const;
  });
  return Object.fromEntries(entries);
}

function deferralOf(
  { work, now }: Pick<Platform, "work" | "now">,
  matter: Matter,
  signer: string,
): PapersAnswer["deferral"] {
  if (!matter.materials.some(({ necessity }) => necessity === "deferrable")) return null;
  const settings: JsonObject = { ...work.pack.settings, ...matter.settings };
  const { deferralLimit, deferralText } = settings;
  const { zh, en } = isJsonObject(deferralText) ? deferralText : {};
  return {
    by: work.dueOn(now(), String(deferralLimit)) ?? null,
    text: { zh: String(zh ?? ""), en: String(en ?? zh ?? "") },
    signer,
  };
}

/** Identity numbers (GB 11643) and mobile numbers within a text, starred. */
const starNumbers = (text: string): string =>
  text
    .replaceAll(/\d{17}[\dXx]/g, (number) => maskIdentityNumber(number))
    .replaceAll(/(?<!\d)1\d{10}(?!\d)/g, (number) => maskPhone(number));
