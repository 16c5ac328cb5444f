import { localDateOf, ok, parseIdentityNumber, type Problem, type Result } from "#kernel";
import type { CaseWork } from "../case/case-work.ts";
import type { StoredCase } from "../case/ports.ts";
import { refusedAt, textOf } from "./check-applicant.ts";
import { numberOf } from "./window-party.ts";

/** A card that is shown for a case at a counter, and whether a letter of authority was seen with it. */
export type ShownCard = {
  readonly name: string;
  readonly idNo: string;
  readonly letterSeen: boolean;
};

/**
 * Whether it is an agent who shows a card: it is of the applicant, of who represents it by law, or of an agent whose
 * letter was seen (民法典第一百六十五条). `where` is the form's place of the number, `unseen` what is said where no letter was
 * seen. Errors: those of the number, `unseen`.
 */
export async function checkShownCard(
  work: CaseWork,
  { head }: Pick<StoredCase, "head">,
  shown: ShownCard,
  { where, unseen }: { readonly where: string; readonly unseen: Result<never, Problem> },
): Promise<Result<boolean, Problem>> {
  const idNo = numberOf(shown.idNo);
  const parsed = parseIdentityNumber(idNo, localDateOf(work.now()));
  if (!parsed.ok) return refusedAt(where, parsed.error);
  const name = shown.name.trim();
  if (await isOwn(work, head, { name, idNo })) return ok(false);
  return shown.letterSeen ? ok(true) : unseen;
}

async function isOwn(
  work: CaseWork,
  { inNameOf, applicantName }: StoredCase["head"],
  { name, idNo }: { readonly name: string; readonly idNo: string },
): Promise<boolean> {
  // An account alone is known by its name only.
  if (inNameOf === null) return name === applicantName;
  const [registerId = "", ...id] = inNameOf.split(":");
  const register = work.pack.registers.get(registerId);
  const record = await work.findRecord(registerId, id.join(":"));
  if (register === undefined || record === undefined) return false;
  const key = register.fields.find((field) => field.id === register.key);
  if (key?.type === "citizenId")
    return work.recordId(registerId, idNo) === record.id && name === applicantName;
  const representative = register.fields.find(({ type }) => type === "citizenId");
  return representative !== undefined && numberOf(textOf(record.data[representative.id])) === idNo;
}
