import { expect } from "vitest";
import { CN_CALENDAR } from "#calendar";
import { parseRehearsalScript, rehearse, type Rehearsal, type RehearsalRefusal } from "#engine";
import { expectOk, type Instant, type Json, type JsonObject } from "#kernel";
import { compileProcess } from "#process";

export type Played = Rehearsal & { readonly refused?: RehearsalRefusal };

/** Plays a script on models twice, once with a restart between all steps, and holds both to the same answer. */
export async function playModels(
  models: readonly string[],
  steps: readonly Json[],
  options: { readonly variables?: JsonObject; readonly process?: string | null } = {},
): Promise<Played> {
  const { variables = {}, process = "p" } = options;
  const plans = (await Promise.all(models.map(async (xml) => expectOk(await compileProcess(xml))))).flat();
  const now = "2022-09-30T10:00:00+08:00";
  const parsed = expectOk(parseRehearsalScript({ process, now, variables, steps: [...steps] }));
  const rest = { now: "2022-01-01T00:00:00.000Z" as Instant, calendar: CN_CALENDAR };
  const played = rehearse(plans, parsed, rest);
  expect(rehearse(plans, parsed, { ...rest, restartEveryStep: true })).toEqual(played);
  if (played.ok) return played.value;
  const nothing = { open: [], variables: {}, trace: [], failures: [], state: null, entries: [] };
  return { status: "failed", ...nothing, refused: played.error };
}

export const complete = (id: string, variables: JsonObject = {}): Json => ({
  do: "complete",
  element: id,
  variables,
});

/** Element ids of what is open, oldest first. */
export const openOf = (played: Rehearsal): readonly string[] => played.open.map(({ element }) => element);

/** How often an element had an event in the trace. */
export const timesOf = (played: Rehearsal, id: string, event = "completed"): number =>
  played.trace.filter((each) => each.element === id && each.event === event).length;

/** The code of the oldest failure. */
export const failureOf = (played: Rehearsal): string | undefined =>
  Object.values(played.state?.instances ?? {}).flatMap(({ wait }) =>
    wait.kind === "failed" ? [wait.problem.code] : [],
  )[0];
