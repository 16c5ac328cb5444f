import type { StoredCase } from "#cases";
import { stateName, type DistrictPack } from "#district";
import type { RequestUpdate } from "#intake";
import { isJsonObject, type Json, type JsonObject } from "#kernel";
import type { Entry } from "#registers";
import { isClosedState } from "./open311-request.ts";

/** Where a case stands, as far as anybody is told; between two of them nothing is said. */
const TOLD = new Set([
  "reported",
  "registered",
  "handling",
  "suspended",
  "checking",
  "settled",
  "archived",
  "merged",
  "notRegistered",
]);
/** What only who reported it is told: that something was asked of them. */
const TOLD_TO_REPORTER = new Set(["explaining"]);

/**
 * What happened to a request: where it went, with the answer once there is one. `own`: its reporter's system asks, which
 * is told what was asked of them too. An update's id is its entry's place, so it stays the same for ever.
 */
export function updatesOf(
  pack: DistrictPack,
  { head }: Pick<StoredCase, "head">,
  entries: readonly Entry[],
  own: boolean,
): readonly Omit<RequestUpdate, "media_url">[] {
  const updates: Omit<RequestUpdate, "media_url">[] = [];
  let told = "";
  let words: Readonly<Record<string, Json>> = {};
  for (const { seq, at, data } of entries) {
    words = { ...words, ...wordsIn(data) };
    for (const state of statesIn(data)) {
      if (state === told || !(TOLD.has(state) || (own && TOLD_TO_REPORTER.has(state)))) continue;
      // That a settled case was filed away is nothing new to anybody.
      const isFiled = state === "archived" && told === "settled";
      told = state;
      if (isFiled) continue;
      const said = saidWith(state, words);
      updates.push({
        update_id: `${head.caseNo}.${seq}`,
        service_request_id: head.caseNo,
        status: isClosedState(state) ? "closed" : "open",
        updated_datetime: at,
        description: [stateName(pack, head.matter, state).zh, ...said].join("："),
      });
    }
  }
  // Two within one entry have one id: the last of them is where the case went.
  return [...new Map(updates.map((each) => [each.update_id, each])).values()];
}

/** What is told with a state, in the words of who handled the case. */
function saidWith(state: string, words: Readonly<Record<string, Json>>): readonly string[] {
  const key = WORDS[state];
  const said = key === undefined ? undefined : words[key];
  return typeof said === "string" && said !== "" ? [said] : [];
}

const WORDS: Readonly<Record<string, string>> = {
  explaining: "askWhat",
  settled: "reply",
  archived: "reply",
  notRegistered: "refusalNote",
};

function wordsIn({ event }: JsonObject): JsonObject {
  const values = isJsonObject(event) ? event["variables"] : undefined;
  if (!isJsonObject(values)) return {};
  const wanted = new Set(Object.values(WORDS));
  return Object.fromEntries(Object.entries(values).filter(([name]) => wanted.has(name)));
}

function statesIn({ marks }: JsonObject): readonly string[] {
  if (!Array.isArray(marks)) return [];
  return marks.flatMap((mark) => {
    if (!isJsonObject(mark) || mark["kind"] !== "stateChanged" || !isJsonObject(mark["detail"])) return [];
    const { state } = mark["detail"];
    return typeof state === "string" ? [state] : [];
  });
}
