import { oneOf, optional, type Shape } from "../shape/shape.ts";

/**
 * By whose words the cases of a matter are told (glossary): `service` 办件, `incident` a reported 案卷, `governance` a
 * 案卷 that work or a record's day begins, `enforcement` 案件.
 */
export type CaseKind = "service" | "incident" | "governance" | "enforcement";

export const caseKind: Shape<CaseKind> = optional(
  oneOf<CaseKind>("service", "incident", "governance", "enforcement"),
  "service",
);
