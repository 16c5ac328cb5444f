import { owedIn, type StoredCase } from "#cases";
import type { CertificateOnCase, FileOnCase, MaterialOnCase } from "#contract";
import type { DistrictPack, Material, Matter } from "#district";
import { isJsonObject, type Json, type JsonObject } from "#kernel";
import type { SubjectFile } from "#store";
import { retentionNote } from "./retention-note.ts";
import { isByAgent } from "./agent-name.ts";

/**
 * Every material of a case: how it was given, or until when it is owed, with the clerk's verdict; and those that the
 * reader's own tasks take (`wanted`), given or not.
 */
export function materialsOnCase(
  pack: DistrictPack,
  matter: Matter,
  stored: StoredCase,
  files: readonly SubjectFile[],
  wanted: readonly string[] = [],
): MaterialOnCase[] {
  const verdicts = verdictsOf(stored);
  const owed = owedIn(stored.state.variables);
  // Whether the agent may act is asked first.
  const letter = isByAgent(stored) ? matter.applicant?.agent?.letter : undefined;
  return matter.materials
    .toSorted((one, other) => Number(other.id === letter) - Number(one.id === letter))
    .flatMap((material): MaterialOnCase[] => {
      if (material.sharedFrom !== null) return [sharedMaterial(pack, material, material.sharedFrom)];
      const sent = files.filter((file) => file.material === material.id);
      const verdict = verdicts.find((each) => each["material"] === material.id);
      const asked = material.condition === null && material.necessity === "required";
      const certificates = certificatesFor(stored, material.id);
      const owedBy = owed?.materials.some((each) => each.material === material.id) === true ? owed.by : null;
      const isGiven = sent.length > 0 || certificates.length > 0 || owedBy !== null;
      if (!isGiven && !asked && verdict === undefined && !wanted.includes(material.id)) return [];
      return [
        {
          id: material.id,
          name: material.name,
          required: material.necessity === "required",
          files: latestFirst(pack, stored, sent),
          certificates,
          owedBy,
          shared: null,
          verdict:
            verdict === undefined
              ? null
              : {
                  accepted: verdict["accepted"] === true,
                  reason: textOrNull(verdict["reason"]),
                  requirement: textOrNull(verdict["requirement"]),
                },
        },
      ];
    });
}

/** What a register answers for: it was never asked, and needs no verdict. */
function sharedMaterial(
  pack: Pick<DistrictPack, "registers">,
  { id, name }: Material,
  register: string,
): MaterialOnCase {
  const shared = pack.registers.get(register)?.name ?? { zh: register, en: register };
  return { id, name, required: false, files: [], certificates: [], owedBy: null, shared, verdict: null };
}

/** The certificates that were named for a material, as they were found in the register then. */
function certificatesFor({ state }: StoredCase, material: string): CertificateOnCase[] {
  const { certificates } = state.variables;
  const named = isJsonObject(certificates) ? certificates[material] : undefined;
  return Array.isArray(named) ? (named as unknown as CertificateOnCase[]) : [];
}

/** Files handed in at one moment are one round; the latest round stands, those before it stay to be read. */
function latestFirst(
  pack: DistrictPack,
  { head: { matter, closedAt } }: StoredCase,
  sent: readonly SubjectFile[],
): FileOnCase[] {
  const last = sent
    .map(({ at }) => at)
    .toSorted()
    .at(-1);
  return sent
    .toSorted((one, other) => (one.at === other.at ? 0 : one.at < other.at ? 1 : -1))
    .map(({ sha256, name, type, bytes, at, material, destroyed }) => {
      const thing = { matter, of: "file" as const, material, kind: null };
      const retention = retentionNote(pack, closedAt, thing, destroyed);
      // What a file was called is gone with it.
      return {
        sha256,
        name: destroyed === null ? name : "",
        type,
        bytes,
        handedInAt: at,
        latest: at === last,
        retention,
      };
    });
}

/** The clerk's latest verdicts, as the intake form gives them: `materialVerdicts` [{material, accepted, reason, requirement}]. */
function verdictsOf(stored: StoredCase): readonly JsonObject[] {
  const { materialVerdicts, deferredVerdicts } = stored.state.variables;
  // What was supplied later has the later word.
  return [deferredVerdicts, materialVerdicts].flatMap((given) =>
    Array.isArray(given) ? given.filter(isJsonObject) : [],
  );
}

const textOrNull = (value: Json | undefined): string | null => (typeof value === "string" ? value : null);
