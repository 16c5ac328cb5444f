import { identifier, object, wholeNumber, type Shape } from "../shape/shape.ts";

/** channels.yaml: by which ways reports come in without an account of ours, and which matter they become cases of. */
export type Channels = {
  readonly matter: string;
  /** The register whose rows are the classes that can be reported. */
  readonly classes: string;
  /** The most photos of one report. */
  readonly photos: number;
  /** The most that one network address may send in so many minutes. */
  readonly perAddress: { readonly reports: number; readonly photos: number; readonly minutes: number };
};

export const channels: Shape<Channels> = object<Channels>({
  matter: identifier,
  classes: identifier,
  photos: wholeNumber,
  perAddress: object<Channels["perAddress"]>({
    reports: wholeNumber,
    photos: wholeNumber,
    minutes: wholeNumber,
  }),
});
