import { SHANGHAI, type Instant } from "#kernel";

/** `2022-10-12 10:42`: an instant as papers and sentences tell it, in the district's time. */
export function localMinute(at: Instant): string {
  return Temporal.Instant.from(at)
    .toZonedDateTimeISO(SHANGHAI)
    .toPlainDateTime()
    .toString({ smallestUnit: "minute" })
    .replace("T", " ");
}
