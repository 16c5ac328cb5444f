import { type Static, Type } from "typebox";
import { type StoredCase } from "#cases";
import { ClassesAnswer, DutyAnswer } from "#contract";
import { inBoth, organInBoth, standingName, type DistrictPack } from "#district";
import { isJsonObject, localDateOf, ok, type Json, type Problem, type Result } from "#kernel";
import { shiftsOn, weekdayOf, type Shift } from "#registers";
import { findCases, findRecordsBy, listCases, systemContext } from "#store";
import type { FastifyRequest } from "fastify";
import type { App } from "../app.ts";
import { readerOf, type Reader } from "../lists/reading.ts";
import type { Platform } from "../platform.ts";
import { send } from "../problem-answer.ts";
import { atCommandDesk } from "../views/command-face.ts";
import { classesAnswer } from "../views/incident-classes.ts";

const Sought = Type.Object({ q: Type.Optional(Type.String({ maxLength: 100 })) });

/** Beside the map of the command desk: who is on shift, the hand-overs, the knowledge base of classes. */
export function registerCommandRoutes(app: App, platform: Platform): void {
  app.get("/api/desk/duty", { schema: { response: { 200: DutyAnswer } } }, async (request, reply) => {
    const reader = atDesk(platform, request);
    return send(reply, reader.ok ? ok(await dutyAnswer(reader.value)) : reader);
  });

  app.get(
    "/api/desk/classes",
    { schema: { querystring: Sought, response: { 200: ClassesAnswer } } },
    async (request, reply) => {
      const reader = atDesk(platform, request);
      return send(reply, reader.ok ? ok(await classesAnswer(platform, request.query.q ?? "")) : reader);
    },
  );
}

function atDesk(platform: Platform, request: FastifyRequest): Result<Reader, Problem> {
  const reader = readerOf(platform, request);
  if (!reader.ok) return reader;
  const may = atCommandDesk(platform.work.pack, reader.value.principal);
  return may.ok ? reader : may;
}

/** So many hand-overs are shown; older ones stand in the list of cases. */
const HANDOVERS = 10;

async function dutyAnswer({ platform, context }: Reader): Promise<Static<typeof DutyAnswer>> {
  const { store, work } = platform;
  const { pack } = work;
  const now = platform.now();
  const { handover } = pack.command;
  const listed =
    handover === null ? [] : (await listCases(store, context, { matter: handover, limit: HANDOVERS })).items;
  const cases = new Map(
    (
      await findCases(
        store,
        context,
        listed.map(({ id }) => id),
      )
    ).map((stored) => [stored.id, stored]),
  );
  // Whoever works at the desk sees the whole roster, whichever organ keeps it.
  const shifts = await shiftsOn(
    pack,
    (register, field, values) => findRecordsBy(store, systemContext(pack.code), register, field, values),
    now,
  );
  return {
    day: localDateOf(now),
    weekday: weekdayOf(localDateOf(now)),
    shifts: shifts.map((shift) => ({ ...withoutOrgan(shift), organName: organInBoth(pack, shift.organ) })),
    handover,
    rooms: pack.command.organs.map((id) => ({
      id,
      name: inBoth(pack, pack.organs.get(id)?.shortName ?? id),
    })),
    handovers: listed.flatMap(({ id }) => {
      const stored = cases.get(id);
      return stored === undefined ? [] : [handoverAnswer(pack, stored)];
    }),
  };
}

const withoutOrgan = ({ organ: _organ, ...shift }: Shift): Omit<Shift, "organ"> => shift;

/** A hand-over as its case tells it: what the giver wrote down, and who signed for it. */
function handoverAnswer(
  pack: DistrictPack,
  { head, state }: StoredCase,
): Static<typeof DutyAnswer>["handovers"][number] {
  const { form = null, takerName = null, takenAt = null } = state.variables;
  const given = isJsonObject(form) ? form : {};
  const urgent = given["urgentCases"] ?? null;
  return {
    caseNo: head.caseNo,
    givenBy: head.applicantName,
    givenAt: head.receivedAt,
    remarks: textOf(given["remarks"]) ?? "",
    urgentCases: Array.isArray(urgent) ? urgent.length : 0,
    takenBy: textOf(takerName),
    takenAt: textOf(takenAt),
    stateName: standingName(pack, head),
  };
}

const textOf = (value: Json | undefined): string | null =>
  typeof value === "string" && value !== "" ? value : null;
