import { err, ok, problem, type Problem, type Result } from "#kernel";
import { refused, type Decision, allowed } from "../decision.ts";
import type { Principal } from "../principal.ts";
import type { PostDecision } from "./interventions.ts";

/** What somebody has been trained for (全科、专项), while it holds. */
export type Skill = {
  readonly account: string;
  readonly kind: "allRound" | "matter";
  readonly matter: string | null;
};

/** A matter as a station routes it, by how often it is asked for. */
export type StationTarget = {
  readonly matter: string;
  readonly frequency: "high" | "middle" | "low";
  /** Skills in force: the clerk's own, and of whoever is a specialist of this matter. */
  readonly own: readonly Skill[];
  /** The specialists of this matter, by name. */
  readonly specialists: readonly string[];
};

/**
 * Who takes a matter in at a station (便民服务站): what is often asked for any clerk of all-round training (人人能办),
 * what is asked for now and then a specialist of it (专人专办), what is rare an agent by a ticket (帮办代办).
 */
export function canTakeInAtStation({ matter, frequency, own, specialists }: StationTarget): Decision {
  const isSpecialist = own.some((skill) => skill.kind === "matter" && skill.matter === matter);
  if (isSpecialist) return allowed;
  if (frequency === "high")
    return own.some(({ kind }) => kind === "allRound") ? allowed : refused("STATION_ALL_ROUND");
  if (frequency === "middle")
    return refused("STATION_SPECIALIST", { who: specialists.length === 0 ? "—" : specialists.join("、") });
  return refused("STATION_AGENT_TICKET");
}

/** Whose skills somebody sees who manages stations: everybody's, or those of their own organs' clerks. */
export type SkillsSeen =
  | { readonly kind: "all" }
  | { readonly kind: "organs"; readonly organs: readonly string[] };

/**
 * Who looks after the training of window clerks: the organ that keeps the register of skills sees everybody's, whoever
 * oversees the district too; the head of an organ that has a station sees its own clerks'.
 */
export function skillsSeen(
  principal: Principal | null,
  { keeper, stations }: { readonly keeper: string; readonly stations: readonly string[] },
): Result<SkillsSeen, Problem> {
  if (principal === null) return err(problem("SIGN_IN_REQUIRED"));
  if (principal.account.disabledAt !== null) return err(problem("ACCOUNT_DISABLED"));
  const { posts } = principal;
  const sees = posts.some(
    ({ organ, role }) =>
      (organ === keeper && role !== "clerk") || ["leader", "auditor", "supervisor"].includes(role),
  );
  if (sees) return ok({ kind: "all" });
  const organs = posts
    .filter(({ organ, role }) => role === "approver" && stations.includes(organ))
    .map(({ organ }) => organ);
  return organs.length === 0
    ? err(problem("SKILLS_NOT_YOURS"))
    : ok({ kind: "organs", organs: [...new Set(organs)] });
}

/** A clerk whose training is recorded, and the organs of the posts that make them one. */
export type TrainedClerk = { readonly account: string; readonly organs: readonly string[] };

/** Organs that look after training: the one that keeps its register, and those that have a station. */
export type TrainingOrgans = { readonly keeper: string; readonly stations: readonly string[] };

/**
 * 培训登记: the head of the organ that keeps the register for every clerk, the head of an organ that has a station for
 * its own; nobody for oneself.
 */
export function canRecordTraining(
  principal: Principal | null,
  { keeper, stations }: TrainingOrgans,
  clerk: TrainedClerk,
): PostDecision {
  if (principal === null) return refused("SIGN_IN_REQUIRED");
  if (principal.account.disabledAt !== null) return refused("ACCOUNT_DISABLED");
  const heads = principal.posts.filter(({ role }) => role === "approver");
  const post =
    heads.find(({ organ }) => organ === keeper) ??
    heads.find(({ organ }) => stations.includes(organ) && clerk.organs.includes(organ));
  if (post === undefined) return refused("TRAINING_NOT_YOURS");
  if (clerk.account === principal.account.id) return refused("TRAINING_OWN");
  return { allowed: true, as: post };
}
