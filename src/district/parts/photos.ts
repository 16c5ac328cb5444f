import { object, oneOf, wholeNumber, type Shape } from "../shape/shape.ts";

/** How much a finding about a photo weighs: to be known, to be looked at, or not to be taken. */
export type PhotoSeverity = "note" | "warning" | "refuse";

/** photos.yaml: what is still near, fresh and different enough, and how much each finding weighs. */
export type PhotoRules = {
  /** From the case's place. */
  readonly maxMetres: number;
  /** From being taken to being received. */
  readonly maxAgeHours: number;
  /** By which a phone's clock may differ from the server's. */
  readonly clockMinutes: number;
  /** Of 64 bits of the perceptual hash: two pictures that differ in no more are nearly the same. */
  readonly nearBits: number;
  readonly severity: {
    readonly unplaced: PhotoSeverity;
    readonly far: PhotoSeverity;
    readonly undated: PhotoSeverity;
    readonly old: PhotoSeverity;
    readonly ahead: PhotoSeverity;
    readonly clock: PhotoSeverity;
    readonly reused: PhotoSeverity;
  };
};

const severity = oneOf("note", "warning", "refuse");

export const photoRules: Shape<PhotoRules> = object<PhotoRules>({
  maxMetres: wholeNumber,
  maxAgeHours: wholeNumber,
  clockMinutes: wholeNumber,
  nearBits: wholeNumber,
  severity: object<PhotoRules["severity"]>({
    unplaced: severity,
    far: severity,
    undated: severity,
    old: severity,
    ahead: severity,
    clock: severity,
    reused: severity,
  }),
});

/** A district that says nothing is told everything, and nothing is refused. */
export const NO_PHOTO_RULES: PhotoRules = {
  maxMetres: 100,
  maxAgeHours: 24,
  clockMinutes: 10,
  nearBits: 6,
  severity: {
    unplaced: "note",
    far: "note",
    undated: "note",
    old: "note",
    ahead: "note",
    clock: "note",
    reused: "note",
  },
};
