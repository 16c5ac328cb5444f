import { type Static, Type } from "typebox";
import { canSeeCase } from "#access";
import { MapCasesAnswer, MapChoicesAnswer, MapCountsAnswer, type MapCase } from "#contract";
import { inBoth, stateName, statesNamedBy } from "#district";
import { ok, problem, type Problem, type Result } from "#kernel";
import {
  clusterOpenPoints,
  listMyTasksOf,
  listOpenPoints,
  openPointsWithin,
  sumOpenPoints,
  type OpenPoint,
  type PointCluster,
  type PointFilter,
} from "#store";
import type { FastifyRequest } from "fastify";
import type { App } from "../app.ts";
import { readArea } from "../lists/area.ts";
import { MapNarrowing, readMapFilter } from "../lists/map-filter.ts";
import { Paging } from "../lists/narrowing.ts";
import { leafOf, readerOf, type Reader } from "../lists/reading.ts";
import type { Platform } from "../platform.ts";
import { send, sendProblem } from "../problem-answer.ts";
import { agentNames } from "../views/agent-name.ts";
import { offerOfTask } from "../views/batch-answer.ts";
import { caseSummary } from "../views/case-summary.ts";
import { atCommandDesk, handlingName, handlingOrgans } from "../views/command-face.ts";
import { categoriesOf, incidentClasses } from "../views/incident-classes.ts";
import { storedCases } from "../views/stored-cases.ts";

const Counted = Type.Object({
  ...MapNarrowing,
  bounds: Type.String({ maxLength: 100 }),
  zoom: Type.Integer({ minimum: 0, maximum: 24 }),
  /** Finer squares, for the picture of where much is open. */
  heat: Type.Optional(Type.String({ maxLength: 5 })),
});
const Listed = Type.Object({ ...MapNarrowing, ...Paging });

/** So near, cases stand one by one; farther off and so few in sight, those that stand alone in their square. */
const NEAR_ZOOM = 15;
const FEW = 150;
const MOST_POINTS = 600;

/** The map of the command desk (指挥中心): open cases by tile, one by one, and in a list. */
export function registerMapDeskRoutes(app: App, platform: Platform): void {
  app.get(
    "/api/desk/map",
    { schema: { querystring: Counted, response: { 200: MapCountsAnswer } } },
    async (request, reply) => {
      const asked = await askedBy(platform, request, request.query);
      if (!asked.ok) return sendProblem(reply, asked.error);
      const seen = readArea(request.query.bounds);
      if (!seen.ok) return sendProblem(reply, seen.error);
      if (seen.value === undefined) return sendProblem(reply, problem("AREA_UNREADABLE"));
      const { bounds } = seen.value;
      const { zoom, heat = "" } = request.query;
      return reply.send(await counts(asked.value, { bounds, zoom, heat: heat !== "" }));
    },
  );

  app.get(
    "/api/desk/map/cases",
    { schema: { querystring: Listed, response: { 200: MapCasesAnswer } } },
    async (request, reply) => {
      const asked = await askedBy(platform, request, request.query);
      if (!asked.ok) return sendProblem(reply, asked.error);
      const { reader, filter } = asked.value;
      const page = await listOpenPoints(platform.store, reader.context, filter, leafOf(request.query.cursor));
      return reply.send(await linesOf(reader, page.items, page.next));
    },
  );

  app.get(
    "/api/desk/map/choices",
    { schema: { response: { 200: MapChoicesAnswer } } },
    async (request, reply) => send(reply, await choices(platform, request)),
  );
}

type Asked = { readonly reader: Reader; readonly filter: PointFilter };

async function askedBy(
  platform: Platform,
  request: FastifyRequest,
  query: Parameters<typeof readMapFilter>[1],
): Promise<Result<Asked, Problem>> {
  const reader = readerOf(platform, request);
  if (!reader.ok) return reader;
  const may = atCommandDesk(platform.work.pack, reader.value.principal);
  if (!may.ok) return may;
  const classes = (query.class ?? "") === "" ? [] : await incidentClasses(platform);
  const keys = classes.map(({ record }) => record.id);
  const filter = readMapFilter(platform, query, keys, platform.now());
  return filter.ok ? ok({ reader: reader.value, filter: filter.value }) : filter;
}

type Sight = {
  readonly bounds: Parameters<typeof clusterOpenPoints>[3]["bounds"];
  readonly zoom: number;
  readonly heat: boolean;
};

/** A square of some seventy pixels: at zoom z a pixel is 360 / (512 · 2^z) degrees, a tile 0.005. */
const levelAt = (zoom: number): number => Math.max(0, Math.round(13.3 - zoom));

async function counts(
  { reader, filter }: Asked,
  { bounds, zoom, heat }: Sight,
): Promise<Static<typeof MapCountsAnswer>> {
  const { platform, context } = reader;
  const { store } = platform;
  const { pack } = platform.work;
  const level = Math.max(0, levelAt(zoom) - (heat ? 2 : 0));
  const sum = await sumOpenPoints(store, context, filter);
  const clusters = await clusterOpenPoints(store, context, filter, { bounds, level });
  const inSight = clusters.reduce((all, { open }) => all + open, 0);
  const isNear = zoom >= NEAR_ZOOM;
  const found =
    !heat && (isNear || inSight <= FEW)
      ? await openPointsWithin(store, context, filter, { bounds, most: MOST_POINTS })
      : [];
  // Marks of some that lie together would hide each other.
  const together = isNear || found.length === 0 ? [] : clusters.filter(({ open }) => open > 1);
  const points = found.filter((point) => !together.some((cluster) => isWithin(point, cluster.bounds)));
  // More than can be drawn one by one are told by tile as well.
  const asClusters = found.length === 0 || inSight > MOST_POINTS ? clusters : together;
  return {
    sum,
    clusters: asClusters.map(clusterAnswer),
    points: points.map((point) => ({
      caseNo: point.id,
      title: inBoth(pack, point.title),
      stateName: stateName(pack, pack.field.report ?? "", point.state),
      at: [point.lon, point.lat],
      urgent: point.urgent,
      due: point.due,
    })),
    asOf: filter.now,
  };
}

const isWithin = (
  { lon, lat }: Pick<OpenPoint, "lon" | "lat">,
  [west, south, east, north]: PointCluster["bounds"],
): boolean => lon >= west && lon <= east && lat >= south && lat <= north;

const clusterAnswer = ({ lon, lat, bounds, ...counted }: PointCluster) => ({
  ...counted,
  at: [lon, lat],
  bounds: [...bounds],
});

async function linesOf(
  reader: Reader,
  points: readonly OpenPoint[],
  next: string | null,
): Promise<Static<typeof MapCasesAnswer>> {
  const { platform, principal, context } = reader;
  const { pack } = platform.work;
  const at = platform.now();
  const ids = points.map(({ id }) => id);
  const cases = await storedCases(platform.store, context, ids);
  const agents = await agentNames(platform, reader, cases);
  const tasks = new Map(
    (await listMyTasksOf(platform.store, context, ids)).map((task) => [task.caseId, task]),
  );
  const offers = [...tasks.values()].flatMap((task) => offerOfTask(pack, task) ?? []);
  const items = points.flatMap((point): MapCase[] => {
    const stored = cases.get(point.id);
    if (stored === undefined || !canSeeCase(principal, stored.head).allowed) return [];
    const task = tasks.get(point.id);
    return [
      {
        case: caseSummary(stored, pack, at, task !== undefined, agents.get(point.id) ?? null),
        at: [point.lon, point.lat],
        urgent: point.urgent,
        due: point.due,
        handlingName: point.handling === null ? null : handlingName(pack, point.handling),
        task:
          task === undefined
            ? null
            : {
                task: task.id,
                taskName: inBoth(pack, task.name),
                batch: offerOfTask(pack, task)?.kind ?? null,
              },
      },
    ];
  });
  return { items, next, batches: [...new Map(offers.map((offer) => [offer.kind, offer])).values()] };
}

async function choices(
  platform: Platform,
  request: FastifyRequest,
): Promise<Result<Static<typeof MapChoicesAnswer>, Problem>> {
  const reader = readerOf(platform, request);
  if (!reader.ok) return reader;
  const { pack } = platform.work;
  const may = atCommandDesk(pack, reader.value.principal);
  if (!may.ok) return may;
  const classes = await incidentClasses(platform);
  const placed = [...pack.matters.values()].filter(({ casePlace }) => casePlace !== null);
  const states = statesNamedBy(pack, placed).filter((state) => !pack.command.doneStates.includes(state));
  return ok({
    categories: categoriesOf(pack, classes),
    states: states.map((id) => ({ id, name: stateName(pack, pack.field.report ?? "", id) })),
    organs: handlingOrgans(pack).map(({ value, name }) => ({ id: value, name })),
    towns: [...pack.divisions.values()]
      .filter(({ code }) => code.length === TOWN)
      .map(({ code, name }) => ({ id: code, name: inBoth(pack, name) })),
  });
}

/** Digits of a town's code. */
const TOWN = 9;
