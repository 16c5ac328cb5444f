import type { DutyPersonAnswer, PlaceAnswer } from "#contract";
import {
  DUTY_PERSON_REGISTER,
  inBoth,
  organInBoth,
  townOf,
  type DistrictPack,
  type PointInDistrict,
} from "#district";
import type { Bilingual } from "#kernel";
import type { GeoPoint } from "#places";
import type { DutyPerson, Located } from "#registers";

/** What lies at a point, in words: for everybody. */
export function placeAnswer(
  pack: DistrictPack,
  { lon, lat }: GeoPoint,
  { cell, community, town, division, zones }: PointInDistrict,
): PlaceAnswer {
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
    duty: null,
    schematic: pack.places.schematic ? pack.places.note : null,
  };
}

/** The same for staff, with who answers for it today. */
export function staffPlaceAnswer(pack: DistrictPack, point: GeoPoint, located: Located): PlaceAnswer {
  const { dutyGrid, persons } = located;
  const grid = dutyGrid === null ? null : { id: dutyGrid.id, name: inBoth(pack, dutyGrid.name) };
  const nameOf = ({ zone }: DutyPerson): Bilingual =>
    zone === null
      ? (grid?.name ?? { zh: "", en: "" })
      : inBoth(pack, pack.places.zones.get(zone)?.name ?? zone);
  return {
    ...placeAnswer(pack, point, located),
    duty: { grid, persons: persons.map((person) => personAnswer(pack, person, nameOf(person))) },
  };
}

function personAnswer(pack: DistrictPack, person: DutyPerson, answersFor: Bilingual): DutyPersonAnswer {
  const { id, name, duty, level, organ, account, from, to } = person;
  return {
    id,
    name,
    duty,
    dutyName: joined(choiceName(pack, "level", level), choiceName(pack, "duty", duty)),
    organName: organ === null ? null : organInBoth(pack, organ),
    account,
    answersFor,
    from,
    to,
  };
}

/** What a choice of the register of duty persons is called; nothing where there is none. */
function choiceName({ registers }: DistrictPack, field: string, value: string | null): Bilingual | null {
  if (value === null) return null;
  const fields = registers.get(DUTY_PERSON_REGISTER)?.fields ?? [];
  const choice = fields.find(({ id }) => id === field)?.choices.find((each) => each.value === value);
  return choice?.name ?? { zh: value, en: value };
}

/** 区级 + 河长 → 区级河长; District + River chief → District river chief. */
function joined(level: Bilingual | null, duty: Bilingual | null): Bilingual {
  if (duty === null || level === null) return duty ?? level ?? { zh: "", en: "" };
  return {
    zh: `${level.zh}${duty.zh}`,
    en: `${level.en} ${duty.en.charAt(0).toLowerCase()}${duty.en.slice(1)}`,
  };
}
