import * as fc from "fast-check";
import { expect, test } from "vitest";
import { instantFromMillis, localDateOf, parseInstant, SHANGHAI } from "./instant.ts";

test("a moment's day in Shanghai is what the zone's history says, summer times and far years too", () => {
  const edges = fc
    .constantFrom(
      "1986-05-03T15:59:59.999Z",
      "1990-06-30T15:30:00.000Z",
      "1991-09-14T15:30:00.000Z",
      "1991-12-31T16:00:00.000Z",
      "9998-12-31T16:00:00.000Z",
      "9999-12-31T16:00:00.000Z",
    )
    .map((text) => Date.parse(text));
  const years = fc.integer({ min: Date.parse("1900-01-01"), max: Date.parse("2200-01-01") });
  fc.assert(
    fc.property(fc.oneof(years, edges), (millis) => {
      const day = Temporal.Instant.fromEpochMilliseconds(millis).toZonedDateTimeISO(SHANGHAI).toPlainDate();
      expect(localDateOf(instantFromMillis(millis))).toBe(day.toString());
    }),
    { numRuns: 2_000 },
  );
});

test("a text is a moment where Temporal reads it so, and is then written in the ledger's form", () => {
  const two = (max: number) => fc.integer({ min: 0, max }).map((value) => String(value).padStart(2, "0"));
  const texts = fc
    .tuple(
      fc.constantFrom("0000", "1582", "1900", "2023", "2024", "9999"),
      two(13),
      two(32),
      two(24),
      two(60),
    )
    .chain(([year, month, day, hour, part]) =>
      fc
        .constantFrom(".000Z", ".123Z", ".123456Z", "Z", ".000+08:00", "")
        .map((rest) => `${year}-${month}-${day}T${hour}:${part}:${part}${rest}`),
    );
  fc.assert(
    fc.property(texts, (text) => {
      let written: string | null = null;
      try {
        written = Temporal.Instant.from(text).toString({ smallestUnit: "millisecond" });
      } catch {
        // No moment.
      }
      const read = parseInstant(text);
      expect(read.ok ? read.value : null).toBe(written);
    }),
    { numRuns: 5_000 },
  );
});
