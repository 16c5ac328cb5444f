import type { JsonObject } from "#kernel";
import type { DistrictPack } from "../pack/pack.ts";
import type { Register } from "../parts/register.ts";

/** What a register that mirrors the folder may have as fields; the first is its key, `since` and `until` are days. */
export const MIRROR_FIELDS = {
  organs: ["organId", "name", "shortName", "creditCode", "level", "sealRequired", "since", "until"],
  matters:
    "matterId name implementingOrgan kind itemType version onlineDepth fullyOnline elsewhere since until".split(
      " ",
    ),
} as const satisfies Record<string, readonly string[]>;

/** One organ or matter as a record of the register that mirrors it. */
export type MirroredRow = {
  readonly id: string;
  readonly division: string;
  readonly data: JsonObject;
};

/**
 * What the folder says of its organs, of its matters or in rows of its own, a row each, so that figures may count them and open them as
 * any other record. `since` is the day from which a matter is in effect; of an organ the folder does not know it.
 */
export function mirroredRows(
  pack: DistrictPack,
  register: Pick<Register, "id" | "key" | "mirrors" | "divisionField">,
): readonly MirroredRow[] {
  const { mirrors } = register;
  if (mirrors === "rows") return ownRows(pack, register);
  if (mirrors === "organs")
    return [...pack.organs.values()].map(
      ({ id, name, shortName, creditCode, level, sealRequired, division }) => ({
        id,
        division,
        data: { organId: id, name: name.zh, shortName, creditCode, level, sealRequired },
      }),
    );
  return [...pack.matters.values()].map((matter) => {
    const { id, name, organ, kind, itemType, version, onlineDepth, fullyOnline, effectiveFrom } = matter;
    const facts = {
      name: name.zh,
      implementingOrgan: organ,
      kind,
      itemType,
      version,
      onlineDepth,
      fullyOnline,
    };
    return {
      id,
      division: pack.code,
      data: { matterId: id, ...facts, elsewhere: matter.elsewhere !== null, since: effectiveFrom },
    };
  });
}

/** What stands in `registers/<id>.csv`; where a row names no place, it holds for the whole district. */
function ownRows(
  pack: DistrictPack,
  { id, key, divisionField }: Pick<Register, "id" | "key" | "divisionField">,
): readonly MirroredRow[] {
  const rows = pack.registerRows.filter(({ register }) => register === id).flatMap((each) => each.rows);
  return rows.map((data) => {
    const place = divisionField === null ? undefined : data[divisionField];
    return { id: String(data[key]), division: typeof place === "string" ? place : pack.code, data };
  });
}
