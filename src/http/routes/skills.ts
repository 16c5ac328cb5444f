import { type Static, Type } from "typebox";
import { skillsSeen } from "#access";
import { SkillsAnswer, SkillsShown } from "#contract";
import type { App } from "../app.ts";
import type { Platform } from "../platform.ts";
import { sendProblem } from "../problem-answer.ts";
import { requirePrincipal } from "../sign-in/index.ts";
import { skillsAnswer } from "../views/skills-answer.ts";

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
      const stations = [...pack.halls.values()].filter(({ kind }) => kind === "station");
      const seen = skillsSeen(principal.value, {
        keeper: pack.registers.get("clerk-skills")?.owner ?? "",
        stations: stations.map(({ organ }) => organ),
      });
      if (!seen.ok) return sendProblem(reply, seen.error);
      const answer = await skillsAnswer(platform, seen.value, request.query.show);
      return reply.send(answer as Static<typeof SkillsAnswer>);
    },
  );
}
