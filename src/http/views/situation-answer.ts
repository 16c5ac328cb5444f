import type { SituationAnswer as Answer } from "#contract";
import {
  materialsInSituation,
  summaryOf,
  type DistrictPack,
  type Situation,
  type SituationAnswer,
} from "#district";
import { localDateOf, type Instant } from "#kernel";
import { isPublic, standingAnswer, type OfferingNow } from "./offerings-now.ts";

/** A situational guide's answer with the matters as they are offered now; what was never published is left out. */
export function situationAnswer(
  pack: DistrictPack,
  { id, name, note }: Situation,
  { asked, steps, notes }: SituationAnswer,
  offerings: readonly OfferingNow[],
  at: Instant,
): Answer {
  return {
    id,
    name,
    note,
    questions: asked.map((question) => ({
      id: question.id,
      ask: question.ask,
      note: question.note,
      choices: question.choices.map((choice) => ({ ...choice })),
    })),
    notes: [...notes],
    steps:
      steps?.flatMap((step) => {
        const offering = offerings.find(({ matter }) => matter.id === step.matter);
        if (offering === undefined || !isPublic(offering)) return [];
        const summary = summaryOf(offering.matter, pack, localDateOf(at));
        return [
          {
            matter: { ...summary, keywords: [...summary.keywords] },
            standing: standingAnswer(offering.standing),
            why: step.why,
            materials: materialsInSituation(offering.matter, step).map((material) => ({
              id: material.id,
              name: material.name,
              when: step.materials.length === 0 ? material.when : null,
              required: material.necessity === "required",
              note: material.note,
            })),
            prefill: step.prefill,
          },
        ];
      }) ?? null,
  };
}
