import { type Static, Type } from "typebox";
import { skillsSeen } from "#access";
import { recordTraining, trainingOrgans, withdrawTraining } from "#cases";
import {
  RecordTrainingRequest,
  SkillsAnswer,
  SkillsShown,
  TrainingAnswer,
  WithdrawTrainingRequest,
} from "#contract";
import type { LocalDate } from "#kernel";
import type { App } from "../app.ts";
import type { Platform } from "../platform.ts";
import { send, sendProblem } from "../problem-answer.ts";
import { requirePrincipal } from "../sign-in/index.ts";
import { skillsAnswer } from "../views/skills-answer.ts";

const One = Type.Object({ id: Type.String({ maxLength: 60 }) });

/** Skills and training of window clerks, for who manages stations (便民服务站全科培训). */
export function registerSkillRoutes(app: App, platform: Platform): void {
  const { pack } = platform.work;
  app.get(
    "/api/desk/skills",
    {
      schema: {
        querystring: Type.Object({ show: Type.Optional(SkillsShown) }),
        response: { 200: SkillsAnswer },
      },
    },
    async (request, reply) => {
      const principal = requirePrincipal(request);
      if (!principal.ok) return sendProblem(reply, principal.error);
      const seen = skillsSeen(principal.value, trainingOrgans(pack));
      if (!seen.ok) return sendProblem(reply, seen.error);
      const answer = await skillsAnswer(platform, principal.value, seen.value, request.query.show);
      return reply.send(answer as Static<typeof SkillsAnswer>);
    },
  );

  app.post(
    "/api/desk/skills",
    { schema: { body: RecordTrainingRequest, response: { 200: TrainingAnswer } } },
    async (request, reply) => {
      const principal = requirePrincipal(request);
      if (!principal.ok) return sendProblem(reply, principal.error);
      const { trainedOn, validTo, ...rest } = request.body;
      const recorded = await recordTraining(platform.work, principal.value, {
        ...rest,
        trainedOn: trainedOn as LocalDate,
        validTo: validTo as LocalDate | null,
      });
      if (recorded.ok) platform.changed();
      return send(reply, recorded);
    },
  );

  app.post(
    "/api/desk/skills/:id/withdraw",
    { schema: { params: One, body: WithdrawTrainingRequest, response: { 200: TrainingAnswer } } },
    async (request, reply) => {
      const principal = requirePrincipal(request);
      if (!principal.ok) return sendProblem(reply, principal.error);
      const withdrawn = await withdrawTraining(platform.work, principal.value, {
        id: request.params.id,
        reason: request.body.reason.trim(),
      });
      if (withdrawn.ok) platform.changed();
      return send(reply, withdrawn);
    },
  );
}
