import type { DistrictPack } from "../pack/pack.ts";
import type { Bilingual, LocalDate } from "#kernel";

/** A class that can be reported: `E-0102` an event, `C-0101` a component. */
export type ReportClass = {
  readonly key: string;
  readonly kind: "event" | "component";
  readonly code: string;
  readonly category: string;
  readonly name: Bilingual;
  /** What must be so for it to be registered. */
  readonly condition: string;
};

/** The classes that can be reported on a day, as channels.yaml names their register; none where nothing can. */
export function reportClasses(
  pack: Pick<DistrictPack, "channels" | "registerRows">,
  on: LocalDate,
): readonly ReportClass[] {
  const rows = pack.registerRows.find(({ register }) => register === pack.channels?.classes)?.rows ?? [];
  return rows
    .filter(({ since, until }) => !(isAfter(since, on) || (isDay(until) && until < on)))
    .map(({ classKey, kind, code, category, name, titleEn, condition }) => ({
      key: String(classKey),
      kind: kind === "component" ? "component" : "event",
      code: String(code),
      category: String(category),
      name: { zh: String(name), en: String(titleEn).replace(/^.*: /, "") },
      condition: String(condition),
    }));
}

const isDay = (value: unknown): value is string => typeof value === "string" && value !== "";
const isAfter = (value: unknown, on: LocalDate): boolean => isDay(value) && value > on;
