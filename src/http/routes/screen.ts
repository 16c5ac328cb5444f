import { type Static, Type } from "typebox";
import { canSeeFigure, canSeeFigureRecords, storeContextOf } from "#access";
import { FeedLine, IndicatorRecordsAnswer, ScreenAnswer } from "#contract";
import { inBoth } from "#district";
import { localDateOf, problem } from "#kernel";
import { countOpenByDivision, listLatestEntries } from "#store";
import type { StoreContext } from "#registers";
import type { App } from "../app.ts";
import type { Platform } from "../platform.ts";
import { sendProblem } from "../problem-answer.ts";
import { requirePrincipal } from "../sign-in/index.ts";
import { figureAnswer, figuresOf } from "../views/figures.ts";
import { indicatorRecords } from "../views/indicator-records.ts";
import { feedNews } from "../views/feed.ts";

const FEED_LENGTH = 30;

/** The leader's screen and the records behind each figure. */
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
}

async function latestFeed(platform: Platform, context: StoreContext): Promise<FeedLine[]> {
  const entries = await listLatestEntries(platform.store, context, FEED_LENGTH);
  return (await feedNews(platform, entries)).map(({ data }) => data);
}

function divisionsWithOpen(
  platform: Platform,
  open: readonly { readonly division: string; readonly open: number }[],
): ScreenAnswer["divisions"] {
  const { pack } = platform.work;
  const streets = [...pack.divisions.values()].filter((division) => division.parent === pack.code);
  return streets.map(({ code, name }) => ({
    code,
    name: inBoth(pack, name),
    open: open.filter((each) => each.division.startsWith(code)).reduce((sum, each) => sum + each.open, 0),
  }));
}
