import type { StoredCase } from "#cases";
import { organInBoth, reportClasses, type DistrictPack, type ReportClass } from "#district";
import { isJsonObject, localDateOf, parseInstant, type Instant, type Json, type LocalDate } from "#kernel";
import type { Service, ServiceRequest } from "#intake";
import { replyOf } from "./report-acts.ts";

/** The classes that can be reported, as services. */
export function servicesOf(pack: DistrictPack, now: Instant): readonly Service[] {
  return reportClasses(pack, localDateOf(now)).map((each) => ({
    service_code: each.key,
    service_name: each.name.zh,
    description: each.condition,
    metadata: false,
    type: "realtime",
    keywords: "",
    group: each.category,
  }));
}

/**
 * A case as anybody may see it: its class, place, state and answer. What was written by who reported it, and what was
 * photographed, may tell of persons and stays out. Undefined for a case that is not shown: one that its reporter asked
 * to keep confidential, a hotline ticket, and one without a class.
 */
export function publicRequest(
  pack: DistrictPack,
  classes: ReadonlyMap<string, ReportClass>,
  stored: StoredCase,
): ServiceRequest | undefined {
  const { head, state } = stored;
  const { form, classKey, point } = state.variables;
  const told = form !== undefined && isJsonObject(form) ? form : {};
  const found = classes.get(String(classKey ?? ""));
  const isHidden = told["confidential"] === true || told["source"] === "hotline";
  if (isHidden || found === undefined || head.matter !== pack.channels?.matter) return undefined;
  const { lon = null, lat = null } = point !== undefined && isJsonObject(point) ? point : {};
  const isClosed = head.closedAt !== null || isClosedState(head.state ?? "");
  return {
    service_request_id: head.caseNo,
    status: isClosed ? "closed" : "open",
    status_notes: replyOf(stored) ?? "",
    service_name: found.name.zh,
    service_code: found.key,
    description: "",
    agency_responsible: organInBoth(pack, head.organ).zh,
    service_notice: "",
    requested_datetime: head.receivedAt,
    updated_datetime: updatedAt(stored),
    expected_datetime: head.dueAt ?? "",
    address: "",
    address_id: "",
    zipcode: "",
    lat: degreesText(lat),
    long: degreesText(lon),
    media_url: "",
  };
}

/** When it was closed, where it is: its being filed away later is nothing new. Else the last that is known of it. */
function updatedAt({ head, state: { variables } }: StoredCase): string {
  const told = (name: string): readonly Instant[] => {
    const value = variables[name];
    const read = typeof value === "string" ? parseInstant(value) : undefined;
    return read?.ok ? [read.value] : [];
  };
  const [closedAt] = told("closedAt");
  if (isClosedState(head.state ?? "")) return closedAt ?? head.closedAt ?? head.receivedAt;
  const times = [head.receivedAt, head.acceptedAt, ...told("closedAt"), ...told("handledAt")];
  return (
    times
      .filter((time) => time !== null)
      .toSorted()
      .at(-1) ?? head.receivedAt
  );
}

/** Closed and answered, though its reporter may still ask for more. */
const CLOSED = new Set(["settled", "archived", "notRegistered"]);
export const isClosedState = (state: string): boolean => CLOSED.has(state);

const degreesText = (value: Json): string => (typeof value === "number" ? String(value) : "");

/** The classes by their key, those out of use too. */
export function classesByKey(pack: DistrictPack, now: Instant): ReadonlyMap<string, ReportClass> {
  return new Map(reportClasses(pack, localDateOf(now)).map((each) => [each.key, each]));
}

/** The days on which classes came into use or went out of it: then the list of services is another. */
export function changedDays(pack: DistrictPack): readonly LocalDate[] {
  const rows = pack.registerRows.find(({ register }) => register === pack.channels?.classes)?.rows ?? [];
  return rows
    .flatMap(({ since, until }) => [since, until])
    .filter((day) => typeof day === "string" && day !== "") as LocalDate[];
}
