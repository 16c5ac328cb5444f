import type { JsonObject } from "#kernel";
import type { DistrictPack } from "../pack/pack.ts";

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
 * What the folder says of its organs or of its matters, a row each, so that figures may count them and open them as
 * any other record. `since` is the day from which a matter is in effect; of an organ the folder does not know it.
 */
export function mirroredRows(
  pack: DistrictPack,
  mirrors: keyof typeof MIRROR_FIELDS,
): readonly MirroredRow[] {
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
