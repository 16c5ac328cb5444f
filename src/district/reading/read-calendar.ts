import { faultFrom } from "../shape/fault.ts";
import { readYamlNode, type PackReader } from "../pack/pack-reader.ts";
import { childOf, placeOf, type Node } from "../shape/node.ts";
import { parseCalendar, type WorkCalendar } from "#calendar";

/** Reads calendar.yaml through the calendar room. */
export function readCalendar(reader: PackReader, file: string): WorkCalendar | undefined {
  const node = readYamlNode(reader, file);
  if (node === undefined) return undefined;
  const read = parseCalendar(node.value);
  if (read.ok) return read.value;
  for (const fault of read.error) {
    const place = fault.details?.["place"];
    reader.report(faultFrom(file, placeIn(node, typeof place === "string" ? place : ""), fault));
  }
  return undefined;
}

/** `years[0].makeUpDays` with its line. */
function placeIn(node: Node, place: string): string {
  const keys = place.split(/[.[\]]+/).filter((key) => key !== "" && key !== "calendar");
  return placeOf(keys.reduce((at, key) => childOf(at, /^\d+$/.test(key) ? Number(key) : key), node));
}
