import type { CaseAnswer } from "#contract";

const SOON_MS = 2000;

/** While a document is being made, a page looks again by itself. */
export function lookAgain(page: CaseAnswer | undefined): number | false {
  return page?.documents.some(({ status }) => status === "pending") === true ? SOON_MS : false;
}
