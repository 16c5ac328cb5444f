/** What the catalogue says of one code. `{name}` is filled when the problem is made. */
export type ProblemEntry = {
  readonly status: number;
  readonly zh: string;
  readonly en: string;
  readonly nextZh: string;
  readonly nextEn: string;
};

/** Keeps the literal codes while checking every entry. */
export function problems<Code extends string>(
  entries: Readonly<Record<Code, ProblemEntry>>,
): Readonly<Record<Code, ProblemEntry>> {
  return entries;
}
