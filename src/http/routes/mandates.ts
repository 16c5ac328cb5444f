import { type Static, Type } from "typebox";
import { storeContextOf, type Principal } from "#access";
import { grantMandate, mattersOfPrincipal, withdrawMandate, type Mandate } from "#cases";
import { GrantMandateRequest, MandateAnswer, MandatesAnswer } from "#contract";
import { localDateOf, type Bilingual, type LocalDate } from "#kernel";
import { listMandates } from "#store";
import type { App } from "../app.ts";
import type { Platform } from "../platform.ts";
import { sendProblem } from "../problem-answer.ts";
import { requirePrincipal } from "../sign-in/index.ts";

const MandatePath = Type.Object({ id: Type.String({ maxLength: 100 }) });

/** 经办授权: a firm lets persons act in its name, sees whom, and ends it. */
export function registerMandateRoutes(app: App, platform: Platform): void {
  const { store, work } = platform;

  app.get("/api/my/mandates", { schema: { response: { 200: MandatesAnswer } } }, async (request, reply) => {
    const principal = requirePrincipal(request);
    if (!principal.ok) return sendProblem(reply, principal.error);
    const { knownAs } = principal.value;
    const all = await listMandates(store, storeContextOf(principal.value, work.pack.code));
    const answers = (own: (mandate: Mandate) => boolean) =>
      all.filter(own).map((each) => mandateAnswer(platform, each));
    return reply.send({
      granted: answers(({ principal: by }) => knownAs.includes(by)),
      held: answers(({ agent }) => knownAs.includes(agent)),
      principals: await principalsOf(platform, principal.value),
    } as Static<typeof MandatesAnswer>);
  });

  app.post(
    "/api/my/mandates",
    { schema: { body: GrantMandateRequest, response: { 200: MandateAnswer } } },
    async (request, reply) => {
      const principal = requirePrincipal(request);
      if (!principal.ok) return sendProblem(reply, principal.error);
      const { to, ...grant } = request.body;
      const granted = await grantMandate(work, principal.value, { ...grant, to: to as LocalDate });
      if (!granted.ok) return sendProblem(reply, granted.error);
      return reply.send(mandateAnswer(platform, granted.value));
    },
  );

  app.post(
    "/api/my/mandates/:id/withdraw",
    { schema: { params: MandatePath, response: { 200: MandateAnswer } } },
    async (request, reply) => {
      const principal = requirePrincipal(request);
      if (!principal.ok) return sendProblem(reply, principal.error);
      const ended = await withdrawMandate(work, principal.value, request.params.id);
      if (!ended.ok) return sendProblem(reply, ended.error);
      return reply.send(mandateAnswer(platform, ended.value));
    },
  );
}

/** The records that the reader is and that some matter lets apply. */
async function principalsOf(
  { work }: Platform,
  { knownAs }: Principal,
): Promise<MandatesAnswer["principals"]> {
  const found = await Promise.all(
    knownAs.map(async (principal) => {
      const matters = mattersOfPrincipal(work, principal);
      if (matters.length === 0) return [];
      const [register = "", ...key] = principal.split(":");
      const record = await work.findRecord(register, key.join(":"));
      const name = record?.data["name"];
      return typeof name === "string" ? [{ principal, name, matters: named(work.pack, matters) }] : [];
    }),
  );
  return found.flat();
}

function mandateAnswer({ work, now }: Platform, mandate: Mandate): MandateAnswer {
  const { id, principal, principalName, agentName, matters, from, to, withdrawnAt } = mandate;
  const isOver = to < localDateOf(now());
  return {
    id,
    principal,
    principalName,
    agentName,
    matters: named(work.pack, matters),
    from,
    to,
    state: withdrawnAt !== null ? "withdrawn" : isOver ? "over" : "inForce",
    withdrawnAt,
  };
}

const named = (
  { matters }: Platform["work"]["pack"],
  ids: readonly string[],
): { id: string; name: Bilingual }[] =>
  ids.map((id) => ({ id, name: matters.get(id)?.name ?? { zh: id, en: id } }));
