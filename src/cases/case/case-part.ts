import { partOfCase, type CasePart, type Principal } from "#access";
import type { DistrictPack } from "#district";
import { completedBy, openTasks } from "#engine";
import type { StoredCase } from "./ports.ts";

/** A matter that is no longer in the pack says nobody's need. */
const SAYS_NOTHING = { needs: [], form: { file: "", schema: {}, groups: [], fields: [], checks: [] } };

/** What of a case this person is sent; the same for its page, its files, its documents and its history. */
export function partOnCase(
  pack: Pick<DistrictPack, "matters">,
  principal: Principal,
  { head, state }: Pick<StoredCase, "head" | "state">,
): CasePart {
  const { town } = state.variables;
  return partOfCase(principal, pack.matters.get(head.matter) ?? SAYS_NOTHING, {
    ...head,
    town: typeof town === "string" ? town : null,
    open: openTasks(state),
    done: completedBy(state),
  });
}
