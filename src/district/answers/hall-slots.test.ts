import { describe, expect, it } from "vitest";
import { expectOk, parseLocalDate } from "#kernel";
import { slotsOn } from "./hall-slots.ts";
import type { Hall } from "../parts/hall.ts";

const HALL: Hall = {
  id: "hall",
  name: { zh: "大厅", en: "hall" },
  kind: "hall",
  organ: "organ",
  division: "210311",
  address: { zh: "一楼", en: "ground floor" },
  hours: [
    { from: "08:30", to: "09:45" },
    { from: "13:00", to: "14:00" },
  ],
  appointments: {
    slotMinutes: 30,
    perSlot: 2,
    daysAhead: 7,
    noShow: { times: 3, withinDays: 90, barDays: 30 },
  },
  counters: [],
  queues: [],
  matters: [],
};
const DAY = expectOk(parseLocalDate("2026-11-16"));

describe("the slots of a hall", () => {
  it("are whole ones inside its hours, with their instants in UTC", () => {
    expect(slotsOn(HALL, DAY).map(({ from, to }) => `${from}–${to}`)).toEqual([
      "08:30–09:00",
      "09:00–09:30",
      "13:00–13:30",
      "13:30–14:00",
    ]);
    expect(slotsOn(HALL, DAY)[0]?.startsAt).toBe("2026-11-16T00:30:00.000Z");
  });

  it("are none where nothing is booked", () => {
    expect(slotsOn({ ...HALL, appointments: null }, DAY)).toEqual([]);
  });
});
