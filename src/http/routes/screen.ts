import type { FastifyRequest } from "fastify";
import { type Static, Type } from "typebox";
import { canSeeFigure, canSeeFigureRecords, storeContextOf } from "#access";
import { ExportRequest, FeedLine, FigurePart, IndicatorRecordsAnswer, ScreenAnswer } from "#contract";
import { inBoth, organInBoth, placeInBoth } from "#district";
import type { Indicator } from "#indicators";
import { err, localDateOf, ok, problem, type Problem, type Result } from "#kernel";
import { countOpenByDivision, listLatestEntries } from "#store";
import type { StoreContext } from "#registers";
import type { App } from "../app.ts";
import { sendExport } from "../lists/export-list.ts";
import { Paging } from "../lists/narrowing.ts";
import { RECORDS_TABLE } from "../lists/other-tables.ts";
import { leafOf, readerOf, type Leaf, type Reader } from "../lists/reading.ts";
import type { Platform } from "../platform.ts";
import { sendProblem } from "../problem-answer.ts";
import { requirePrincipal } from "../sign-in/index.ts";
import { figureAnswer, figuresOf } from "../views/figures.ts";
import { indicatorRecords, type RecordsMoment } from "../views/indicator-records.ts";
import { feedNews } from "../views/feed.ts";

const FEED_LENGTH = 30;

const Which = Type.Object({ id: Type.String() });
const Records = Type.Object({
  year: Type.Optional(Type.Integer({ minimum: 2000, maximum: 2100 })),
  place: Type.Optional(Type.String({ maxLength: 20 })),
  /** One organ's cases or records only. */
  organ: Type.Optional(Type.String({ maxLength: 60 })),
  /** Of a coverage: what it opens, its denominator without. */
  part: Type.Optional(Type.Union([FigurePart, Type.Literal("")])),
  ...Paging,
});

/** The leader's screen and the records behind each figure. */
export function registerScreenRoutes(app: App, platform: Platform): void {
  const { pack } = platform.work;

  app.get("/api/screen", { schema: { response: { 200: ScreenAnswer } } }, async (request, reply) => {
    const principal = requirePrincipal(request);
    if (!principal.ok) return sendProblem(reply, principal.error);
    const seen = canSeeFigure(principal.value, { division: pack.code, organ: null, open: false });
    if (!seen.allowed) return sendProblem(reply, seen.problem);
    const context = storeContextOf(principal.value, pack.code);
    const [figures, feed, open] = await Promise.all([
      figuresOf(platform, thisYear(platform)),
      latestFeed(platform, context),
      countOpenByDivision(platform.store, context),
    ]);
    return reply.send({
      district: { code: pack.code, name: pack.name },
      outline: { ...pack.outline.geojson },
      attribution: pack.outline.attribution,
      divisions: divisionsWithOpen(platform, open),
      figures,
      groups: pack.figureGroups,
      feed,
    } as Static<typeof ScreenAnswer>);
  });

  app.get(
    "/api/indicators/:id/records",
    { schema: { params: Which, querystring: Records, response: { 200: IndicatorRecordsAnswer } } },
    async (request, reply) => {
      const asked = askedOf(platform, request);
      if (!asked.ok) return sendProblem(reply, asked.error);
      const { reader, indicator, year, of } = asked.value;
      const [figure, page] = await Promise.all([
        figureAnswer(platform, indicator, year, of),
        indicatorRecords(platform, reader.context, indicator, year, leafOf(request.query.cursor), of),
      ]);
      const places = streetsOf(platform).map(({ code, name }) => ({ id: code, name: inBoth(pack, name) }));
      const part = of.part ?? null;
      return reply.send({ figure, part, places, ...page } as Static<typeof IndicatorRecordsAnswer>);
    },
  );

  app.post(
    "/api/indicators/:id/records/export",
    { schema: { params: Which, querystring: Records, body: ExportRequest } },
    async (request, reply) => {
      const asked = askedOf(platform, request);
      if (!asked.ok) return sendProblem(reply, asked.error);
      const { reader, indicator, year, of } = asked.value;
      // Of one moment: what is counted while the pages are read is not half in it.
      const moment = { ...of, asOf: platform.now() };
      const list = {
        table: RECORDS_TABLE,
        name: indicator.name,
        page: (leaf: Leaf) => indicatorRecords(platform, reader.context, indicator, year, leaf, moment),
        told: toldOf(platform, asked.value),
      };
      return sendExport(reply, reader, list, request.body);
    },
  );
}

type Asked = {
  readonly reader: Reader;
  readonly indicator: Indicator;
  readonly year: number;
  readonly of: Pick<RecordsMoment, "place" | "organ" | "part">;
};

/**
 * The figure whose records are asked for, and for whom.
 * Errors: SIGN_IN_REQUIRED, INDICATOR_UNKNOWN, FIGURE_RECORDS_NOT_OPEN, REQUEST_INVALID for a place of elsewhere and
 * for a part of a figure that has none.
 */
function askedOf(
  platform: Platform,
  request: FastifyRequest<{ Params: Static<typeof Which>; Querystring: Static<typeof Records> }>,
): Result<Asked, Problem> {
  const { pack } = platform.work;
  const reader = readerOf(platform, request);
  if (!reader.ok) return reader;
  const { id } = request.params;
  const indicator = platform.indicators.find((each) => each.id === id);
  if (indicator === undefined) return err(problem("INDICATOR_UNKNOWN", { id }));
  const { organ = "" } = request.query;
  if (organ !== "" && !pack.organs.has(organ)) return err(problem("REQUEST_INVALID", { where: "/organ" }));
  // Of one organ they are that organ's to open, whoever answers for the definition.
  const target = { division: pack.code, organ: organ === "" ? indicator.owner : organ, open: false };
  const seen = canSeeFigureRecords(reader.value.principal, target);
  if (!seen.allowed) return err(seen.problem);
  const { year = thisYear(platform), place = "", part = "" } = request.query;
  if (place !== "" && !pack.divisions.has(place)) return err(problem("REQUEST_INVALID", { where: "/place" }));
  if (part !== "" && indicator.kind !== "coverage")
    return err(problem("REQUEST_INVALID", { where: "/part" }));
  const of = {
    ...(place === "" ? {} : { place }),
    ...(organ === "" ? {} : { organ }),
    ...(indicator.kind === "coverage" ? { part: part === "" ? ("denominator" as const) : part } : {}),
  };
  return ok({ reader: reader.value, indicator, year, of });
}

/** What an export was narrowed to, in words. */
function toldOf({ work: { pack } }: Platform, { indicator, year, of }: Asked): string {
  const { place, organ, part } = of;
  return [
    `${year}年`,
    ...(indicator.kind === "coverage" && part !== undefined ? [indicator.parts[part].zh] : []),
    ...(place === undefined ? [] : [placeInBoth(pack, place).zh]),
    ...(organ === undefined ? [] : [organInBoth(pack, organ).zh]),
  ].join("；");
}

const thisYear = (platform: Platform): number => Number(localDateOf(platform.now()).slice(0, 4));

async function latestFeed(platform: Platform, context: StoreContext): Promise<FeedLine[]> {
  const entries = await listLatestEntries(platform.store, context, FEED_LENGTH);
  return (await feedNews(platform, entries)).map(({ data }) => data);
}

function divisionsWithOpen(
  platform: Platform,
  open: readonly { readonly division: string; readonly open: number }[],
): ScreenAnswer["divisions"] {
  const { pack } = platform.work;
  return streetsOf(platform).map(({ code, name }) => ({
    code,
    name: inBoth(pack, name),
    open: open.filter((each) => each.division.startsWith(code)).reduce((sum, each) => sum + each.open, 0),
  }));
}

/** The streets and towns below the district. */
const streetsOf = ({ work: { pack } }: Platform) =>
  [...pack.divisions.values()].filter((division) => division.parent === pack.code);
