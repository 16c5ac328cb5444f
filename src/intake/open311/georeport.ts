/**
 * The words of Open311 GeoReport v2 (http://wiki.open311.org/GeoReport_v2/): what its answers hold. Nothing here knows a
 * case; http translates between the two.
 */

/** A service that can be requested: one class of what can be reported. */
export type Service = {
  readonly service_code: string;
  readonly service_name: string;
  readonly description: string;
  /** Whether it has attributes of its own: ours have none. */
  readonly metadata: boolean;
  readonly type: "realtime";
  readonly keywords: string;
  readonly group: string;
};

/** What of a request anybody may see. */
export type ServiceRequest = {
  readonly service_request_id: string;
  readonly status: "open" | "closed";
  readonly status_notes: string;
  readonly service_name: string;
  readonly service_code: string;
  readonly description: string;
  readonly agency_responsible: string;
  readonly service_notice: string;
  readonly requested_datetime: string;
  readonly updated_datetime: string;
  readonly expected_datetime: string;
  readonly address: string;
  readonly address_id: string;
  readonly zipcode: string;
  readonly lat: string;
  readonly long: string;
  readonly media_url: string;
};

/**
 * What happened to a request: no part of GeoReport v2 but of its usual extension (mySociety, “Open311 FMS: Proposed
 * differences to Open311”), which FixMyStreet and its councils speak.
 */
export type RequestUpdate = {
  readonly update_id: string;
  readonly service_request_id: string;
  readonly status: "open" | "closed";
  readonly updated_datetime: string;
  readonly description: string;
  readonly media_url: string;
};

/** A refusal in the standard's own form. */
export type GeoReportError = { readonly code: number; readonly description: string };

export type Format = "xml" | "json";

/** The format that an address ends in. */
export const formatOf = (ending: string): Format | undefined =>
  ending === "xml" || ending === "json" ? ending : undefined;

export const CONTENT_TYPES: Readonly<Record<Format, string>> = {
  xml: "text/xml; charset=utf-8",
  json: "application/json; charset=utf-8",
};

type Value = string | number | boolean | readonly (Item | string)[];
type Item = { readonly [name: string]: Value };

/** A list of things as the standard writes it: a JSON list, or elements within one that names them all. */
export function written(
  format: Format,
  list: string,
  element: string,
  items: readonly Readonly<Record<string, unknown>>[],
): string {
  if (format === "json") return JSON.stringify(items);
  const inside = items.map((item) => elementOf(element, item as Item)).join("");
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${list}>${inside}</${list}>`;
}

/** One thing that is no list; in XML it is its own root. */
export function writtenAlone(
  format: Format,
  element: string,
  item: Readonly<Record<string, unknown>>,
): string {
  if (format === "json") return JSON.stringify(item);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${elementOf(element, item as Item)}`;
}

function elementOf(name: string, item: Item | string): string {
  if (typeof item === "string") return `<${name}>${escaped(item)}</${name}>`;
  const inside = Object.entries(item).map(([key, value]) =>
    typeof value === "object"
      ? `<${key}>${value.map((each) => elementOf(key.replace(/s$/, ""), each)).join("")}</${key}>`
      : elementOf(key, String(value)),
  );
  return `<${name}>${inside.join("")}</${name}>`;
}

/** What XML 1.0 cannot hold at all is left out. */
const escaped = (text: string): string =>
  text
    .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
