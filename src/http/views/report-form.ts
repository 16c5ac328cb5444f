import type { ReportFormAnswer, ReportRequest } from "#contract";
import { findMaterial, inBoth, locatePoint, reportClasses } from "#district";
import { err, localDateOf, ok, problem, type JsonObject, type Problem, type Result } from "#kernel";
import { parsePoint } from "#places";
import type { Platform } from "../platform.ts";

/** What a report without signing in asks. Errors: REPORT_NOT_TAKEN. */
export function reportForm({ work, now }: Platform): Result<ReportFormAnswer, Problem> {
  const { pack } = work;
  const matter = pack.matters.get(pack.channels?.matter ?? "");
  const photos = matter === undefined ? undefined : findMaterial(matter, "photos");
  if (pack.channels === null || photos === undefined) return err(problem("REPORT_NOT_TAKEN"));
  const nameOf = (code: string | null) => inBoth(pack, pack.divisions.get(code ?? "")?.name ?? "");
  return ok({
    classes: reportClasses(pack, localDateOf(now())).map(({ key, kind, category, name }) => ({
      key,
      kind,
      category,
      name,
    })),
    communities: [...pack.divisions.values()]
      .filter(({ code }) => code.length === 12)
      .map(({ code, parent }) => ({ code, name: nameOf(code), town: nameOf(parent) })),
    photos: { most: pack.channels.photos, maxBytes: photos.maxBytes, types: [...photos.types] },
  });
}

/**
 * The form of the matter as a resident's report fills it in. Errors: REPORT_CLASS_UNKNOWN, REPORT_PLACE_MISSING,
 * REPORT_PHOTOS_TOO_MANY, POINT_INVALID, POINT_OUTSIDE_DISTRICT.
 */
export function reportValues({ work, now }: Platform, asked: ReportRequest): Result<JsonObject, Problem> {
  const { pack } = work;
  const at = now();
  const most = pack.channels?.photos ?? 0;
  if (asked.photos.length > most) return err(problem("REPORT_PHOTOS_TOO_MANY", { most }));
  const found = reportClasses(pack, localDateOf(at)).find(({ key }) => key === asked.class);
  if (asked.class !== null && found === undefined)
    return err(problem("REPORT_CLASS_UNKNOWN", { class: asked.class }));
  const place = placeOf(pack, asked);
  if (!place.ok) return place;
  const { name, mobile, confidential } = asked.reporter;
  const reporter = {
    ...(name.trim() === "" ? {} : { name: name.trim() }),
    ...(mobile.trim() === "" ? {} : { mobile: mobile.trim() }),
    ...(confidential ? { confidential } : {}),
  };
  return ok({
    source: "report",
    kind: found?.kind ?? "event",
    ...(found === undefined ? {} : { class: found.code }),
    description: asked.description.trim(),
    ...(asked.urgent ? { urgent: true } : {}),
    ...place.value,
    ...(confidential ? { confidential } : {}),
    ...(Object.keys(reporter).length === 0 ? {} : { reporter }),
  });
}

type Pack = Platform["work"]["pack"];

/** The place as the form keeps it; a point's own division counts before a chosen one. */
function placeOf(
  pack: Pack,
  { point, address, community }: Pick<ReportRequest, "point" | "address" | "community">,
): Result<JsonObject, Problem> {
  const written = address.trim();
  const told = written.length < 2 ? {} : { address: written };
  if (point === null) {
    const known = community === null ? undefined : pack.divisions.get(community);
    if (known === undefined || written.length < 2) return err(problem("REPORT_PLACE_MISSING"));
    return ok({ division: known.code, place: told });
  }
  const read = parsePoint(point);
  if (!read.ok) return read;
  const found = locatePoint(pack, read.value);
  if (!found.ok) return found;
  const { accuracy } = point;
  const { division, cell } = found.value;
  return ok({
    division,
    ...(cell === null ? {} : { cell }),
    place: { ...read.value, ...(accuracy === undefined ? {} : { accuracy }), ...told },
  });
}
