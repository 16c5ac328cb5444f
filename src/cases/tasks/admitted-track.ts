import { admitTrack, locatePoint } from "#district";
import {
  err,
  isJsonObject,
  ok,
  problem,
  type Json,
  type JsonObject,
  type Problem,
  type Result,
} from "#kernel";
import { parsePoint } from "#places";
import type { CaseWork } from "../case/case-work.ts";
import { fieldDrawnAs } from "./faulted-fields.ts";

/** How a form says that a field is the way somebody went. */
const TRACK = "track";

/** What a form was filled in with, and what is told beside it of what was not taken. */
type Admitted = { readonly values: JsonObject; readonly told: JsonObject };

type Work = Pick<CaseWork, "pack">;

/**
 * The values of a patrol's form as they may be kept: of its track, no point outside the district or outside duty hours;
 * of what was found, no position outside the district. What was left out is told, in Chinese sentences, under
 * `<field>NotTaken`, which the form itself does not ask. A form without a track is taken as it is.
 * Errors: TRACK_NOT_TAKEN where so much is left out that no track remains.
 */
export function withAdmittedTrack(
  work: Work,
  schema: JsonObject,
  values: JsonObject,
): Result<Admitted, Problem> {
  const field = fieldDrawnAs(schema, TRACK);
  const track = field === undefined ? undefined : values[field];
  if (field === undefined || !Array.isArray(track)) return ok({ values, told: {} });
  const { track: kept, notTaken } = admitTrack(work.pack, track);
  if (notTaken.length > 0 && kept.length < leastOf(schema, field))
    return err(
      problem("TRACK_NOT_TAKEN", {
        why: notTaken.map(({ zh }) => zh).join("，"),
        whyEn: notTaken.map(({ en }) => en).join("; "),
      }),
    );
  const placed = withoutForeign(work, schema, { ...values, [field]: kept });
  const foreign = placed.left === 0 ? [] : [`${placed.left}个问题的定位在本区以外`];
  return ok({
    values: placed.value as JsonObject,
    told: { [`${field}NotTaken`]: [...notTaken.map(({ zh }) => zh), ...foreign] },
  });
}

function leastOf(schema: JsonObject, field: string): number {
  const properties = isJsonObject(schema["properties"]) ? schema["properties"] : {};
  const asked = properties[field];
  const least = asked !== undefined && isJsonObject(asked) ? asked["minItems"] : undefined;
  return typeof least === "number" ? least : 1;
}

type Placed = { readonly value: Json; readonly left: number };

/** An answer without the points (`x-value: point`) that lie outside the district, and how many they were. */
function withoutForeign(work: Work, schema: JsonObject, value: Json): Placed {
  const { items, properties } = schema;
  if (Array.isArray(value)) {
    if (items === undefined || !isJsonObject(items)) return { value, left: 0 };
    const placed = value.map((each) => withoutForeign(work, items, each));
    return { value: placed.map((each) => each.value), left: placed.reduce((sum, { left }) => sum + left, 0) };
  }
  if (!isJsonObject(value) || properties === undefined || !isJsonObject(properties))
    return { value, left: 0 };
  let left = 0;
  const kept = Object.entries(value).flatMap(([name, each]) => {
    const field = properties[name];
    if (field === undefined || !isJsonObject(field)) return [[name, each] as const];
    if (field["x-value"] === "point" && isForeign(work, each)) {
      left += 1;
      return [];
    }
    const inner = withoutForeign(work, field, each);
    left += inner.left;
    return [[name, inner.value] as const];
  });
  return { value: Object.fromEntries(kept), left };
}

function isForeign({ pack }: Work, value: Json): boolean {
  const point = parsePoint(value);
  return point.ok && !locatePoint(pack, point.value).ok;
}
