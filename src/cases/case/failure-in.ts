import type { InstanceId } from "#engine";
import type { Bilingual } from "#kernel";
import type { Commit } from "./ports.ts";

/** What a commit would leave as a failure (运行故障) for a person to resolve, in words; any, or one alone. */
export function failureIn({ changes }: Commit, failure?: InstanceId): Bilingual | undefined {
  for (const change of changes)
    for (const effect of change.kind === "case" ? change.effects : [])
      if (effect.kind === "raiseFailure" && (failure ?? effect.failure.id) === effect.failure.id)
        return effect.failure.problem.message;
  return undefined;
}
