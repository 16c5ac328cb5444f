import type { FastifyRequest } from "fastify";
import { Type } from "typebox";
import { canDecideAgain, canTryRules, storeContextOf } from "#access";
import {
  decideAgain,
  partOnCase,
  readRules,
  ruleOf,
  rulesHeld,
  tryRules,
  type MachineDecision,
} from "#cases";
import {
  DecidedAgainAnswer,
  GroundsAnswer,
  RulesAnswer,
  RulesTrialAnswer,
  RulesTrialRequest,
} from "#contract";
import { dayAfter, err, ok, problem, startOfDay, type LocalDate, type Problem, type Result } from "#kernel";
import { findMachineDecision, listMachineDecisions, systemContext } from "#store";
import type { App } from "../app.ts";
import type { Platform } from "../platform.ts";
import { send, sendProblem } from "../problem-answer.ts";
import { requirePrincipal } from "../sign-in/index.ts";
import { groundsAnswer } from "../views/grounds-answer.ts";
import { seenIn } from "../views/seen-part.ts";
import { rulesAnswer, trialAnswer, trialSheet } from "../views/rules-answer.ts";
import { findSeenCase } from "./seen-case.ts";

const CasePath = Type.Object({ caseNo: Type.String({ maxLength: 40 }) });
/** Lines that a page shows, and that a sheet holds. */
const MOST_SHOWN = 200;
const MOST_EXPORTED = 20_000;
const PAGE = 500;

/** On what a rule decided a case (决定依据), running it again, and trying other rules on a period (规则试算). */
export function registerInstantRoutes(app: App, platform: Platform): void {
  const { store, work } = platform;

  app.get(
    "/api/cases/:caseNo/grounds",
    { schema: { params: CasePath, response: { 200: GroundsAnswer } } },
    async (request, reply) => {
      const found = await findDecided(platform, request, request.params.caseNo);
      if (!found.ok) return sendProblem(reply, found.error);
      const { principal, stored, decision } = found.value;
      return reply.send(groundsAnswer(principal, stored, decision));
    },
  );

  app.post(
    "/api/cases/:caseNo/grounds/again",
    { schema: { params: CasePath, response: { 200: DecidedAgainAnswer } } },
    async (request, reply) => {
      const found = await findDecided(platform, request, request.params.caseNo);
      if (!found.ok) return sendProblem(reply, found.error);
      const { principal, stored, decision } = found.value;
      const may = canDecideAgain(principal, stored.head);
      if (!may.allowed) return sendProblem(reply, may.problem);
      const models = await platform.findRules(decision.rules);
      if (!models.ok) return sendProblem(reply, models.error);
      const judged = decideAgain(models.value, decision, ruleOf(decision));
      const now = new Map(judged.conditions.map(({ id, result }) => [id, result]));
      const conditions = decision.conditions.map(({ id, name, result }) => ({
        id,
        name,
        before: result,
        now: now.get(id) ?? "unanswered",
      }));
      const same =
        judged.holds === rulesHeld(decision) && conditions.every((each) => each.before === each.now);
      const { rules } = decision;
      return reply.send({ same, granted: judged.holds, rules, at: work.now(), conditions });
    },
  );

  app.get("/api/admin/rules", { schema: { response: { 200: RulesAnswer } } }, async (request, reply) => {
    const may = requireTrier(request);
    return may.ok ? reply.send(await rulesAnswer(platform)) : sendProblem(reply, may.error);
  });

  app.post(
    "/api/admin/rules/trial",
    { bodyLimit: 2_000_000, schema: { body: RulesTrialRequest, response: { 200: RulesTrialAnswer } } },
    async (request, reply) => {
      const may = requireTrier(request);
      if (!may.ok) return sendProblem(reply, may.error);
      return send(reply, await tried(request.body, MOST_SHOWN));
    },
  );

  app.post(
    "/api/admin/rules/trial/export",
    { bodyLimit: 2_000_000, schema: { body: RulesTrialRequest } },
    async (request, reply) => {
      const may = requireTrier(request);
      if (!may.ok) return sendProblem(reply, may.error);
      const answer = await tried(request.body, MOST_EXPORTED);
      if (!answer.ok) return sendProblem(reply, answer.error);
      const name = encodeURIComponent(`规则试算-${request.body.matter}-${request.body.from}.csv`);
      return reply
        .type("text/csv; charset=utf-8")
        .header("content-disposition", `attachment; filename*=UTF-8''${name}`)
        .send(trialSheet(answer.value));
    },
  );

  async function tried(
    { matter: id, from, to, rules }: RulesTrialRequest,
    most: number,
  ): Promise<Result<RulesTrialAnswer, Problem>> {
    const matter = work.pack.matters.get(id);
    if (matter === undefined) return err(problem("MATTER_UNKNOWN", { matter: id }));
    const models = "xml" in rules ? await readRules(rules.xml) : await platform.findRules(rules.version);
    if (!models.ok) return models;
    const [begin, end] = [startOfDay(from as LocalDate), startOfDay(dayAfter(to as LocalDate))];
    const page = (after: MachineDecision | null) =>
      listMachineDecisions(store, systemContext(work.pack.code), {
        matter: id,
        from: begin,
        to: end,
        after,
        most: PAGE,
      });
    const trial = await tryRules(matter, models.value, page, most);
    return trial.ok ? ok(trialAnswer(matter, models.value.version, trial.value)) : trial;
  }
}

function requireTrier(request: FastifyRequest): Result<null, Problem> {
  const principal = requirePrincipal(request);
  if (!principal.ok) return principal;
  const may = canTryRules(principal.value);
  return may.allowed ? ok(null) : err(may.problem);
}

async function findDecided(platform: Platform, request: FastifyRequest, caseNo: string) {
  const principal = requirePrincipal(request);
  if (!principal.ok) return principal;
  const stored = await findSeenCase(platform, principal.value, caseNo);
  if (!stored.ok) return stored;
  const { pack } = platform.work;
  if (!seenIn(partOnCase(pack, principal.value, stored.value)).all) return err(problem("CASE_IN_PART"));
  const context = storeContextOf(principal.value, pack.code);
  const decision = await findMachineDecision(platform.store, context, stored.value.id);
  return decision === undefined
    ? err(problem("DECISION_NOT_BY_RULE"))
    : ok({ principal: principal.value, stored: stored.value, decision });
}
