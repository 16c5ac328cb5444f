import type { FieldAnswer } from "#contract";
import { localTime } from "./track.ts";

/** Between which times of a day places may be noted; null where they never are. */
export type DutyHours = FieldAnswer["tracking"];

/** Whether a moment by the server's clock lies in duty hours. */
export function isDutyTime(hours: DutyHours, ms: number): boolean {
  if (hours === null) return false;
  const time = localTime(ms).slice(11, 16);
  return hours.from <= hours.to
    ? time >= hours.from && time < hours.to
    : time >= hours.from || time < hours.to;
}
