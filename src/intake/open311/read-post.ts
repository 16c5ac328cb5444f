import { err, ok, type Result } from "#kernel";
import type { GeoReportError } from "./georeport.ts";

/** What a POST of a service request says, read. */
export type PostedRequest = {
  readonly serviceCode: string;
  readonly point: { readonly lon: number; readonly lat: number } | null;
  readonly address: string;
  readonly description: string;
  readonly name: string;
  readonly phone: string;
  /** What its sender calls it, where they say so: sent again, it is the same request. */
  readonly senderId: string;
};

const MOST = { address: 200, description: 4000, name: 50, phone: 20, senderId: 100 } as const;

/**
 * Reads the fields of a POST. `address_id` is refused: no list of addresses is agreed upon. Errors: 400 with every fault.
 */
export function readPost(
  fields: ReadonlyMap<string, string>,
): Result<PostedRequest, readonly GeoReportError[]> {
  const text = (name: string): string => (fields.get(name) ?? "").trim();
  const faults: GeoReportError[] = [];
  const fault = (description: string): void => void faults.push({ code: 400, description });
  if (text("service_code") === "") fault("service_code was not provided");
  const point = pointOf(text("lat"), text("long"));
  if (point === undefined) fault("lat and long must both be given in degrees (WGS 84)");
  const address = text("address_string");
  if (point === null && address === "")
    fault("a location is needed: lat and long, or address_string (address_id is not supported)");
  const description = text("description");
  if (description.length < 2) fault("description was not provided");
  const name = `${text("last_name")}${text("first_name")}`;
  const read = {
    address,
    description,
    name,
    phone: text("phone"),
    senderId: text("attribute[external_id]") || text("attribute[fixmystreet_id]"),
  };
  for (const [field, most] of Object.entries(MOST))
    if (read[field as keyof typeof read].length > most) fault(`${field} is longer than ${most} characters`);
  if (faults.length > 0 || point === undefined) return err(faults);
  return ok({ serviceCode: text("service_code"), point, ...read });
}

/** Null where neither is given; undefined where one is missing or is no number. */
function pointOf(lat: string, long: string): PostedRequest["point"] | undefined {
  if (lat === "" && long === "") return null;
  if (lat === "" || long === "") return undefined;
  const point = { lat: Number(lat), lon: Number(long) };
  return Number.isFinite(point.lat) && Number.isFinite(point.lon) ? point : undefined;
}
