import { findMaterial, materialsFor, type Matter } from "#district";
import { err, ok, problem, type JsonObject, type Problem, type Result } from "#kernel";
import type { MaterialFiles } from "../case/materials.ts";

/** How an application gives its materials: by files, by certificates that exist already, or by a promise. */
export type MaterialAnswers = {
  readonly materials: MaterialFiles;
  /** Material id → identifiers of the applicant's certificates that stand for it. */
  readonly certificates?: Readonly<Record<string, readonly string[]>>;
  /** Materials that come later (容缺), promised by the name that is typed. */
  readonly deferral?: { readonly materials: readonly string[]; readonly signedBy: string };
  /** 告知承诺: the applicant's name under what the matter tells and has promised. */
  readonly commitment?: { readonly signedBy: string };
};

/**
 * Holds every material that is asked to be given in one of the three ways; `proven` is one that needs none of them.
 * Errors: MATERIAL_UNKNOWN, DEFERRAL_NOT_ALLOWED, MATERIAL_MISSING.
 */
export function checkAnswers(
  matter: Matter,
  form: JsonObject,
  answers: MaterialAnswers,
  proven?: string,
): Result<Matter, Problem> {
  const { materials, certificates = {} } = answers;
  const deferred = answers.deferral?.materials ?? [];
  const named = [...Object.keys(materials), ...Object.keys(certificates), ...deferred];
  const unknown = named.find((id) => findMaterial(matter, id) === undefined);
  if (unknown !== undefined) return err(problem("MATERIAL_UNKNOWN", { material: unknown }));
  const waived = answers.commitment === undefined ? [] : (matter.commitment?.waives ?? []);
  const asked = materialsFor(matter, form).filter(({ material }) => !waived.includes(material.id));
  const given = (id: string): boolean =>
    id === proven || (materials[id] ?? []).length > 0 || (certificates[id] ?? []).length > 0;
  for (const id of deferred) {
    const found = asked.find(({ material }) => material.id === id)?.material;
    if (found?.necessity !== "deferrable" || given(id))
      return err(problem("DEFERRAL_NOT_ALLOWED", { material: findMaterial(matter, id)?.name.zh ?? id }));
  }
  const missing = asked.filter(
    ({ material, required }) => required && !given(material.id) && !deferred.includes(material.id),
  );
  if (missing.length === 0) return ok(matter);
  const names = missing.map(({ material }) => material.name.zh).join("、");
  const fields = missing.map(({ material: { id, name, necessity } }) => ({
    pointer: `/materials/${id}`,
    message:
      necessity === "deferrable"
        ? { zh: `请上传“${name.zh}”，或者勾选容缺后补`, en: `Upload “${name.en}”, or promise it for later` }
        : { zh: `请上传“${name.zh}”`, en: `Upload “${name.en}”` },
  }));
  return err(problem("MATERIAL_MISSING", { names }, { fields }));
}
