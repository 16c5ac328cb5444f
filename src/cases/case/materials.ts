import { findMaterial, type Matter } from "#district";
import { err, ok, problem, type Instant, type JsonObject, type Problem, type Result } from "#kernel";
import type { CaseTransaction, FileUse } from "./ports.ts";

/** Material id → SHA-256 of the files that stand for it. */
export type MaterialFiles = Readonly<Record<string, readonly string[]>>;

/**
 * Holds every named file to be kept here, sent by this account or handed in before in the name of one of these records,
 * and fit for its material.
 * Errors: FILE_UNKNOWN, MATERIAL_UNKNOWN, FILE_TYPE_FORBIDDEN, FILE_TOO_LARGE.
 */
export async function checkFiles(
  transaction: CaseTransaction,
  matter: Matter,
  materials: MaterialFiles,
  { account, inNameOf = [] }: { readonly account: string; readonly inNameOf?: readonly string[] },
): Promise<Result<null, Problem>> {
  const asked = Object.entries(materials).flatMap(([material, files]) =>
    files.map((sha256) => ({ material, sha256 })),
  );
  const kept = await transaction.findFiles(
    asked.map(({ sha256 }) => sha256),
    account,
    inNameOf,
  );
  for (const { material, sha256 } of asked) {
    const definition = findMaterial(matter, material);
    if (definition === undefined) return err(problem("MATERIAL_UNKNOWN", { material }));
    const file = kept.find((each) => each.sha256 === sha256);
    if (file === undefined) return err(problem("FILE_UNKNOWN"));
    if (!definition.types.some((type) => type === file.type))
      return err(problem("FILE_TYPE_FORBIDDEN", { name: file.name, allowed: definition.types.join("、") }));
    if (file.bytes > definition.maxBytes)
      return err(problem("FILE_TOO_LARGE", { limit: megabytes(definition.maxBytes) }));
  }
  return ok(null);
}

/**
 * Of the files that a message names for the materials of the case that it begins, those that the sending case has and
 * that fit their material. The rest is left: a message begins its case all the same.
 */
export async function carriedFiles(
  transaction: Pick<CaseTransaction, "findFilesOf">,
  matter: Matter,
  named: JsonObject,
  from: string | null,
): Promise<MaterialFiles> {
  const asked = Object.entries(named).map(
    ([material, files]) => [material, Array.isArray(files) ? files.map(String) : []] as const,
  );
  if (from === null) return {};
  const kept = await transaction.findFilesOf(
    from,
    asked.flatMap(([, files]) => files),
  );
  return Object.fromEntries(
    asked.flatMap(([material, files]) => {
      const definition = findMaterial(matter, material);
      const fit = files.filter((sha256) => {
        const file = kept.find((each) => each.sha256 === sha256);
        return file !== undefined && definition?.types.some((type) => type === file.type) === true;
      });
      return fit.length === 0 ? [] : [[material, [...new Set(fit)]] as const];
    }),
  );
}

/** The links from a case to the files of its materials. */
export function materialUses(subject: string, materials: MaterialFiles, at: Instant): readonly FileUse[] {
  return Object.entries(materials).flatMap(([material, files]) =>
    files.map((sha256) => ({ subject, material, sha256, at })),
  );
}

/** A size in words, e.g. `10 MB`. */
export function megabytes(bytes: number): string {
  return `${Math.round((bytes / 1_048_576) * 10) / 10} MB`;
}
