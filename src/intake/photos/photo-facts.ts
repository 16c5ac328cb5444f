import type { Instant } from "#kernel";

/** A place on the earth, WGS 84, in degrees. */
export type PhotoPlace = { readonly lon: number; readonly lat: number };

/** What an image tells of itself. */
export type PhotoFacts = {
  /** Pixels, upright. */
  readonly width: number;
  readonly height: number;
  readonly takenAt: Instant | null;
  /** False where the photo names no offset and Chinese time was taken for it. */
  readonly takenOffset: boolean;
  readonly place: PhotoPlace | null;
  /** Maker and model. */
  readonly camera: string | null;
  /** 64 signs `0` or `1`; null where the picture has too little in it to be told from others. */
  readonly perceptualHash: string | null;
};

/** Facts with what is known of how the photo came in. */
export type KeptPhotoFacts = PhotoFacts & {
  readonly sha256: string;
  /** By so many seconds the clock of the phone that first sent it was ahead of the server's; null where it did not say. */
  readonly phoneAheadSeconds: number | null;
};
