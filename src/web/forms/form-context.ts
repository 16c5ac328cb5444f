import type { FileAnswer, MaterialOnCase } from "#contract";
import { createContext, useContext } from "react";
import type { FieldProblem } from "./validate.ts";
import type { Values } from "./schema.ts";
import type { Bilingual } from "#contract";

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
