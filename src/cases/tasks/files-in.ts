import { isJsonObject, type Json, type JsonObject } from "#kernel";
import type { MaterialFiles } from "../case/materials.ts";

/**
 * The files that a task's form hands in, by material: what stands under `materials` (id → SHA-256 of each file), and
 * what fields drawn as `files` hold at any depth, such as in the rows of a list, under the field's name.
 */
export function filesIn(schema: JsonObject, values: JsonObject): MaterialFiles {
  const { materials } = values;
  const whole = materials !== undefined && isJsonObject(materials) ? Object.entries(materials) : [];
  const all = [...whole, ...drawnIn(schema, values)].map(([id, files]) => [id, textsOf(files)] as const);
  const byId = new Map<string, readonly string[]>();
  for (const [id, files] of all) byId.set(id, [...new Set([...(byId.get(id) ?? []), ...files])]);
  return Object.fromEntries(byId);
}

function drawnIn(schema: JsonObject, value: Json): readonly (readonly [string, Json])[] {
  const { items, properties } = schema;
  if (Array.isArray(value))
    return items !== undefined && isJsonObject(items) ? value.flatMap((each) => drawnIn(items, each)) : [];
  if (!isJsonObject(value) || properties === undefined || !isJsonObject(properties)) return [];
  return Object.entries(properties).flatMap(([name, field]) => {
    const held = value[name];
    if (held === undefined || !isJsonObject(field)) return [];
    return field["x-widget"] === "files" ? [[name, held] as const] : drawnIn(field, held);
  });
}

const textsOf = (files: Json): readonly string[] => (Array.isArray(files) ? files.map(String) : []);
