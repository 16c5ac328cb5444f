import type { OutgoingHttpHeaders } from "node:http";
import type { FastifyReply } from "fastify";
import { type Static, Type } from "typebox";
import { canSeeFigure, canSeeFigureRecords, storeContextOf, type Principal } from "#access";
import { FeedLine, IndicatorRecordsAnswer, ScreenAnswer } from "#contract";
import { localDateOf, problem } from "#kernel";
import { countOpenByDivision, listLatestEntries } from "#store";
import type { StoreContext } from "#registers";
import type { App } from "../app.ts";
import type { Platform } from "../platform.ts";
import { sendProblem } from "../problem-answer.ts";
import { requirePrincipal } from "../sign-in/index.ts";
import { figureAnswer, figuresOf } from "../views/figures.ts";
import { indicatorRecords } from "../views/indicator-records.ts";
import { feedLines } from "../views/feed.ts";

const FEED_LENGTH = 30;

/** The leader's screen, the records behind each figure, and the live line that keeps it true. */
export function registerScreenRoutes(app: App, platform: Platform): void {
  const { pack } = platform.work;
  const thisYear = () => Number(localDateOf(platform.now()).slice(0, 4));

  app.get("/api/screen", { schema: { response: { 200: ScreenAnswer } } }, async (request, reply) => {
    const principal = requirePrincipal(request);
    if (!principal.ok) return sendProblem(reply, principal.error);
    const seen = canSeeFigure(principal.value, { division: pack.code, organ: null, open: false });
    if (!seen.allowed) return sendProblem(reply, seen.problem);
    const context = storeContextOf(principal.value, pack.code);
    const [figures, feed, open] = await Promise.all([
      figuresOf(platform, thisYear()),
      latestFeed(platform, context),
      countOpenByDivision(platform.store, context),
    ]);
    return reply.send({
      district: { code: pack.code, name: pack.name },
      outline: { ...pack.outline.geojson },
      attribution: pack.outline.attribution,
      divisions: divisionsWithOpen(platform, open),
      figures,
      feed,
    } as Static<typeof ScreenAnswer>);
  });

  app.get(
    "/api/indicators/:id/records",
    {
      schema: {
        params: Type.Object({ id: Type.String() }),
        querystring: Type.Object({
          year: Type.Optional(Type.Integer({ minimum: 2000, maximum: 2100 })),
          cursor: Type.Optional(Type.String({ maxLength: 500 })),
        }),
        response: { 200: IndicatorRecordsAnswer },
      },
    },
    async (request, reply) => {
      const principal = requirePrincipal(request);
      if (!principal.ok) return sendProblem(reply, principal.error);
      const indicator = platform.indicators.find((each) => each.id === request.params.id);
      if (indicator === undefined)
        return sendProblem(reply, problem("INDICATOR_UNKNOWN", { id: request.params.id }));
      const seen = canSeeFigureRecords(principal.value, {
        division: pack.code,
        organ: indicator.owner,
        open: false,
      });
      if (!seen.allowed) return sendProblem(reply, seen.problem);
      const year = request.query.year ?? thisYear();
      const context = storeContextOf(principal.value, pack.code);
      const [figure, page] = await Promise.all([
        figureAnswer(platform, indicator, year),
        indicatorRecords(platform, context, indicator, year, request.query.cursor ?? null),
      ]);
      return reply.send({ figure, ...page } as Static<typeof IndicatorRecordsAnswer>);
    },
  );

  // A stream without a body never ends, so HEAD is not answered.
  app.get("/api/live", { exposeHeadRoute: false }, async (request, reply) => {
    const principal = requirePrincipal(request);
    if (!principal.ok) return sendProblem(reply, principal.error);
    reply.hijack();
    reply.raw.writeHead(200, {
      ...headersSoFar(reply),
      "content-type": "text/event-stream",
      "cache-control": "no-store",
      connection: "keep-alive",
      "x-accel-buffering": "no",
    });
    reply.raw.write(": listening\n\n");
    const forget = platform.live.listen(reply.raw, (news) => mayHear(platform, principal.value, news.event));
    request.raw.on("close", forget);
  });
}

/** What the hooks have set: a stream that is written by hand keeps the strict headers too. */
function headersSoFar(reply: FastifyReply): OutgoingHttpHeaders {
  return Object.fromEntries(Object.entries(reply.getHeaders()).map(([name, value]) => [name, String(value)]));
}

/** Feed and figures are the district's as a whole: for those who oversee or work in it. */
function mayHear(platform: Platform, principal: Principal, event: string): boolean {
  if (event === "case") return principal.account.kind === "staff";
  return canSeeFigure(principal, { division: platform.work.pack.code, organ: null, open: false }).allowed;
}

async function latestFeed(platform: Platform, context: StoreContext): Promise<FeedLine[]> {
  const entries = await listLatestEntries(platform.store, context, FEED_LENGTH);
  return feedLines(platform, entries);
}

function divisionsWithOpen(
  platform: Platform,
  open: readonly { readonly division: string; readonly open: number }[],
): ScreenAnswer["divisions"] {
  const { pack } = platform.work;
  const streets = [...pack.divisions.values()].filter((division) => division.parent === pack.code);
  return streets.map(({ code, name }) => ({
    code,
    name,
    open: open.filter((each) => each.division.startsWith(code)).reduce((sum, each) => sum + each.open, 0),
  }));
}
