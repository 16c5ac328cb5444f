import { type Static, Type } from "typebox";
import { Bilingual } from "./common.ts";

const Place = Type.Object({ lon: Type.Number(), lat: Type.Number() });

/** `fine` holds; `note` is to be known, `warning` to be looked at, `refuse` not to be taken: as the district says. */
export const PhotoFindingAnswer = Type.Object({
  finding: Type.String(),
  severity: Type.Union([
    Type.Literal("fine"),
    Type.Literal("note"),
    Type.Literal("warning"),
    Type.Literal("refuse"),
  ]),
  words: Bilingual,
});
export type PhotoFindingAnswer = Static<typeof PhotoFindingAnswer>;

/** GET /api/cases/:caseNo/photos: what the photos of a case tell, for those who handle it. */
export const PhotosAnswer = Type.Object({
  photos: Type.Array(
    Type.Object({
      sha256: Type.String(),
      material: Type.String(),
      handedInAt: Type.String(),
      width: Type.Number(),
      height: Type.Number(),
      takenAt: Type.Union([Type.String(), Type.Null()]),
      /** False: no offset in the photo, Chinese time was taken. */
      takenOffset: Type.Boolean(),
      place: Type.Union([Place, Type.Null()]),
      camera: Type.Union([Type.String(), Type.Null()]),
      findings: Type.Array(PhotoFindingAnswer),
    }),
  ),
});
export type PhotosAnswer = Static<typeof PhotosAnswer>;

/** How large a picture of a case is asked for; without it, the original is given to those who may have it. */
export const PhotoSizeQuery = Type.Object({
  size: Type.Optional(Type.Union([Type.Literal("thumb"), Type.Literal("view")])),
});
