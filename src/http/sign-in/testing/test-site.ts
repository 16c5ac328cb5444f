import Fastify, { type FastifyInstance } from "fastify";
import { createServer } from "node:net";
import { instantFromMillis, type Instant } from "#kernel";
import { sendProblem } from "../../problem-answer.ts";
import { registerSignIn, requirePrincipal, type SignInOptions, type SignInStore } from "../index.ts";

export type TestSite<Kept extends SignInStore = SignInStore> = {
  readonly app: FastifyInstance;
  readonly url: string;
  readonly store: Kept;
  readonly now: () => Instant;
  /** Moves the site's clock. */
  readonly later: (minutes: number) => void;
};

/** A port that was free a moment ago; the issuer's name holds it before anything listens. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" && address !== null ? address.port : 0;
}

/** A real server on loopback with two routes of its own, and a clock that a test moves. */
export async function testSite<Kept extends SignInStore>(
  change: Partial<SignInOptions>,
  store: Kept,
): Promise<TestSite<Kept>> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  let shift = 0;
  const start = Temporal.Now.instant().epochMilliseconds;
  const began = performance.now();
  const now = (): Instant => instantFromMillis(start + Math.round(performance.now() - began) + shift);
  const app = Fastify();
  await registerSignIn(app, {
    store,
    publicUrl: url,
    title: { zh: "千山区一网", en: "Qianshan Yiwang" },
    now,
    ...change,
  });
  app.get("/api/me", async (request, reply) => {
    const principal = requirePrincipal(request);
    if (!principal.ok) return sendProblem(reply, principal.error);
    return { ...principal.value, csrf: request.csrfToken };
  });
  app.post("/api/thing", async (request, reply) => {
    const principal = requirePrincipal(request);
    return principal.ok ? { done: true } : sendProblem(reply, principal.error);
  });
  app.get("/", async (_request, reply) => reply.type("text/html").send("home"));
  await app.listen({ host: "127.0.0.1", port });
  return { app, url, store, now, later: (minutes) => void (shift += minutes * 60_000) };
}
