import exifReader from "exifreader";
import sharp from "sharp";
import { err, instantFromMillis, ok, problem, type Instant, type Problem, type Result } from "#kernel";
import { perceptualHash } from "./perceptual-hash.ts";
import type { PhotoFacts, PhotoPlace } from "./photo-facts.ts";

/** Enough for every phone; what claims more would take memory that others need. */
export const MOST_PIXELS = 120_000_000;

const IMAGE_TYPES: ReadonlySet<string> = new Set(["image/jpeg", "image/png"]);

export const isImage = (type: string): boolean => IMAGE_TYPES.has(type);

/** The facts of an image by its bytes. Errors: PHOTO_UNREADABLE (what begins as an image and is none, or is too large). */
export async function readPhoto(content: Uint8Array): Promise<Result<PhotoFacts, Problem>> {
  try {
    const image = sharp(content, { limitInputPixels: MOST_PIXELS, failOn: "error" });
    const { autoOrient } = await image.metadata();
    const hash = await perceptualHash(image);
    return ok({ ...autoOrient, ...exifOf(content), perceptualHash: hash });
  } catch {
    return err(problem("PHOTO_UNREADABLE"));
  }
}

type Exif = Pick<PhotoFacts, "takenAt" | "takenOffset" | "place" | "camera">;

const NO_EXIF: Exif = { takenAt: null, takenOffset: false, place: null, camera: null };

/** EXIF may be missing, cut off or nonsense: then the photo tells nothing, and is still a photo. */
function exifOf(content: Uint8Array): Exif {
  try {
    // Built as CommonJS: Node finds `load` on its whole alone, whatever its types say.
    // oxlint-disable-next-line import/no-named-as-default-member
    const { exif, gps } = exifReader.load(Buffer.from(content), { expanded: true });
    const offset = offsetOf(exif?.OffsetTimeOriginal?.description);
    return {
      takenAt: momentOf(exif?.DateTimeOriginal?.description, offset ?? "+08:00"),
      takenOffset: offset !== null,
      place: placeOf(gps?.Longitude, gps?.Latitude),
      camera: cameraOf(exif?.Make?.description, exif?.Model?.description),
    };
  } catch {
    return NO_EXIF;
  }
}

const offsetOf = (text: string | undefined): string | null =>
  /^[+-]\d\d:\d\d$/.test(text?.trim() ?? "") ? (text?.trim() ?? null) : null;

/** `2022:09:30 10:00:00`, as EXIF writes it. */
function momentOf(text: string | undefined, offset: string): Instant | null {
  const parts = /^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)/.exec(text ?? "");
  if (parts === null) return null;
  const [, year, month, day, time] = parts;
  const millis = Date.parse(`${year}-${month}-${day}T${time}${offset}`);
  return Number.isNaN(millis) ? null : instantFromMillis(millis);
}

/** 0, 0 is what phones write that did not know. */
function placeOf(lon: number | undefined, lat: number | undefined): PhotoPlace | null {
  if (lon === undefined || lat === undefined || !Number.isFinite(lon) || !Number.isFinite(lat)) return null;
  if (Math.abs(lon) > 180 || Math.abs(lat) > 90 || (lon === 0 && lat === 0)) return null;
  return { lon, lat };
}

const LONGEST_CAMERA = 80;

function cameraOf(make: string | undefined, model: string | undefined): string | null {
  const words = [make, model].flatMap((each) => plain(each ?? ""));
  const [first, second] = words;
  const name = first !== undefined && second?.startsWith(first) === true ? second : words.join(" ");
  return name === "" ? null : name.slice(0, LONGEST_CAMERA).toWellFormed();
}

const plain = (text: string): readonly string[] => {
  const visible = text.replaceAll(/[\p{Cc}\p{Bidi_Control}]/gu, "").trim();
  return visible === "" ? [] : [visible];
};
