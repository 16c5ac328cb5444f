import type { Matter, Situation } from "../pack/pack.ts";
import type { SituationQuestion } from "../parts/situation.ts";
import { evaluateFeel } from "#rules";
import {
  isJsonObject,
  ok,
  type Bilingual,
  type Instant,
  type Json,
  type JsonObject,
  type Problem,
  type Result,
} from "#kernel";

/** A matter that applies in a situation, in the order in which they are handled. */
export type SituationStep = {
  readonly matter: string;
  readonly order: number;
  /** Why it applies, or what to mind. */
  readonly why: Bilingual | null;
  /** Only these of its materials apply, where the decision names any; else all that its guide names. */
  readonly materials: readonly string[];
  /** What the answers fill in of its form. */
  readonly prefill: JsonObject;
};

export type SituationAnswer = {
  /** Questions that are to be asked, given the answers so far. */
  readonly asked: readonly SituationQuestion[];
  /** Null while a question is open. */
  readonly steps: readonly SituationStep[] | null;
  /** What to know besides. */
  readonly notes: readonly Bilingual[];
};

/**
 * What a situation comes to under some answers, by the situation's DMN. An answer that is none of its question's
 * choices counts as not given. Errors: those of the decision.
 */
export function answerSituation(
  situation: Situation,
  given: JsonObject,
  now: Instant,
): Result<SituationAnswer, Problem> {
  const answers = known(situation, given);
  const asked = situation.questions.filter((question) => isAsked(question, answers, now));
  const open = asked.some(({ id }) => answers[id] === undefined);
  const { decide } = situation.decisions;
  if (open || decide === null) return ok({ asked, steps: null, notes: [] });
  const input: Record<string, Json> = {};
  for (const { id } of situation.questions)
    input[id] = asked.some((question) => question.id === id) ? (answers[id] ?? null) : null;
  const answer = decide(situation.decision, input, { now });
  if (!answer.ok) return answer;
  const rows = (Array.isArray(answer.value.value) ? answer.value.value : [answer.value.value]).filter(
    isJsonObject,
  );
  const notes = rows.filter((row) => textOf(row["matter"]) === "").flatMap((row) => saidIn(row) ?? []);
  return ok({ asked, steps: stepsOf(rows, asked, answers), notes });
}

/** The materials of a matter that its situational guide leaves. */
export function materialsInSituation(matter: Matter, { materials }: SituationStep): Matter["materials"] {
  const asked = matter.materials.filter(({ necessity }) => necessity !== "shared");
  return materials.length === 0 ? asked : asked.filter(({ id }) => materials.includes(id));
}

function known({ questions }: Situation, given: JsonObject): JsonObject {
  const fitting = questions.flatMap(({ id, choices }) =>
    choices.some(({ value }) => value === given[id]) ? [[id, given[id] ?? null] as const] : [],
  );
  return Object.fromEntries(fitting);
}

function isAsked({ when }: SituationQuestion, answers: JsonObject, now: Instant): boolean {
  if (when === null) return true;
  const answer = evaluateFeel(when.replace(/^=\s*/, ""), answers, { now });
  return answer.ok && answer.value.value === true;
}

function stepsOf(
  rows: readonly JsonObject[],
  asked: readonly SituationQuestion[],
  answers: JsonObject,
): readonly SituationStep[] {
  const steps = new Map<string, SituationStep>();
  for (const row of rows) {
    const matter = textOf(row["matter"]);
    if (matter === "") continue;
    const before = steps.get(matter);
    const material = textOf(row["material"]);
    steps.set(matter, {
      matter,
      order: before?.order ?? (typeof row["order"] === "number" ? row["order"] : 0),
      why: before?.why ?? saidIn(row),
      materials: [...(before?.materials ?? []), ...(material === "" ? [] : [material])],
      prefill: before?.prefill ?? prefillOf(matter, asked, answers),
    });
  }
  return [...steps.values()].toSorted((left, right) => left.order - right.order);
}

function prefillOf(matter: string, asked: readonly SituationQuestion[], answers: JsonObject): JsonObject {
  const filled = asked.flatMap(({ id, fields }) => {
    const field = fields[matter];
    return field === undefined ? [] : [[field, answers[id] ?? null] as const];
  });
  return Object.fromEntries(filled);
}

function saidIn(row: JsonObject): Bilingual | null {
  const [zh, en] = [textOf(row["zh"]), textOf(row["en"])];
  return zh === "" ? null : { zh, en: en === "" ? zh : en };
}

const textOf = (value: Json | undefined): string => (typeof value === "string" ? value : "");
