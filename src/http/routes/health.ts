import type { App } from "../app.ts";
import type { Platform } from "../platform.ts";
import { RETRY_AFTER } from "../problem-answer.ts";

/** /healthz: the process lives. /readyz: it can serve (database reachable, pack read). /api/openapi.json. */
export function registerHealthRoutes(app: App, platform: Platform): void {
  app.get("/healthz", async () => ({ status: "ok" }));
  app.get("/readyz", async (_request, reply) => {
    const ready = await platform.ready();
    if (!ready) reply.header("retry-after", RETRY_AFTER);
    return reply.code(ready ? 200 : 503).send({ status: ready ? "ready" : "not ready" });
  });
  // Pages name their own mark; browsers ask for this one all the same.
  app.get("/favicon.ico", async (_request, reply) => reply.code(204).send());
  app.get("/api/openapi.json", async () => app.swagger());
}
