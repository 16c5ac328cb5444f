import type { OutgoingHttpHeaders } from "node:http";
import type { FastifyReply } from "fastify";
import { canSeeBatch, canSeeCase, canSeeFigure, canSeeRecord, type Principal } from "#access";
import type { App } from "../app.ts";
import type { News, NewsSubject } from "../live-hub.ts";
import type { Platform } from "../platform.ts";
import { sendProblem } from "../problem-answer.ts";
import { requirePrincipal } from "../sign-in/index.ts";

/** The live line: what changes, told as it happens to whoever may know of it. */
export function registerLiveRoute(app: App, platform: Platform): void {
  const { live, work } = platform;
  // A stream without a body never ends, so HEAD is not answered.
  app.get("/api/live", { exposeHeadRoute: false }, async (request, reply) => {
    const asking = requirePrincipal(request);
    if (!asking.ok) return sendProblem(reply, asking.error);
    let principal = asking.value;
    reply.hijack();
    reply.raw.writeHead(200, {
      ...headersSoFar(reply),
      "content-type": "text/event-stream",
      "cache-control": "no-store",
      connection: "keep-alive",
      "x-accel-buffering": "no",
    });
    reply.raw.write(": listening\n\n");
    const lookAgain = async (): Promise<void> => {
      const found = await request.lookAgain();
      if (found === undefined) reply.raw.end();
      else principal = found;
    };
    const forget = live.listen({
      stream: reply.raw,
      mayHear: (news) => mayHear(principal, work.pack.code, news),
      lookAgain: () => void lookAgain().catch((fault: unknown) => request.log.error(fault)),
    });
    request.raw.on("close", forget);
  });
}

/** What the hooks have set: a stream that is written by hand keeps the strict headers too. */
function headersSoFar(reply: FastifyReply): OutgoingHttpHeaders {
  return Object.fromEntries(Object.entries(reply.getHeaders()).map(([name, value]) => [name, String(value)]));
}

/**
 * Cases and records by the policy of their own pages, figures by that of figures. Asked for every listener of
 * every event, so it looks at nothing but the principal and what the news carries.
 */
function mayHear(principal: Principal, district: string, news: News): boolean {
  if (news.event === "figures")
    return canSeeFigure(principal, { division: district, organ: null, open: false }).allowed;
  // Who waits where is on the hall's display, so everybody who is signed in may hear of it.
  if (news.event === "hall") return true;
  return mayKnow(principal, news.about);
}

function mayKnow(principal: Principal, about: NewsSubject): boolean {
  switch (about.kind) {
    case "case":
      return canSeeCase(principal, about).allowed;
    case "record":
      return canSeeRecord(principal, about).allowed;
    case "batch":
      return canSeeBatch(principal, about).allowed;
  }
}
