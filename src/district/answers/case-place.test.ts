import { expect, test } from "vitest";
import { expectOk, parseInstant } from "#kernel";
import type { DistrictPack } from "#district";
import { casePlace } from "./case-place.ts";

const NOW = expectOk(parseInstant("2026-11-27T09:00:00+08:00"));
const organ = (id: string, level: string, division: string) => [id, { id, level, division }] as const;
const pack = {
  code: "210311",
  organs: new Map([
    organ("civil-affairs", "district", "210311"),
    organ("datun", "town", "210311103"),
    organ("ganquan", "town", "210311104"),
  ]),
} as unknown as DistrictPack;

const place = (handledBy: "organ" | "town", community: string | null) =>
  casePlace(
    pack,
    { caseDivision: "=form.community", handledBy, organ: "civil-affairs" },
    { form: { community } },
    NOW,
  );

test("a case knows the town of its place, and is the town's where the matter says so", () => {
  const division = "210311103220";
  expect(place("organ", division)).toEqual({ division, town: "datun", organ: "civil-affairs" });
  expect(place("town", division)).toEqual({ division, town: "datun", organ: "datun" });
});

test("a place that is known no nearer than the district has no town, and no organ where it would be the town's", () => {
  expect(place("organ", null)).toEqual({ division: "210311", town: null, organ: "civil-affairs" });
  expect(place("town", null)).toEqual({ division: "210311", town: null, organ: null });
});
