import type { Bilingual } from "#kernel";
import type { Commit } from "./ports.ts";

/** What a commit would leave as a failure (运行故障) for a person to resolve, in words. */
export function failureIn({ changes }: Commit): Bilingual | undefined {
  for (const change of changes)
    for (const effect of change.kind === "case" ? change.effects : [])
      if (effect.kind === "raiseFailure") return effect.failure.problem.message;
  return undefined;
}
