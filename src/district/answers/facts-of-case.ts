import type { Instant, Json, JsonObject } from "#kernel";
import type { Matter } from "../pack/pack.ts";
import { feelValue } from "./place-of-case.ts";

/** What the platform itself tells of every case; a matter's own facts take other names. */
export const FACTS_OF_EVERY_CASE: readonly string[] =
  "id matter state outcome organ division receivedAt acceptedAt closedAt decided decidedBy channel corrected relaxed ourDays yourDays excludedDays onTime dueOn calendar lon lat cell owedBy".split(
    " ",
  );

/**
 * What a matter tells indicators of one of its cases (`caseFacts`), by its FEEL over the case's variables at `now`:
 * texts, numbers, yes and no. What gives anything else, or cannot be told yet, is null.
 */
export function factsOfCase(
  { caseFacts }: Pick<Matter, "caseFacts">,
  variables: JsonObject,
  now: Instant,
): JsonObject {
  return Object.fromEntries(
    Object.entries(caseFacts).map(([name, expression]) => [
      name,
      plain(feelValue(expression, variables, now)),
    ]),
  );
}

const plain = (value: Json): Json => (typeof value === "object" ? null : value);
