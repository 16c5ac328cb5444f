import type { FastifyRequest } from "fastify";
import { Type } from "typebox";
import { canMigrate, type Principal } from "#access";
import { checkMove, previewMigration } from "#cases";
import {
  MigrationAnswer,
  MigrationPreviewAnswer,
  MigrationPreviewRequest,
  MigrationRequest,
  MigrationsAnswer,
} from "#contract";
import { err, ok, problem, type Problem, type Result } from "#kernel";
import { findMigration, startMigration, stopMigration, systemContext, type StoredMigration } from "#store";
import type { App } from "../app.ts";
import type { Platform } from "../platform.ts";
import { send, sendProblem } from "../problem-answer.ts";
import { requirePrincipal } from "../sign-in/index.ts";
import { migrationAnswer, migrationPreviewAnswer, migrationsAnswer } from "../views/migrations-answer.ts";
import { IdempotencyHeaders } from "./apply.ts";

const Which = Type.Object({ id: Type.String({ maxLength: 100 }) });

/** Taking running cases over to another version of their process (迁移): what it would come to, doing it, stopping it. */
export function registerMigrationRoutes(app: App, platform: Platform): void {
  const { store, work } = platform;
  const context = systemContext(work.pack.code);
  const path = "/api/admin/migrations";

  app.get(path, { schema: { response: { 200: MigrationsAnswer } } }, async (request, reply) => {
    const principal = requireConfigurer(request);
    if (!principal.ok) return sendProblem(reply, principal.error);
    return reply.send(await migrationsAnswer(platform));
  });

  app.post(
    `${path}/preview`,
    { schema: { body: MigrationPreviewRequest, response: { 200: MigrationPreviewAnswer } } },
    async (request, reply) => {
      const principal = requireConfigurer(request);
      if (!principal.ok) return sendProblem(reply, principal.error);
      const foreseen = await previewMigration(work, principal.value, request.body);
      if (!foreseen.ok) return sendProblem(reply, foreseen.error);
      return reply.send(migrationPreviewAnswer(work.pack, foreseen.value));
    },
  );

  app.post(
    path,
    { schema: { headers: IdempotencyHeaders, body: MigrationRequest, response: { 200: MigrationAnswer } } },
    async (request, reply) => {
      const principal = requireConfigurer(request);
      if (!principal.ok) return sendProblem(reply, principal.error);
      const id = request.headers["idempotency-key"];
      if (typeof id !== "string") return sendProblem(reply, problem("IDEMPOTENCY_KEY_MISSING"));
      const { id: account } = principal.value.account;
      const asked = { ...request.body, id, account, reason: request.body.reason.trim() };
      const known = await findMigration(store, context, id);
      if (known !== undefined && known.migration.account !== account)
        return sendProblem(reply, problem("IDEMPOTENCY_KEY_REUSED"));
      const may = await checkMove(work, asked);
      if (!may.ok) return sendProblem(reply, may.error);
      const count = await startMigration(store, context, { ...asked, createdAt: work.now() });
      if (count === 0) return sendProblem(reply, problem("MIGRATION_NOTHING_RUNNING"));
      platform.changed();
      return send(reply, await told(id));
    },
  );

  app.get(
    `${path}/:id`,
    { schema: { params: Which, response: { 200: MigrationAnswer } } },
    async (request, reply) => {
      const principal = requireConfigurer(request);
      return send(reply, principal.ok ? await told(request.params.id) : principal);
    },
  );

  app.post(
    `${path}/:id/stop`,
    { schema: { params: Which, response: { 200: MigrationAnswer } } },
    async (request, reply) => {
      const principal = requireConfigurer(request);
      if (!principal.ok) return sendProblem(reply, principal.error);
      await stopMigration(store, context, request.params.id);
      platform.changed();
      return send(reply, await told(request.params.id));
    },
  );

  async function told(id: string): Promise<Result<MigrationAnswer, Problem>> {
    const found: StoredMigration | undefined = await findMigration(store, context, id);
    return found === undefined
      ? err(problem("MIGRATION_UNKNOWN"))
      : ok(await migrationAnswer(platform, found));
  }
}

function requireConfigurer(request: FastifyRequest): Result<Principal, Problem> {
  const principal = requirePrincipal(request);
  if (!principal.ok) return principal;
  const may = canMigrate(principal.value);
  return may.allowed ? principal : err(may.problem);
}
