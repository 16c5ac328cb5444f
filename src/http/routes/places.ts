import { type Static, Type } from "typebox";
import { storeContextOf } from "#access";
import { CellsAnswer, MapAnswer, OpenByCellAnswer, PlaceAnswer } from "#contract";
import { locatePoint } from "#district";
import { problem } from "#kernel";
import { parsePoint, unitsOf } from "#places";
import { locate, type FindRecordsBy } from "#registers";
import { countOpenByCell, findRecordsBy, systemContext } from "#store";
import type { App } from "../app.ts";
import { readArea } from "../lists/area.ts";
import type { Platform } from "../platform.ts";
import { sendProblem } from "../problem-answer.ts";
import { requirePrincipal } from "../sign-in/index.ts";
import { cellsAnswer, mapAnswer } from "../views/map-answer.ts";
import { placeAnswer, staffPlaceAnswer } from "../views/place-answer.ts";

const Point = Type.Object({ lon: Type.Number(), lat: Type.Number() });
const Seen = Type.Object({ bounds: Type.String({ maxLength: 100 }) });
const Narrowed = Type.Object({
  matter: Type.Optional(Type.String({ maxLength: 100 })),
  organ: Type.Optional(Type.String({ maxLength: 100 })),
});

/** What lies where, and how many open cases lie there. */
export function registerPlaceRoutes(app: App, platform: Platform): void {
  const { pack } = platform.work;
  // Drawn from the pack alone, the same for everybody.
  let ground: MapAnswer | undefined;

  app.get(
    "/api/places/at",
    { schema: { querystring: Point, response: { 200: PlaceAnswer } } },
    async (request, reply) => {
      const point = parsePoint(request.query);
      if (!point.ok) return sendProblem(reply, point.error);
      // Names of people are for those who work here.
      if (request.principal?.account.kind !== "staff") {
        const found = locatePoint(pack, point.value);
        if (!found.ok) return sendProblem(reply, found.error);
        return reply.send(placeAnswer(pack, point.value, found.value));
      }
      const located = await locate(pack, dutiesIn(platform), point.value, platform.now());
      if (!located.ok) return sendProblem(reply, located.error);
      return reply.send(staffPlaceAnswer(pack, point.value, located.value));
    },
  );

  app.get("/api/places/map", { schema: { response: { 200: MapAnswer } } }, async (_request, reply) => {
    ground ??= mapAnswer(pack);
    return reply.send(ground);
  });

  app.get(
    "/api/places/cells",
    { schema: { querystring: Seen, response: { 200: CellsAnswer } } },
    async (request, reply) => {
      const area = readArea(request.query.bounds);
      if (!area.ok) return sendProblem(reply, area.error);
      if (area.value === undefined) return sendProblem(reply, problem("AREA_UNREADABLE"));
      const [west, south, east, north] = area.value.bounds;
      const box = [unitsOf(west), unitsOf(south), unitsOf(east), unitsOf(north)] as const;
      return reply.send(cellsAnswer(pack, box));
    },
  );

  app.get(
    "/api/desk/places/open",
    { schema: { querystring: Narrowed, response: { 200: OpenByCellAnswer } } },
    async (request, reply) => {
      const principal = requirePrincipal(request);
      if (!principal.ok) return sendProblem(reply, principal.error);
      const { matter = "", organ = "" } = request.query;
      const rows = await countOpenByCell(platform.store, storeContextOf(principal.value, pack.code), {
        ...(matter === "" ? {} : { matter }),
        ...(organ === "" ? {} : { organ }),
      });
      const answer: Static<typeof OpenByCellAnswer> = {
        cells: rows.flatMap(({ cell, ...row }) => (cell === null ? [] : [{ cell, ...row }])),
        divisions: rows.flatMap(({ cell, ...row }) => (cell === null ? [row] : [])),
      };
      return reply.send(answer);
    },
  );
}

/** Duties are looked up whoever asks among the staff: who answers for a place is told them all. */
const dutiesIn =
  ({ store, work: { pack } }: Platform): FindRecordsBy =>
  (register, field, values) =>
    findRecordsBy(store, systemContext(pack.code), register, field, values);
