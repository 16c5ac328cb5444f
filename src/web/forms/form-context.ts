import type { FileAnswer, MaterialOnCase } from "#contract";
import { createContext, type ReactNode, useContext } from "react";
import type { FieldProblem } from "./validate.ts";
import type { Values } from "./schema.ts";
import type { Bilingual } from "#contract";
import type { DutyHours } from "../track/duty-hours.ts";
import type { PatrolAsked, TrackPoint } from "../track/track.ts";

export type DrawFiles = (props: {
  readonly id: string;
  readonly material: string;
  readonly label: string;
  readonly value: readonly string[];
  readonly onChange: (value: readonly string[]) => void;
}) => ReactNode;

/** Draws what notes where a patrol goes (现场): `track` is what the form holds, `onChange` takes what it shall hold. */
export type DrawRecorder = (props: {
  readonly asked: PatrolAsked;
  readonly track: readonly TrackPoint[];
  readonly onChange: (track: readonly TrackPoint[]) => void;
}) => ReactNode;

/** Draws what says where something is: by the phone, on a map, or typed. `told`: where it was told to be, where it is asked for that (`corrects`). */
type DrawPlace = (props: {
  readonly value: unknown;
  readonly corrects?: boolean;
  readonly told?: unknown;
  readonly onChange: (value: unknown) => void;
}) => ReactNode;

/** What every field of a form may need to know of the whole. */
export type FormSurroundings = {
  readonly values: Values;
  readonly problems: readonly FieldProblem[];
  /** Where prefilled values came from, and what they were. */
  readonly sources: Readonly<Record<string, Bilingual>>;
  readonly prefilled: Values;
  readonly materials: readonly MaterialOnCase[];
  readonly signer: string;
  readonly matter: string | undefined;
  readonly knownFiles: readonly FileAnswer[];
  readonly idPrefix: string;
  /** Draws a field of files where they cannot be sent at once (现场); what it answers stands for them until they are. */
  readonly drawFiles?: DrawFiles;
  /** What the step knows beside what its form asks. */
  readonly given?: Values;
  readonly drawRecorder?: DrawRecorder;
  readonly drawPlace?: DrawPlace;
  /** Between which times of a day a track may be taken, where this face knows them. */
  readonly hours?: DutyHours;
  /** What time it is by the server's clock, where this device reckons with one. */
  readonly now?: () => number;
  /** Under what this browser keeps what is filled in, where it does. */
  readonly keptUnder?: string;
};

export const FormSurroundings = createContext<FormSurroundings>({
  values: {},
  problems: [],
  sources: {},
  prefilled: {},
  materials: [],
  signer: "",
  matter: undefined,
  knownFiles: [],
  idPrefix: "f",
});

export function useForm(): FormSurroundings {
  return useContext(FormSurroundings);
}

/** The element id of a field: error summaries link to it. */
export function fieldId(prefix: string, pointer: string): string {
  return `${prefix}${pointer.replaceAll("/", "-")}`;
}
