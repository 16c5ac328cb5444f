/** What systems outside can be told of, as code and packs name it. */
export const PUBLIC_EVENTS = [
  "case.opened",
  "case.accepted",
  "case.step",
  "case.paused",
  "case.resumed",
  "case.decided",
  "case.closed",
  "certificate.issued",
  "certificate.changed",
  "rating.given",
  "rating.changed",
  "matter.changed",
] as const;
export type PublicEventKind = (typeof PUBLIC_EVENTS)[number];

/** What a report's FEEL reads, with the names inside each; `record` holds what its register says. */
export const REPORT_NAMES = {
  event: ["id", "kind", "at", "day", "seq", "state", "step", "outcome", "status", "act", "from", "to"],
  case: ["caseNo", "division", "receivedAt", "acceptedAt", "dueAt", "closedAt", "outcome", "facts"],
  matter: [
    "id",
    "name",
    "version",
    "kind",
    "itemType",
    "basicCode",
    "implementationCode",
    "handlingCode",
    "elsewhere",
    "applied",
  ],
  organ: ["id", "name", "creditCode", "division"],
  applicant: ["kind", "name", "creditCode"],
  document: ["id", "number", "title", "sha256", "sealedAt", "url"],
} as const;
