import type { Bilingual, ClockAnswer } from "#contract";
import { formatAmount } from "../format/limits.ts";
import { sayIn, type Language } from "../language/say.ts";
import { clockWordsOf } from "../words/kinds.ts";

export type ClockReader = "applicant" | "staff";

export type ClockState = {
  readonly look: "green" | "yellow" | "red" | "paused" | "done";
  readonly text: string;
};

/** What a clock says in one glance, in words of the language: what runs now, and nothing that does not. */
export function clockState(clock: ClockAnswer, reader: ClockReader, language: Language): ClockState {
  const clockWords = clockWordsOf(clock.kind);
  const words = (text: Bilingual, parameters: Readonly<Record<string, string>> = {}): string =>
    sayIn(language, text, parameters);
  const amount = (count: number): string => formatAmount(count, clock.unit, language);
  switch (clock.phase) {
    case "intake":
      return intake(clock, words, amount);
    case "correction":
      return correction(clock, reader, words);
    case "running":
      return { look: clock.light, text: left(clock, words, amount) };
    case "paused":
    case "waiting":
      return standing(clock, reader, words, amount, language);
    case "decided":
    case "closed":
      return finished(clock, words, amount(clock.ourDays));
    case "ended":
      return clock.stoppedAt === null
        ? { look: "paused", text: words(clockWords.endedBefore) }
        : { look: "done", text: words(clockWords.ended, { amount: amount(clock.ourDays) }) };
    case "unknown":
      return { look: "yellow", text: words(clockWords.unknown) };
  }
}

type Words = (text: Bilingual, parameters?: Readonly<Record<string, string>>) => string;
type Amount = (count: number) => string;

/** What is left, or by how much it is past. Nothing left means today for days, this hour for hours. */
function left(clock: ClockAnswer, words: Words, amount: Amount): string {
  const clockWords = clockWordsOf(clock.kind);
  const { light, remaining, unit } = clock;
  const count = remaining ?? 0;
  if (light === "red") return past(clock, words, amount);
  if (count === 0) return words(unit === "wd" || unit === "d" ? clockWords.dueToday : clockWords.dueNow);
  return words(light === "yellow" ? clockWords.nearDue : clockWords.remaining, { amount: amount(count) });
}

/** A promise broken is not yet the law broken: each is said by its own name, the law's first. */
function past(clock: ClockAnswer, words: Words, amount: Amount): string {
  const { phase, promised, remaining, statutory } = clock;
  const clockWords = clockWordsOf(clock.kind);
  const isDecisions = phase !== "intake" && promised !== null;
  const isLaws = isDecisions && statutory?.late === true;
  const [some, now] = isLaws
    ? [clockWords.pastLaw, clockWords.pastLawNow]
    : isDecisions
      ? [clockWords.pastPromise, clockWords.pastPromiseNow]
      : [clockWords.overdue, clockWords.overdueNow];
  const count = Math.abs((isLaws ? statutory?.remaining : remaining) ?? 0);
  return count === 0 ? words(now) : words(some, { amount: amount(count) });
}

function intake(clock: ClockAnswer, words: Words, amount: Amount): ClockState {
  const clockWords = clockWordsOf(clock.kind);
  if (clock.remaining === null) return { look: clock.light, text: words(clockWords.intakePlain) };
  return { look: clock.light, text: words(clockWords.intake, { left: left(clock, words, amount) }) };
}

function correction(clock: ClockAnswer, reader: ClockReader, words: Words): ClockState {
  const { dueOn, period } = clock;
  const clockWords = clockWordsOf(clock.kind);
  // The applicant's own time: theirs to hurry with, so that only they see it turn yellow.
  const look = reader === "applicant" && period?.light !== "green" ? (period?.light ?? "paused") : "paused";
  if (dueOn === null) return { look, text: words(clockWords.correctionPlain) };
  const text = reader === "applicant" ? clockWords.correctionYours : clockWords.correctionTheirs;
  return { look, text: words(text, { day: dueOn }) };
}

function standing(
  clock: ClockAnswer,
  reader: ClockReader,
  words: Words,
  amount: Amount,
  language: Language,
): ClockState {
  const clockWords = clockWordsOf(clock.kind);
  const ground = clock.pause === null ? "" : sayIn(language, clock.pause.ground);
  if (clock.light === "red") {
    const late = left(clock, words, amount);
    return { look: "red", text: words(clockWords.pausedLate, { late, ground }) };
  }
  if (clock.remaining === null) return { look: "paused", text: words(clockWords.pausedPlain, { ground }) };
  const waits = reader === "applicant" ? clockWords.waitingYours : clockWords.waitingTheirs;
  const text = clock.phase === "waiting" ? waits : clockWords.paused;
  return { look: "paused", text: words(text, { ground, amount: amount(clock.remaining) }) };
}

function finished(clock: ClockAnswer, words: Words, amount: string): ClockState {
  const clockWords = clockWordsOf(clock.kind);
  const { phase, onTime, promised, statutory } = clock;
  const isDecided = phase === "decided";
  if (onTime === null) return { look: "done", text: words(clockWords.closed, { amount }) };
  if (onTime) {
    const text = isDecided ? clockWords.decidedOnTime : clockWords.closedOnTime;
    return { look: "done", text: words(text, { amount }) };
  }
  if (promised !== null && statutory?.late === false) {
    const text = isDecided ? clockWords.decidedPastPromise : clockWords.closedPastPromise;
    return { look: "red", text: words(text, { amount }) };
  }
  return { look: "red", text: words(isDecided ? clockWords.decidedLate : clockWords.closedLate, { amount }) };
}
