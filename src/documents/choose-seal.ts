import { err, ok, problem, type Bilingual, type LocalDate, type Problem, type Result } from "#kernel";

/** An organ's seal as its register has it. `text`: the words of a special seal (专用章), null for the organ's own. */
export type RegisteredSeal = {
  readonly id: string;
  readonly name: string;
  readonly text: string | null;
  readonly status: string;
  readonly statusName: Bilingual;
  readonly validFrom: LocalDate;
  readonly validTo: LocalDate;
  /** SHA-256 of the only certificate that may stand for it, where one is named. */
  readonly fingerprint: string | null;
};

/** The state of a seal that may be used. */
const SEAL_IN_USE = "inUse";

/**
 * The seal that a document is sealed with on a day: a special seal of the words that the document asks for, where the
 * organ has one, else its own. Errors: SEAL_MISSING, SEAL_NOT_IN_USE, SEAL_NOT_VALID.
 */
export function chooseSeal(
  seals: readonly RegisteredSeal[],
  { organ, text, on }: { readonly organ: Bilingual; readonly text: string; readonly on: LocalDate },
): Result<RegisteredSeal, Problem> {
  const special = seals.filter((seal) => text !== "" && seal.text === text);
  const fitting = special.length > 0 ? special : seals.filter((seal) => seal.text === null);
  const inUse = fitting.filter(({ status }) => status === SEAL_IN_USE);
  const valid = inUse.find(({ validFrom, validTo }) => validFrom <= on && on <= validTo);
  if (valid !== undefined) return ok(valid);
  const [first] = inUse.length > 0 ? inUse : fitting;
  if (first === undefined) return err(problem("SEAL_MISSING", { organ: organ.zh, organEn: organ.en }));
  const { name, statusName, validTo } = first;
  return inUse.length > 0 || first.status === "expired"
    ? err(problem("SEAL_NOT_VALID", { name, until: validTo }))
    : err(problem("SEAL_NOT_IN_USE", { name, state: statusName.zh, stateEn: statusName.en }));
}
