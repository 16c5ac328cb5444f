import type { PlaceAnswer } from "#contract";
import { inBoth, organInBoth, townOf, type DistrictPack, type PointInDistrict } from "#district";
import type { GeoPoint } from "#places";

/** What lies at a point, in words. */
export function placeAnswer(pack: DistrictPack, { lon, lat }: GeoPoint, found: PointInDistrict): PlaceAnswer {
  const { cell, community, town, division, zones } = found;
  const named = (code: string | null): PlaceAnswer["town"] => {
    const name = code === null ? undefined : pack.divisions.get(code)?.name;
    return code === null || name === undefined ? null : { code, name: inBoth(pack, name) };
  };
  const organ = townOf(pack, division);
  return {
    lon,
    lat,
    cell,
    community: named(community),
    town: named(town),
    organ: organ === null ? null : { id: organ, name: organInBoth(pack, organ) },
    zones: zones.map(({ id, kind, name }) => {
      const kindName = pack.places.zoneKinds.find((each) => each.id === kind)?.name;
      return { id, kind, kindName: kindName ?? { zh: kind, en: kind }, name: inBoth(pack, name) };
    }),
    schematic: pack.places.schematic ? pack.places.note : null,
  };
}
