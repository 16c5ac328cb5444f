import { instantFromMillis, millisOf, startOfDay, type Instant, type LocalDate } from "#kernel";
import type { Hall } from "../parts/hall.ts";

/** A stretch of a day that visits are booked for; `from` and `to` are local times. */
export type Slot = {
  readonly from: string;
  readonly to: string;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
};

const MINUTE_MS = 60_000;

const minutesOf = (time: string): number => {
  const [hours = "0", minutes = "0"] = time.split(":");
  return Number(hours) * 60 + Number(minutes);
};

const timeOf = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;

/** The slots of a hall on a day that it is open: whole ones inside its hours; none where nothing is booked there. */
export function slotsOn({ hours, appointments }: Hall, day: LocalDate): readonly Slot[] {
  if (appointments === null) return [];
  const { slotMinutes } = appointments;
  const midnight = millisOf(startOfDay(day));
  return hours.flatMap(({ from, to }) => {
    const first = minutesOf(from);
    const count = Math.floor((minutesOf(to) - first) / slotMinutes);
    return Array.from({ length: Math.max(0, count) }, (_, index): Slot => {
      const begins = first + index * slotMinutes;
      return {
        from: timeOf(begins),
        to: timeOf(begins + slotMinutes),
        startsAt: instantFromMillis(midnight + begins * MINUTE_MS),
        endsAt: instantFromMillis(midnight + (begins + slotMinutes) * MINUTE_MS),
      };
    });
  });
}
