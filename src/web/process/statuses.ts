import type { Bilingual, NamedElement, ProcessElement, ProcessView } from "#contract";
import type { Say } from "../language/say.ts";
import { processWords } from "../words/process.ts";

type Status = ProcessElement["status"];

/** What a status is called; one that is only ahead or was not taken is not named. */
export const STATUS_NAMES: Readonly<Partial<Record<Status, Bilingual>>> = {
  failed: processWords.failed,
  current: processWords.current,
  offered: processWords.offered,
  waiting: processWords.waiting,
  done: processWords.done,
  stopped: processWords.stopped,
};

/** The sign beside the colour. */
export const STATUS_SIGNS: Readonly<Partial<Record<Status, string>>> = {
  failed: "!",
  current: "●",
  offered: "○",
  waiting: "◷",
  done: "✓",
  stopped: "✕",
};

const NOW: readonly Status[] = ["failed", "current", "waiting", "offered"];
const ACTIVITY = /task|subprocess|callactivity/i;

/** The steps in three groups, each in the order people ask for them. */
export function grouped({ elements }: Pick<ProcessView, "elements">): {
  readonly now: readonly ProcessElement[];
  readonly past: readonly ProcessElement[];
  readonly next: readonly ProcessElement[];
} {
  const named = elements.filter(({ name, type }) => name.zh !== "" && !type.endsWith("Gateway"));
  return {
    now: NOW.flatMap((status) => elements.filter((each) => each.status === status)),
    past: named
      .filter(({ status }) => status === "done" || status === "stopped")
      .toSorted((left, right) => ((left.lastAt ?? "") < (right.lastAt ?? "") ? -1 : 1)),
    next: named.filter(({ status, type }) => status === "ahead" && ACTIVITY.test(type)),
  };
}

/** What an element is called: as it is drawn, else by what it is. */
export function nameOf({ name, type, element }: NamedElement, say: Say): string {
  if (name.zh !== "") return say(name);
  return type.endsWith("Gateway")
    ? say(processWords.typeGateway)
    : say(processWords.typeOther, { id: element });
}

/** The elements that a case stands at, the most pressing first: failures, then what is demanded. */
export const standingOf = ({ elements }: Pick<ProcessView, "elements">): readonly string[] =>
  (["failed", "current", "offered"] as const)
    .map((status) => elements.filter((each) => each.status === status).map(({ element }) => element))
    .find((found) => found.length > 0) ?? [];
