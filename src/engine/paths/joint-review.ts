import { ok, type JsonObject, type Problem, type Result } from "#kernel";
import type { JointReview, PlanNode } from "#process";
import { evaluateValue, unexpected } from "../state/evaluate.ts";
import type { Living, Run } from "../state/run.ts";
import type { Votes } from "../state/state.ts";

type Verdict = "passed" | "rejected";

export const NO_VOTES: Votes = { agreed: 0, against: 0, abstained: 0 };

/**
 * What a vote reads is the run's own and null until its task gives it: who abstains must never be counted as whoever
 * voted before. What an input mapping brings (`each` is the single run) stays that.
 */
export function noVote(run: Run, each: PlanNode | undefined, { vote }: JointReview): JsonObject {
  const expression = vote.kind === "feel" ? run.linked.feel.get(vote.text) : undefined;
  const mapped = new Set(each?.inputs.map(({ target }) => target[0]));
  const names = (expression?.names ?? []).filter((name) => name !== "settings" && !mapped.has(name));
  return Object.fromEntries(names.map((name) => [name, null]));
}

/** The votes with that of a run that ends. Errors: ENGINE_VALUE_UNEXPECTED where it is no boolean and not null. */
export function countVote(
  run: Run,
  living: Living,
  review: JointReview,
  votes: Votes,
): Result<Votes, Problem> {
  const found = evaluateValue(run, living, review.vote);
  if (!found.ok) return found;
  switch (found.value) {
    case true:
      return ok({ ...votes, agreed: votes.agreed + 1 });
    case false:
      return ok({ ...votes, against: votes.against + 1 });
    case null:
      return ok({ ...votes, abstained: votes.abstained + 1 });
    default:
      return unexpected(living.node, "yiwang:jointReview vote", found.value);
  }
}

/** The verdict as soon as nothing can change it any more; null as long as something can. */
export function settledVerdict(rule: JointReview["rule"], votes: Votes, total: number): Verdict | null {
  const { agreed, against, abstained } = votes;
  const left = total - agreed - against - abstained;
  switch (rule) {
    case "all":
      if (against + abstained > 0) return "rejected";
      return agreed === total ? "passed" : null;
    case "majority":
      if (agreed * 2 > total) return "passed";
      return (agreed + left) * 2 <= total ? "rejected" : null;
    case "veto":
      if (against > 0) return "rejected";
      return left === 0 ? "passed" : null;
  }
}

/** What the review's variable holds. Ended before it was settled (by a completion condition), it has not passed. */
export function verdictOf({ rule, result }: JointReview, votes: Votes, total: number): JsonObject {
  const verdict = settledVerdict(rule, votes, total) ?? "rejected";
  return { [result]: { verdict, rule, total, ...votes } };
}
