import { OFFERING_REGISTER, RATING_REGISTER, type PublicEventKind } from "#district";
import { isJsonObject } from "#kernel";
import type { Entry } from "#registers";

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
    ...(entry.kind === "completeTask" ? (["case.step"] as const) : []),
    // Special procedures (行政许可法 art. 45) and whatever else the decision's clock stands still for.
    ...(has("clockPaused", "decision") ? (["case.paused"] as const) : []),
    ...(has("clockResumed", "decision") ? (["case.resumed"] as const) : []),
    // The law's clock stops with the decision (行政许可法 arts. 42, 44).
    ...(has("clockStopped", "decision") ? (["case.decided"] as const) : []),
    ...(has("closed") ? (["case.closed"] as const) : []),
  ];
}

const RATING = { made: "rating.given", changed: "rating.changed" } as const;
const CERTIFICATE = { made: "certificate.issued", changed: "certificate.changed" } as const;

function recordEvents(
  { subject, kind }: Entry,
  certificates: ReadonlySet<string>,
): readonly PublicEventKind[] {
  const register = subject.split(":")[1] ?? "";
  // Published, suspended, resumed, cancelled or amended: what was only proposed, or refused, changes nothing.
  if (register === OFFERING_REGISTER) return kind === "matterApproved" ? ["matter.changed"] : [];
  const about = register === RATING_REGISTER ? RATING : certificates.has(register) ? CERTIFICATE : undefined;
  if (about === undefined) return [];
  if (kind === "recordCreated") return [about.made];
  return kind === "recordChanged" ? [about.changed] : [];
}
