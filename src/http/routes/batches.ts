import type { FastifyRequest } from "fastify";
import { type Static, Type } from "typebox";
import { canBatch, canSeeBatch, storeContextOf, type Principal } from "#access";
import { previewBatch } from "#cases";
import { BatchAnswer, BatchList, BatchRequest } from "#contract";
import { err, ok, problem, type JsonObject, type Problem, type Result } from "#kernel";
import type { StoreContext } from "#registers";
import { findBatch, keepBatch, listBatches, startBatch, stopBatch, type StoredBatch } from "#store";
import type { App } from "../app.ts";
import { Paging } from "../lists/narrowing.ts";
import { leafOf } from "../lists/reading.ts";
import type { Platform } from "../platform.ts";
import { send, sendProblem } from "../problem-answer.ts";
import { requirePrincipal } from "../sign-in/index.ts";
import { batchAnswer, batchListLine } from "../views/batch-answer.ts";

const Which = Type.Object({ id: Type.String({ maxLength: 40 }) });

/** Batch sign-off (批量办理): what would happen, doing it, stopping it. */
export function registerBatchRoutes(app: App, platform: Platform): void {
  const { store, work, now } = platform;
  const contextOf = (principal: Principal) => storeContextOf(principal, work.pack.code);
  const told = async (principal: Principal, found: StoredBatch) =>
    ok(
      (await batchAnswer(platform, { principal, context: contextOf(principal) }, found)) as Static<
        typeof BatchAnswer
      >,
    );

  app.post(
    "/api/desk/batches/preview",
    { schema: { body: BatchRequest, response: { 200: BatchAnswer } } },
    async (request, reply) => {
      const principal = requirePrincipal(request);
      if (!principal.ok) return sendProblem(reply, principal.error);
      const { tasks, values } = request.body;
      const preview = await previewBatch(work, principal.value, { tasks, values: values as JsonObject });
      if (!preview.ok) return sendProblem(reply, preview.error);
      await keepBatch(store, contextOf(principal.value), preview.value);
      return send(reply, await told(principal.value, preview.value));
    },
  );

  app.get(
    "/api/desk/batches",
    { schema: { querystring: Type.Object(Paging), response: { 200: BatchList } } },
    async (request, reply) => {
      const principal = requirePrincipal(request);
      if (!principal.ok) return sendProblem(reply, principal.error);
      const may = canBatch(principal.value);
      if (!may.allowed) return sendProblem(reply, may.problem);
      const { account } = principal.value;
      const leaf = leafOf(request.query.cursor);
      const { items, next } = await listBatches(store, contextOf(principal.value), account.id, leaf);
      return reply.send({ items: items.map((head) => batchListLine(work.pack, head)), next });
    },
  );

  /** Finds the asker's batch, changes it where it may be changed, and answers it as it stands then. */
  const changed = async (
    request: FastifyRequest<{ Params: Static<typeof Which> }>,
    change: (found: StoredBatch, context: StoreContext) => Promise<Problem | undefined>,
  ) => {
    const principal = requirePrincipal(request);
    if (!principal.ok) return principal;
    const found = await findOwn(platform, principal.value, request.params.id);
    if (!found.ok) return found;
    const refused = await change(found.value, contextOf(principal.value));
    if (refused !== undefined) return err(refused);
    const after = await findOwn(platform, principal.value, request.params.id);
    return after.ok ? told(principal.value, after.value) : after;
  };
  const schema = { params: Which, response: { 200: BatchAnswer } };

  app.get("/api/desk/batches/:id", { schema }, async (request, reply) =>
    send(reply, await changed(request, async () => undefined)),
  );

  const run = async ({ batch, lines }: StoredBatch, context: StoreContext) => {
    if (batch.status === "stopping" || batch.status === "stopped") return problem("BATCH_STOPPED");
    // Asked again after a lost answer: it runs, or has run.
    if (batch.status !== "preview") return undefined;
    if (!lines.some(({ status }) => status === "ready")) return problem("BATCH_NOTHING_READY");
    await startBatch(store, context, batch.id, now());
    platform.changed();
    return undefined;
  };
  app.post("/api/desk/batches/:id/run", { schema }, async (request, reply) =>
    send(reply, await changed(request, run)),
  );

  const stop = async ({ batch }: StoredBatch, context: StoreContext) => {
    await stopBatch(store, context, batch.id);
    platform.changed();
    return undefined;
  };
  app.post("/api/desk/batches/:id/stop", { schema }, async (request, reply) =>
    send(reply, await changed(request, stop)),
  );
}

/** A batch of the asker's own; any other answers as one that is not there. */
async function findOwn(
  platform: Platform,
  principal: Principal,
  id: string,
): Promise<Result<StoredBatch, Problem>> {
  const found = await findBatch(platform.store, storeContextOf(principal, platform.work.pack.code), id);
  if (found === undefined) return err(problem("BATCH_UNKNOWN"));
  const seen = canSeeBatch(principal, found.batch);
  return seen.allowed ? ok(found) : err(seen.problem);
}
