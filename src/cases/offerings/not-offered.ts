import type { Offering } from "#district";
import { problem, type Problem } from "#kernel";

/**
 * Why a matter takes no application now; undefined where it does. What somebody has filled in is kept either way.
 * Problems: MATTER_SUSPENDED, MATTER_CANCELLED, MATTER_NOT_IN_FORCE.
 */
export function notOffered({ matter, standing }: Offering): Problem | undefined {
  const { state, from, to, reason } = standing;
  const words = { matter: matter.name.zh, from: from ?? "—", reason: reason ?? "—" };
  switch (state) {
    case "inForce":
      return undefined;
    case "suspended": {
      const until = to === null ? { until: "", untilEn: "" } : { until: `至${to}`, untilEn: ` to ${to}` };
      return problem("MATTER_SUSPENDED", { ...words, ...until });
    }
    case "cancelled":
      return problem("MATTER_CANCELLED", words);
    case "draft":
    case "pending":
    case "notYet":
    case "ended":
      return problem("MATTER_NOT_IN_FORCE", { matter: matter.name.zh });
  }
}
