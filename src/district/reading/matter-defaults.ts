import { readYamlNode, type PackReader } from "../pack/pack-reader.ts";
import type { Organ } from "../parts/organ.ts";
import { wrong } from "../shape/shape.ts";
import type { Node } from "../shape/node.ts";
import { isJsonObject, type Json, type JsonObject } from "#kernel";

/** What a matter need not say: `matter-defaults.yaml`, top-level fields of matter.yaml. A pack may do without it. */
export function readMatterDefaults(reader: PackReader): JsonObject {
  if (!reader.files.has("matter-defaults.yaml")) return {};
  const node = readYamlNode(reader, "matter-defaults.yaml");
  if (node === undefined) return {};
  if (isJsonObject(node.value as Json)) return node.value as JsonObject;
  wrong(node, { zh: "一组字段", en: "a group of fields" });
  return {};
}

/** Fields whose parts are said one by one: a matter changes one and keeps the others. */
const MERGED: readonly string[] = ["supports"];

/** Of the defaults, those of one class of power (01 行政许可 …) alone. */
const OF_TYPE = "byItemType";

/**
 * A matter with what it leaves out: where and when it is handled is its organ's, the rest its class of power's or the
 * district's. What the matter says itself always stands.
 */
export function withDefaults(
  node: Node,
  defaults: JsonObject,
  organs: ReadonlyMap<string, Organ> | undefined,
): Node {
  if (!isJsonObject(node.value as Json)) return node;
  const own = node.value as JsonObject;
  const organ = organs?.get(String(own["organ"]));
  const merged = MERGED.flatMap((key) => {
    const [common, said] = [defaults[key], own[key]];
    return isJsonObject(common) && isJsonObject(said) ? [[key, { ...common, ...said }] as const] : [];
  });
  const { [OF_TYPE]: byType = {}, ...common } = defaults;
  const ofType = isJsonObject(byType) ? byType[String(own["itemType"])] : undefined;
  const typical = isJsonObject(ofType) ? ofType : {};
  const value = { ...common, ...typical, ...ofOrgan(organ), ...own, ...Object.fromEntries(merged) };
  return { ...node, value };
}

/** An organ that could not be read is blamed itself, so that what would follow from it is not missed. */
function ofOrgan(organ: Organ | undefined): JsonObject {
  if (organ === undefined) return { place: UNKNOWN, consultation: UNKNOWN };
  const { address, phone } = organ;
  return {
    ...(address === null ? {} : { place: { zh: address, en: address } }),
    ...(phone === null ? {} : { consultation: { zh: phone, en: phone } }),
  };
}

const UNKNOWN: JsonObject = { zh: "—", en: "—" };
