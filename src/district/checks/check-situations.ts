import type { Draft } from "../pack/draft.ts";
import { faultOf, type FaultSink } from "../shape/fault.ts";
import { materialsFor } from "../answers/materials-for.ts";
import type { Situation } from "../pack/pack.ts";
import { checkAddress } from "../situations/check-address.ts";
import { answerSituation, type SituationAnswer } from "../situations/answer-situation.ts";
import { mustKnow } from "./check-pack-references.ts";
import { expectOk, parseInstant, type Json, type JsonObject } from "#kernel";

/** More than a person would answer: a guide is a few questions. */
const MOST_COMBINATIONS = 4_096;
const AT = expectOk(parseInstant("2026-01-01T00:00:00Z"));

/**
 * Goes through every combination of answers of every situation: each comes to an answer, names only matters and
 * materials that there are, and leaves of a matter exactly the materials that its form asks for under these answers.
 */
export function checkSituations(draft: Draft, report: FaultSink): void {
  for (const situation of draft.situations?.values() ?? []) checkSituation(situation, draft, report);
  checkAddressCheck(draft, report);
}

function checkSituation(situation: Situation, draft: Draft, report: FaultSink): void {
  const { file, questions } = situation;
  const matters = new Map(draft.matterDrafts.map(({ matter }) => [matter.id, matter]));
  for (const { id, fields } of questions)
    for (const [matter, field] of Object.entries(fields)) {
      const form = matters.get(matter)?.form.fields;
      mustKnow(draft.mattersFaulty ? undefined : matters, matter, MATTER, file, `questions.${id}`, report);
      if (form !== undefined && !form.some(({ name }) => name === field))
        report(faultOf(file, `questions.${id}`, "FORM_FIELD_UNKNOWN", { form: matter, field }));
    }
  for (const answers of combinations(situation)) {
    const place = JSON.stringify(answers);
    const answer = answerSituation(situation, answers, AT);
    if (!answer.ok) {
      report({ file, place, code: answer.error.code, message: answer.error.message });
      return;
    }
    if (answer.value.steps === null) continue;
    if (checkSteps(answer.value.steps, { situation, draft, place, report })) return;
  }
}

/** The register and the matters that the check of addresses names are there, and its decision answers every business. */
function checkAddressCheck(
  { addressCheck, registers, matterDrafts, mattersFaulty }: Draft,
  report: FaultSink,
): void {
  if (addressCheck === undefined || addressCheck === null) return;
  const file = "address-check/address-check.yaml";
  const matters = new Map(matterDrafts.map(({ matter }) => [matter.id, matter]));
  mustKnow(registers, addressCheck.register, { kind: "台账", kindEn: "register" }, file, "register", report);
  for (const { id, matters: named } of addressCheck.businesses) {
    for (const matter of named)
      mustKnow(mattersFaulty ? undefined : matters, matter, MATTER, file, `businesses.${id}`, report);
    const answer = checkAddress(addressCheck, { business: id, inDistrict: true, place: null }, AT);
    if (!answer.ok) report({ file, place: id, code: answer.error.code, message: answer.error.message });
  }
}

const MATTER = { kind: "事项", kindEn: "matter" };

type Step = NonNullable<SituationAnswer["steps"]>[number];
type At = {
  readonly situation: Situation;
  readonly draft: Draft;
  readonly place: string;
  readonly report: FaultSink;
};

/** Answers whether anything was wrong: the next combinations would tell the same. */
function checkSteps(steps: readonly Step[], { situation, draft, place, report }: At): boolean {
  for (const step of steps) {
    const matter = draft.matterDrafts.find((each) => each.matter.id === step.matter)?.matter;
    if (matter === undefined) {
      if (draft.mattersFaulty) continue;
      report(faultOf(situation.file, place, "PACK_REFERENCE_UNKNOWN", { id: step.matter, ...MATTER }));
      return true;
    }
    if (step.materials.length === 0) continue;
    const asked = materialsFor(matter, step.prefill).map(({ material }) => material.id);
    const [told, right] = [step.materials, asked].map((ids) => ids.toSorted().join("、"));
    if (told === right) continue;
    report(
      faultOf(situation.file, place, "GUIDE_DISAGREES", {
        matter: matter.name.zh,
        told: told ?? "",
        right: right ?? "",
      }),
    );
    return true;
  }
  return false;
}

function combinations({ questions }: Situation): readonly JsonObject[] {
  let all: readonly Readonly<Record<string, Json>>[] = [{}];
  for (const { id, choices } of questions) {
    all = all.flatMap((answers) => choices.map(({ value }) => ({ ...answers, [id]: value })));
    if (all.length > MOST_COMBINATIONS) return all.slice(0, MOST_COMBINATIONS);
  }
  return all;
}
