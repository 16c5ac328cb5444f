import type { FileAnswer, GuideAnswer, PapersAnswer } from "#contract";
import { formatDay } from "../format/dates.ts";
import type { Language } from "../language/say.ts";
import type { Work } from "./draft.ts";

type Change = (files: readonly FileAnswer[]) => readonly FileAnswer[];

export type MaterialProps = {
  readonly guide: GuideAnswer;
  /** By whose name promises are signed. */
  readonly signer: string;
  readonly work: Work;
  /** Changes what is given otherwise than by a file. */
  readonly onWork: (change: (now: Work) => Partial<Work>) => void;
  readonly onChange: (material: string, change: Change) => void;
};

/** With what the reader has already of what is asked; not there until it is known. */
export type PaperProps = {
  readonly props: MaterialProps;
  readonly papers: PapersAnswer | undefined;
};

/** A day in words; a dash where it is not known. */
export const dayText = (day: string | null, language: Language): string =>
  day === null ? "—" : formatDay(day, language);
