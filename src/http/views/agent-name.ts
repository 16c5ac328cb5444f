import { sightOf, type Principal } from "#access";
import { personalTarget, type StoredCase } from "#cases";
import type { DistrictPack } from "#district";
import { isJsonObject, maskName, type JsonObject } from "#kernel";
import type { StoreContext } from "#registers";
import { listPersonalOf } from "#store";
import type { Platform } from "../platform.ts";

/** Who reads, as policies and row security ask. */
export type Reader = { readonly principal: Principal; readonly context: StoreContext };

/** Whether an agent handed a case in (代办). */
export function isByAgent({ state }: Pick<StoredCase, "state">): boolean {
  const { applicant } = state.variables;
  return isJsonObject(applicant) && applicant["byAgent"] === true;
}

/** The agent's name out of a form's personal fields, masked for those who oversee; null where nobody acts. */
export function agentName(
  pack: Pick<DistrictPack, "matters">,
  principal: Principal,
  stored: StoredCase,
  personal: JsonObject,
): string | null {
  const agent = pack.matters.get(stored.head.matter)?.applicant?.agent ?? null;
  const name = agent === null || !isByAgent(stored) ? undefined : personal[agent.name];
  if (typeof name !== "string" || name === "") return null;
  return sightOf(principal, personalTarget(stored), false) === "masked" ? maskName(name) : name;
}

/** The same for the cases of a page of a list, by id, in one question; none where no case has an agent. */
export async function agentNames(
  { store, work }: Platform,
  { principal, context }: Reader,
  cases: ReadonlyMap<string, StoredCase>,
): Promise<ReadonlyMap<string, string>> {
  const ids = [...cases.values()].filter(isByAgent).map(({ id }) => id);
  if (ids.length === 0) return new Map();
  const rows = await listPersonalOf(store, context, ids, "form");
  return new Map(
    rows.flatMap(({ subject, content }) => {
      const stored = cases.get(subject);
      const name = stored === undefined ? null : agentName(work.pack, principal, stored, content);
      return name === null ? [] : [[subject, name] as const];
    }),
  );
}
