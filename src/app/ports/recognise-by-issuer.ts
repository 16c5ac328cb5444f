import { recogniseAccount, registersOfParties, type CaseWork } from "#cases";
import type { OutsideIssuer, SignInOptions } from "#http";
import { problem, type Instant, type Problem } from "#kernel";

type Work = Pick<CaseWork, "store" | "pack" | "recordId" | "now">;

/** Claims that name no record that stands: whatever the issuer said before is over then. */
const NOBODY = ["KNOWN_AS_RECORD_UNKNOWN", "KNOWN_AS_RECORD_ENDED"];

/**
 * Keeps what a trusted issuer says at each sign-in of whose account it is. What an administrator set stands over it;
 * a claim that is missing, unknown or ended ends what the issuer said before; staff are known as nobody.
 */
export function recogniseByIssuer(
  work: Work,
  issuer: OutsideIssuer,
): NonNullable<SignInOptions["recognise"]> {
  return async (account, said) => {
    if (account.kind === "staff") return;
    const at: Instant = work.now();
    for (const { register, key } of said) {
      const recognition = {
        account: account.id,
        register,
        source: "issuer",
        actor: { kind: "system", name: "issuer" },
        reason: issuer.name.zh,
        at,
      } as const;
      const id = key === null ? null : work.recordId(register, key);
      const recognised = await recogniseAccount(work, { ...recognition, id });
      if (!recognised.ok && NOBODY.includes(recognised.error.code))
        await recogniseAccount(work, { ...recognition, id: null });
    }
  };
}

/** Registers that the issuer's setting names and no application of the district asks for. */
export function unfitRegisters(
  { pack }: Pick<Work, "pack">,
  { knownAs = {} }: OutsideIssuer,
): readonly Problem[] {
  const fit = registersOfParties(pack).map(({ id }) => id);
  return Object.keys(knownAs)
    .filter((register) => !fit.includes(register))
    .map((register) => problem("KNOWN_AS_REGISTER_UNFIT", { register }));
}
