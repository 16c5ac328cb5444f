import type { FastifyReply, FastifyRequest } from "fastify";
import { type Static, Type } from "typebox";
import { canResolveFailure } from "#access";
import { resolveFailure, type FailureAct } from "#cases";
import { FailurePage, SkipFailureRequest, type FailureAnswer } from "#contract";
import { inBoth, organInBoth } from "#district";
import { listFailures, systemContext, type FailureRow } from "#store";
import type { App } from "../app.ts";
import type { Platform } from "../platform.ts";
import { sendProblem } from "../problem-answer.ts";
import { requirePrincipal } from "../sign-in/index.ts";

const Cursor = Type.Object({ cursor: Type.Optional(Type.String({ maxLength: 500 })) });
const Which = Type.Object({ caseNo: Type.String({ maxLength: 100 }), id: Type.String({ maxLength: 40 }) });

/** What could not go on, and what a configurer does about it. */
export function registerFailureRoutes(app: App, platform: Platform): void {
  app.get(
    "/api/failures",
    { schema: { querystring: Cursor, response: { 200: FailurePage } } },
    async (request, reply) => {
      const principal = requirePrincipal(request);
      if (!principal.ok) return sendProblem(reply, principal.error);
      const may = canResolveFailure(principal.value);
      if (!may.allowed) return sendProblem(reply, may.problem);
      // Failures of every organ: the policy above has been asked, and nothing personal is told.
      const context = systemContext(platform.work.pack.code);
      const page = await listFailures(platform.store, context, { cursor: request.query.cursor ?? null });
      const items = await Promise.all(page.items.map((row) => failureAnswer(platform, row)));
      return reply.send({ items, next: page.next } as Static<typeof FailurePage>);
    },
  );

  app.post("/api/failures/:caseNo/:id/retry", { schema: { params: Which } }, (request, reply) =>
    resolve(platform, request, reply, { ...request.params, act: { kind: "retry" } }),
  );

  app.post(
    "/api/failures/:caseNo/:id/skip",
    { schema: { params: Which, body: SkipFailureRequest } },
    (request, reply) =>
      resolve(platform, request, reply, {
        ...request.params,
        act: { kind: "skip", reason: request.body.reason.trim() },
      }),
  );
}

async function resolve(
  platform: Platform,
  request: FastifyRequest,
  reply: FastifyReply,
  { caseNo, id, act }: { readonly caseNo: string; readonly id: string; readonly act: FailureAct["act"] },
): Promise<FastifyReply> {
  const principal = requirePrincipal(request);
  if (!principal.ok) return sendProblem(reply, principal.error);
  const done = await resolveFailure(platform.work, principal.value, { caseNo, failure: id, act });
  if (!done.ok) return sendProblem(reply, done.error);
  platform.changed();
  return reply.send({ caseNo });
}

async function failureAnswer(platform: Platform, row: FailureRow): Promise<FailureAnswer> {
  const { pack, planOfCase } = platform.work;
  const plan = await planOfCase({ head: row });
  const plans = plan.ok ? [...plan.value.plans.values()] : [];
  const name = plans.map(({ nodes }) => nodes.get(row.element)?.name).find((each) => each !== undefined);
  return {
    caseNo: row.caseNo,
    id: row.id,
    matterName: inBoth(pack, row.matterName),
    organName: organInBoth(pack, row.organ),
    element: row.element,
    elementName: inBoth(pack, name === undefined || name === "" ? row.element : name),
    since: row.raisedAt,
    code: row.problem.code,
    message: row.problem.message,
    next: row.problem.next,
  };
}
