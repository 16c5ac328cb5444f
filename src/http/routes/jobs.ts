import { randomUUID } from "node:crypto";
import { type FastifyReply, type FastifyRequest } from "fastify";
import { type Static, Type } from "typebox";
import { canExchange } from "#access";
import { endJob, type JobEnd } from "#cases";
import {
  CompleteJobRequest,
  FailJobRequest,
  JobsAnswer,
  TakeJobsRequest,
  ThrowErrorRequest,
} from "#contract";
import {
  err,
  instantFromMillis,
  millisOf,
  ok,
  parseInstant,
  problem,
  type JsonObject,
  type Problem,
  type Result,
} from "#kernel";
import { systemContext, takeJobs } from "#store";
import type { App } from "../app.ts";
import type { Platform } from "../platform.ts";
import { sendProblem } from "../problem-answer.ts";
import { requirePrincipal } from "../sign-in/index.ts";

const Which = Type.Object({ caseNo: Type.String({ maxLength: 100 }), job: Type.String({ maxLength: 40 }) });

/** Jobs that cases wait for are taken under a lease and ended by outside workers whom the district admits. */
export function registerJobRoutes(app: App, platform: Platform): void {
  const { store } = platform;
  const { pack } = platform.work;

  app.post(
    "/api/jobs/activate",
    { schema: { body: TakeJobsRequest, response: { 200: JobsAnswer } } },
    async (request, reply) => {
      const { type, most, seconds } = request.body;
      const worker = admitted(platform, request, type);
      if (!worker.ok) return sendProblem(reply, worker.error);
      const now = platform.now();
      const until = instantFromMillis(millisOf(now) + seconds * 1000);
      const claim = { type, most, lease: randomUUID(), now, until };
      const jobs = await takeJobs(store, systemContext(pack.code), claim);
      return reply.send({ jobs: jobs.map(({ retryAt: _retryAt, ...job }) => job) } as Static<
        typeof JobsAnswer
      >);
    },
  );

  app.post(
    "/api/jobs/:caseNo/:job/complete",
    { schema: { params: Which, body: CompleteJobRequest } },
    async (request, reply) => {
      const variables = request.body.variables as JsonObject;
      return end(platform, request, reply, ok({ how: "complete", variables }));
    },
  );

  app.post(
    "/api/jobs/:caseNo/:job/fail",
    { schema: { params: Which, body: FailJobRequest } },
    async (request, reply) => end(platform, request, reply, failure(request.body)),
  );

  app.post(
    "/api/jobs/:caseNo/:job/throw",
    { schema: { params: Which, body: ThrowErrorRequest } },
    async (request, reply) => {
      const { code, variables } = request.body;
      return end(platform, request, reply, ok({ how: "throw", code, variables: variables as JsonObject }));
    },
  );
}

/** The worker's account, where the district admits its posts to a type of job. */
function admitted(platform: Platform, request: FastifyRequest, type: string): Result<string, Problem> {
  const principal = requirePrincipal(request);
  if (!principal.ok) return principal;
  const may = canExchange(principal.value, platform.work.pack.exchange.jobs[type]);
  return may.allowed ? ok(principal.value.account.id) : err(may.problem);
}

function failure({ retries, message, retryAt }: FailJobRequest): Result<JobEnd, Problem> {
  if (retryAt === undefined) return ok({ how: "fail", retries, message });
  const moment = parseInstant(retryAt);
  if (!moment.ok) return err(problem("RETRY_MOMENT_WRONG", { moment: retryAt }));
  return ok({ how: "fail", retries, message, retryAt: moment.value });
}

type Ending = { readonly type: string; readonly lease: string };

async function end(
  platform: Platform,
  request: FastifyRequest<{ Params: Static<typeof Which>; Body: Ending }>,
  reply: FastifyReply,
  how: Result<JobEnd, Problem>,
): Promise<FastifyReply> {
  const { caseNo, job } = request.params;
  const { type, lease } = request.body;
  const worker = admitted(platform, request, type);
  if (!worker.ok) return sendProblem(reply, worker.error);
  if (!how.ok) return sendProblem(reply, how.error);
  // The lease is a secret of whoever took the job, and was given for this type of it.
  const ended = await endJob(platform.work, { caseNo, job, lease, worker: worker.value }, how.value);
  if (!ended.ok) return sendProblem(reply, ended.error);
  platform.changed();
  return reply.send({ ended: true });
}
