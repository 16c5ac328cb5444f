import { Type } from "typebox";
import { canServeAtHall, type Principal } from "#access";
import { CallRequest, QueueAnswer, TicketActRequest } from "#contract";
import type { Hall } from "#district";
import { err, localDateOf, ok, problem, type Problem, type Result } from "#kernel";
import {
  callNext,
  findTicket,
  listAppointments,
  listTickets,
  moveTicket,
  systemContext,
  type TicketMove,
  type TicketRow,
} from "#store";
import type { App } from "../app.ts";
import type { Platform } from "../platform.ts";
import { sendProblem } from "../problem-answer.ts";
import { requirePrincipal } from "../sign-in/index.ts";
import { queueAnswer } from "../views/hall-answer.ts";
import { hallOf } from "./halls.ts";

const HallPath = Type.Object({ hall: Type.String({ maxLength: 100 }) });
const IdPath = Type.Object({ id: Type.String({ maxLength: 100 }) });

/** Calling numbers at the counters, and the hall's own live line. */
export function registerQueueRoutes(app: App, platform: Platform): void {
  registerHallLive(app, platform);
  const { pack } = platform.work;
  const system = systemContext(pack.code);
  const queueOf = async (hall: Hall, clerk: string): Promise<QueueAnswer> => {
    const day = localDateOf(platform.now());
    const tickets = await listTickets(platform.store, system, hall.id, day);
    const appointments = await listAppointments(platform.store, system, { hall: hall.id, day });
    return queueAnswer(pack, hall, { tickets, appointments }, clerk);
  };

  app.get(
    "/api/desk/halls/:hall/queue",
    { schema: { params: HallPath, response: { 200: QueueAnswer } } },
    async (request, reply) => {
      const clerk = clerkAt(platform, request, request.params.hall);
      if (!clerk.ok) return sendProblem(reply, clerk.error);
      return reply.send(await queueOf(clerk.value.hall, clerk.value.principal.account.id));
    },
  );

  app.post(
    "/api/desk/halls/:hall/call",
    { schema: { params: HallPath, body: CallRequest, response: { 200: QueueAnswer } } },
    async (request, reply) => {
      const clerk = clerkAt(platform, request, request.params.hall);
      if (!clerk.ok) return sendProblem(reply, clerk.error);
      const { hall, principal } = clerk.value;
      const counter = hall.counters.find(({ id }) => id === request.body.counter);
      if (counter === undefined) return sendProblem(reply, problem("QUEUE_UNKNOWN"));
      const at = platform.now();
      const called = await callNext(platform.store, system, {
        hall: hall.id,
        day: localDateOf(at),
        queues: hall.queues.filter(({ kind }) => kind === counter.kind).map(({ id }) => id),
        counter: counter.id,
        clerk: principal.account.id,
        at,
      });
      if (called === undefined) return sendProblem(reply, problem("QUEUE_EMPTY"));
      platform.live.tell({ event: "hall", data: { hall: hall.id } });
      return reply.send(await queueOf(hall, principal.account.id));
    },
  );

  app.post(
    "/api/desk/tickets/:id",
    { schema: { params: IdPath, body: TicketActRequest, response: { 200: QueueAnswer } } },
    async (request, reply) => {
      const principal = requirePrincipal(request);
      if (!principal.ok) return sendProblem(reply, principal.error);
      if (!principal.value.posts.some(({ role }) => role === "clerk"))
        return sendProblem(reply, problem("WINDOW_CLERKS_ONLY"));
      // Clerks of other organs stand in the hall too, so the ticket is found first and the hall's policy asked then.
      const ticket = await findTicket(platform.store, system, request.params.id);
      if (ticket === undefined) return sendProblem(reply, problem("TICKET_ELSEWHERE"));
      const clerk = clerkAt(platform, request, ticket.hall);
      if (!clerk.ok) return sendProblem(reply, clerk.error);
      const move = moveOf(clerk.value.hall, ticket, request.body, principal.value.account.id);
      if (!move.ok) return sendProblem(reply, move.error);
      const moved = await moveTicket(platform.store, system, ticket.id, move.value, platform.now());
      if (moved === undefined) return sendProblem(reply, problem("TICKET_ELSEWHERE"));
      platform.live.tell({ event: "hall", data: { hall: ticket.hall } });
      return reply.send(await queueOf(clerk.value.hall, principal.value.account.id));
    },
  );
}

/** Displays hang in the open: what they hear is which hall changed, and nothing else. */
const MOST_DISPLAYS = 200;

function registerHallLive(app: App, platform: Platform): void {
  let displays = 0;
  // A stream without a body never ends, so HEAD is not answered.
  app.get(
    "/api/halls/:hall/live",
    { exposeHeadRoute: false, schema: { params: HallPath } },
    async (request, reply) => {
      const hall = hallOf(platform, request.params.hall);
      if (!hall.ok) return sendProblem(reply, hall.error);
      if (displays >= MOST_DISPLAYS) return sendProblem(reply, problem("TOO_MANY_REQUESTS"));
      displays += 1;
      reply.hijack();
      reply.raw.writeHead(200, {
        ...Object.fromEntries(
          Object.entries(reply.getHeaders()).map(([name, value]) => [name, String(value)]),
        ),
        "content-type": "text/event-stream",
        "cache-control": "no-store",
        connection: "keep-alive",
        "x-accel-buffering": "no",
      });
      reply.raw.write(": listening\n\n");
      const forget = platform.live.listen({
        stream: reply.raw,
        mayHear: (news) => news.event === "hall" && news.data.hall === hall.value.id,
        lookAgain: () => undefined,
      });
      request.raw.on("close", () => {
        displays -= 1;
        forget();
      });
    },
  );
}

type AtHall = { readonly hall: Hall; readonly principal: Principal };

/** A clerk at a hall. Errors: HALL_UNKNOWN, those of canServeAtHall. */
function clerkAt(
  platform: Platform,
  request: Parameters<typeof requirePrincipal>[0],
  id: string,
): Result<AtHall, Problem> {
  const principal = requirePrincipal(request);
  if (!principal.ok) return principal;
  const hall = hallOf(platform, id);
  if (!hall.ok) return hall;
  const may = canServeAtHall(principal.value, hall.value);
  return may.allowed ? ok({ hall: hall.value, principal: principal.value }) : err(may.problem);
}

function moveOf(
  hall: Hall,
  { counter: at }: TicketRow,
  {
    act,
    counter,
    queue,
  }: { readonly act: string; readonly counter: string | null; readonly queue: string | null },
  clerk: string,
): Result<TicketMove, Problem> {
  const here = hall.counters.some(({ id }) => id === counter) ? (counter ?? undefined) : (at ?? undefined);
  const mine = { clerk, ...(here === undefined ? {} : { counter: here }) };
  switch (act) {
    case "recall":
      return ok({ status: "called", from: ["called", "skipped"], ...mine });
    case "serve":
      return ok({ status: "serving", from: ["called"], ...mine });
    case "finish":
      return ok({ status: "served", from: ["serving", "called"], ...mine });
    case "skip":
      return ok({ status: "skipped", from: ["called"], ...mine });
    default: {
      const to = hall.queues.find(({ id }) => id === queue);
      return to === undefined
        ? err(problem("QUEUE_UNKNOWN"))
        : ok({ status: "waiting", from: ["called", "serving", "waiting", "skipped"], queue: to.id });
    }
  }
}
