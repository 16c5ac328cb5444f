import type { GuideAnswer, MaterialAnswer } from "#contract";
import type { Values } from "../forms/schema.ts";
import type { FieldProblem } from "../forms/validate.ts";
import { evaluateWhen } from "../forms/when.ts";
import { sayIn } from "../language/say.ts";
import { applyWords } from "../words/apply.ts";
import type { Work } from "./draft.ts";

export type AskedMaterial = { readonly material: MaterialAnswer; readonly required: boolean };

/** The materials asked for these values. One whose condition cannot be told here is shown, never demanded. */
export function materialsAsked(
  guide: GuideAnswer,
  values: Values,
  commitment: Work["commitment"] = null,
): readonly AskedMaterial[] {
  const waived = commitment === null ? [] : (guide.commitment?.waives ?? []);
  return guide.materials.flatMap((material) => {
    if (waived.includes(material.id)) return [];
    if (material.condition === null) return [{ material, required: material.required }];
    const holds = evaluateWhen(material.condition, { ...values, form: values });
    if (holds === false) return [];
    return [{ material, required: holds === true && material.required }];
  });
}

/** Materials still missing, pointed at as `/materials/<id>`. */
export function missingMaterials(guide: GuideAnswer, work: Work): readonly FieldProblem[] {
  const missing = materialsAsked(guide, work.values, work.commitment)
    .filter(({ material, required }) => required && !isAnswered(work, material.id))
    .map(({ material }) => {
      const words = material.deferrable ? applyWords.materialNeededOrPromised : applyWords.materialNeeded;
      return {
        pointer: `/materials/${material.id}`,
        message: {
          zh: sayIn("zh", words, { label: material.name.zh }),
          en: sayIn("en", words, { label: material.name.en }),
        },
      };
    });
  const { materials, signedBy } = work.deferral;
  const unsigned = materials.length > 0 && signedBy.trim() === "";
  const uncommitted = work.commitment !== null && work.commitment.signedBy.trim() === "";
  return [
    ...missing,
    ...(unsigned ? [{ pointer: "/deferral", message: applyWords.deferralUnsigned }] : []),
    ...(uncommitted ? [{ pointer: "/commitment", message: applyWords.commitmentUnsigned }] : []),
  ];
}

/** Given by a file, by a certificate, or promised for later. */
function isAnswered({ materials, certificates, deferral }: Work, id: string): boolean {
  const given = (materials[id] ?? []).length + (certificates[id] ?? []).length;
  return given > 0 || deferral.materials.includes(id);
}
