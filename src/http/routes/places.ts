import { type Static, Type } from "typebox";
import { storeContextOf } from "#access";
import { OpenByCellAnswer, PlaceAnswer } from "#contract";
import { locatePoint } from "#district";
import { parsePoint } from "#places";
import { countOpenByCell } from "#store";
import type { App } from "../app.ts";
import type { Platform } from "../platform.ts";
import { sendProblem } from "../problem-answer.ts";
import { requirePrincipal } from "../sign-in/index.ts";
import { placeAnswer } from "../views/place-answer.ts";

const Point = Type.Object({ lon: Type.Number(), lat: Type.Number() });
const Narrowed = Type.Object({
  matter: Type.Optional(Type.String({ maxLength: 100 })),
  organ: Type.Optional(Type.String({ maxLength: 100 })),
});

/** What lies where, and how many open cases lie there. */
export function registerPlaceRoutes(app: App, platform: Platform): void {
  const { pack } = platform.work;

  app.get(
    "/api/places/at",
    { schema: { querystring: Point, response: { 200: PlaceAnswer } } },
    async (request, reply) => {
      const point = parsePoint(request.query);
      if (!point.ok) return sendProblem(reply, point.error);
      const found = locatePoint(pack, point.value);
      if (!found.ok) return sendProblem(reply, found.error);
      return reply.send(placeAnswer(pack, point.value, found.value));
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
