import type { Bilingual, GuideAnswer } from "#contract";
import type { FieldProblem } from "../forms/validate.ts";
import { applyWords } from "../words/apply.ts";

/** A step of an application: a group of questions, the materials, or the last look before sending. */
export type Step =
  | {
      readonly kind: "group";
      readonly id: string;
      readonly name: Bilingual;
      readonly fields: readonly string[];
    }
  | { readonly kind: "materials"; readonly id: string; readonly name: Bilingual }
  | { readonly kind: "review"; readonly id: string; readonly name: Bilingual };

export function stepsOf(guide: GuideAnswer): readonly Step[] {
  const groups = guide.groups.map(({ id, name, fields }): Step => ({ kind: "group", id, name, fields }));
  const materials: readonly Step[] =
    guide.materials.length === 0 && guide.commitment === null
      ? []
      : [{ kind: "materials", id: "materials", name: applyWords.materials }];
  return [...groups, ...materials, { kind: "review", id: "review", name: applyWords.review }];
}

const PROMISES: ReadonlySet<string> = new Set(["/deferral", "/commitment"]);

/** The problems that are mended on this step. */
export function problemsOf(step: Step, problems: readonly FieldProblem[]): readonly FieldProblem[] {
  if (step.kind === "review") return [];
  if (step.kind === "materials")
    return problems.filter(({ pointer }) => pointer.startsWith("/materials/") || PROMISES.has(pointer));
  const fields = new Set(step.fields);
  return problems.filter(({ pointer }) => fields.has(pointer.split("/")[1] ?? ""));
}
