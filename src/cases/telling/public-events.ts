import { isJsonObject } from "#kernel";
import type { Entry } from "#registers";

/** What systems outside can be told of. */
export const PUBLIC_EVENTS = [
  "case.opened",
  "case.accepted",
  "case.decided",
  "case.closed",
  "certificate.issued",
  "certificate.changed",
  "rating.given",
] as const;
export type PublicEventKind = (typeof PUBLIC_EVENTS)[number];

/** What an entry of the ledger is, as systems outside know it; most entries are none of their business. */
export function publicEventsOf(entry: Entry, certificates: ReadonlySet<string>): readonly PublicEventKind[] {
  if (entry.subject.startsWith("record:")) return recordEvents(entry, certificates);
  const { marks } = entry.data;
  const kinds = Array.isArray(marks) ? marks.flatMap((mark) => (isJsonObject(mark) ? [mark] : [])) : [];
  const has = (kind: string, clock?: string): boolean =>
    kinds.some(
      (mark) =>
        mark["kind"] === kind &&
        (clock === undefined || !isJsonObject(mark["detail"]) || mark["detail"]["clock"] === clock),
    );
  return [
    ...(entry.seq === 1 ? (["case.opened"] as const) : []),
    ...(has("clockStarted", "decision") ? (["case.accepted"] as const) : []),
    // The law's clock stops with the decision (行政许可法 arts. 42, 44).
    ...(has("clockStopped", "decision") ? (["case.decided"] as const) : []),
    ...(has("closed") ? (["case.closed"] as const) : []),
  ];
}

function recordEvents(
  { subject, kind }: Entry,
  certificates: ReadonlySet<string>,
): readonly PublicEventKind[] {
  const register = subject.split(":")[1] ?? "";
  if (register === "rating") return kind === "recordCreated" ? ["rating.given"] : [];
  if (!certificates.has(register)) return [];
  if (kind === "recordCreated") return ["certificate.issued"];
  return kind === "recordChanged" ? ["certificate.changed"] : [];
}
