import type { AddressCheck } from "../pack/pack.ts";
import {
  isJsonObject,
  ok,
  type Bilingual,
  type Instant,
  type JsonObject,
  type Problem,
  type Result,
} from "#kernel";

/** What the check found: what stands in the way, what to mind, or that nothing does. */
export type AddressFinding = {
  readonly level: "stops" | "mind" | "fine";
  readonly said: Bilingual;
  /** The law it rests on; empty where on none. */
  readonly basis: string;
};

/** An address as somebody asks about it. `place`: its record's data, null where the register does not know it. */
export type AddressQuestion = {
  readonly business: string;
  readonly inDistrict: boolean;
  readonly place: JsonObject | null;
};

/** What stands in the way of a business at an address, by the pack's decision. Errors: those of the decision. */
export function checkAddress(
  check: AddressCheck,
  { business, inDistrict, place }: AddressQuestion,
  now: Instant,
): Result<readonly AddressFinding[], Problem> {
  const { decide } = check.decisions;
  if (decide === null) return ok([]);
  const answer = decide(
    check.decision,
    { business, inDistrict, known: place !== null, place: place ?? {} },
    { now },
  );
  if (!answer.ok) return answer;
  const rows = Array.isArray(answer.value.value) ? answer.value.value : [answer.value.value];
  return ok(rows.filter(isJsonObject).flatMap((row) => findingOf(row) ?? []));
}

function findingOf({ level, zh, en, basis }: JsonObject): AddressFinding | undefined {
  if (level !== "stops" && level !== "mind" && level !== "fine") return undefined;
  const said = { zh: String(zh ?? ""), en: String(en ?? zh ?? "") };
  return { level, said, basis: typeof basis === "string" ? basis : "" };
}

/** An address without what people write otherwise each time: blanks, brackets, and all up to the district's name. */
export function plainAddress(address: string, district: string): string {
  const whole = address
    .replaceAll(/[\s（）()·,，]/g, "")
    .replaceAll(/[０-９]/g, (sign) => String.fromCodePoint((sign.codePointAt(0) ?? 0) - 0xfe_e0));
  const at = whole.indexOf(district);
  return at < 0 ? whole : whole.slice(at + district.length);
}
