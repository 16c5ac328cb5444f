import { canResolveFailure, oversees } from "#access";
import type { ListChoices } from "#contract";
import { shownStates } from "#district";
import type { Reader } from "./reading.ts";

/** What the lists that a reader sees may be narrowed to: the matters and organs whose cases or failures they see. */
export function listChoices({ platform, principal, context }: Reader): ListChoices {
  const { pack } = platform.work;
  const seesAll = oversees(principal, pack.code) || canResolveFailure(principal).allowed;
  const sees = (organ: string): boolean => seesAll || context.organs.includes(organ);
  const matters = [...pack.matters.values()].filter(({ organ }) => sees(organ));
  const deciding = new Set(matters.map(({ organ }) => organ));
  return {
    matters: matters.map(({ id, name }) => ({ id, name })),
    states: [...shownStates(pack)],
    organs: [...pack.organs.values()]
      .filter(({ id }) => deciding.has(id))
      .map(({ id, name }) => ({ id, name })),
  };
}
