import { faultOf } from "../shape/fault.ts";
import type { Outline } from "../pack/pack.ts";
import { readText, type PackReader } from "../pack/pack-reader.ts";
import { isJsonObject, type Bilingual } from "#kernel";

/** Reads outline.geojson: a FeatureCollection whose features name a division by `properties.code`. */
export function readOutline(
  reader: PackReader,
  file: string,
  words: { readonly attribution: string; readonly note: Bilingual } | undefined,
  district: string | undefined,
): Outline | undefined {
  const source = readText(reader, file);
  if (source === undefined) return undefined;
  let geojson: unknown;
  try {
    geojson = JSON.parse(source);
  } catch (cause) {
    reader.report(faultOf(file, "", "PACK_FILE_UNREADABLE", { why: String(cause) }));
    return undefined;
  }
  if (
    !isJsonObject(geojson) ||
    geojson["type"] !== "FeatureCollection" ||
    !Array.isArray(geojson["features"])
  ) {
    reader.report(faultOf(file, "type", "PACK_FIELD_MISSING", { field: "FeatureCollection" }));
    return undefined;
  }
  const features: readonly unknown[] = geojson["features"];
  const ours = features.some(
    (each) =>
      isJsonObject(each) && isJsonObject(each["properties"]) && each["properties"]["code"] === district,
  );
  if (district !== undefined && !ours) {
    const parameters = { id: district, kind: "轮廓", kindEn: "outline" };
    reader.report(faultOf(file, "features", "PACK_REFERENCE_UNKNOWN", parameters));
  }
  return words === undefined ? undefined : { geojson, ...words };
}
