import { isJsonObject, localTimeOf, parseInstant, type Bilingual, type Json } from "#kernel";
import { parsePoint } from "#places";
import type { DistrictPack } from "../pack/pack.ts";
import type { FieldRules } from "../parts/field.ts";
import { locatePoint } from "./locate-point.ts";

type Pack = Pick<DistrictPack, "code" | "name" | "divisions" | "places" | "field">;

/** What of a handed-in track is taken, and in words how many points were not and why. */
export type AdmittedTrack = { readonly track: readonly Json[]; readonly notTaken: readonly Bilingual[] };

/**
 * Leaves out of a track (`{lon, lat, at}` each) the points outside duty hours (`tracking` of field.yaml) and those
 * outside the district: nobody is followed there, whatever a phone or a recorder sends. A district that names no duty
 * hours lets no phone note anything; recorders' tracks keep their times there. What is no point stays for the form to
 * refuse.
 */
export function admitTrack(pack: Pack, track: readonly Json[]): AdmittedTrack {
  const hours = pack.field.tracking;
  const onDuty = track.filter((each) => !isOffDuty(hours, each));
  const kept = onDuty.filter((each) => !isOutside(pack, each));
  const [off, outside] = [track.length - onDuty.length, onDuty.length - kept.length];
  return {
    track: kept,
    notTaken: [
      ...(outside === 0
        ? []
        : [{ zh: `${outside}个点在本区以外`, en: `${outside} points lie outside the district` }]),
      ...(off === 0
        ? []
        : [
            {
              zh: `${off}个点在值勤时间（${hours?.from}—${hours?.to}）以外`,
              en: `${off} points are from outside duty hours (${hours?.from}–${hours?.to})`,
            },
          ]),
    ],
  };
}

function isOutside(pack: Pack, each: Json): boolean {
  const point = parsePoint(each);
  return point.ok && !locatePoint(pack, point.value).ok;
}

function isOffDuty(hours: FieldRules["tracking"], each: Json): boolean {
  const at = parseInstant(isJsonObject(each) ? String(each["at"] ?? "") : "");
  if (hours === null || !at.ok) return false;
  const time = localTimeOf(at.value);
  const { from, to } = hours;
  return from <= to ? time < from || time >= to : time < from && time >= to;
}
