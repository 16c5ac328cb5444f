import type { DistrictPack, Example, Matter } from "#district";

/** One of a matter's rehearsals that is also walked by people over HTTP, and who hands it in. */
export type Walk = {
  readonly matter: Matter;
  readonly example: Example;
  /** The demo account that applies. */
  readonly applicant: string;
};

/** Steps that people take; what machines outside answer, and what goes back a step, is tried elsewhere. */
const WALKED_STEPS: readonly unknown[] = ["complete", "advance"];

/**
 * The rehearsal that a matter is walked by: the first that comes to a granted end by people's steps alone, else the
 * first that ends at all. Undefined where there is none, or no demo account may hand it in.
 */
export function walkOf(pack: DistrictPack, matter: Matter): Walk | undefined {
  const ended = matter.examples.filter(
    ({ expect, steps }) =>
      expect.status === "completed" && steps.every((step) => WALKED_STEPS.includes(step["do"])),
  );
  const example = ended.find(({ expect }) => expect.outcome === "granted") ?? ended[0];
  const applicant = example === undefined ? undefined : applicantOf(pack, matter, example);
  return example === undefined || applicant === undefined ? undefined : { matter, example, applicant };
}

/** The account that is known as whom the form names; without such a rule the first of the right kind. */
function applicantOf(pack: DistrictPack, matter: Matter, { form }: Example): string | undefined {
  // What the staff of an organ begin is walked where its journey is.
  const kinds: readonly string[] = matter.audience.every((each) => each === "staff") ? [] : matter.audience;
  const accounts = pack.demo.accounts.filter(({ kind }) => kinds.includes(kind));
  const named = new Set(Object.values(form).filter((value) => typeof value === "string"));
  const own = accounts.find(
    ({ kind, creditCode, idNo }) =>
      (creditCode !== null && named.has(creditCode)) ||
      (kind === "resident" && idNo !== null && named.has(idNo)),
  );
  const free = matter.applicant === null ? accounts[0] : undefined;
  return (own ?? free)?.username;
}
