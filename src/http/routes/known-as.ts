import { type Static, Type } from "typebox";
import { recogniseAccount, registersOfParties } from "#cases";
import { FindRecordRequest, FoundRecordAnswer, KnownAsRequest } from "#contract";
import { problem } from "#kernel";
import type { App } from "../app.ts";
import type { Platform } from "../platform.ts";
import { sendProblem } from "../problem-answer.ts";
import { foundRecordAnswer } from "../views/known-as-answer.ts";
import { requireAdministrator } from "./administrator.ts";

const Path = Type.Object({
  id: Type.String({ maxLength: 100 }),
  register: Type.String({ maxLength: 60 }),
});

/** Which record of which register an account is known as (主体认定): looked for by its key, set with a reason. */
export function registerKnownAsRoutes(app: App, platform: Platform): void {
  const { pack } = platform.work;

  app.post(
    "/api/admin/records/find",
    { schema: { body: FindRecordRequest, response: { 200: FoundRecordAnswer } } },
    async (request, reply) => {
      const principal = requireAdministrator(request);
      if (!principal.ok) return sendProblem(reply, principal.error);
      const { register: id, key } = request.body;
      const register = registersOfParties(pack).find((each) => each.id === id);
      if (register === undefined)
        return sendProblem(reply, problem("KNOWN_AS_REGISTER_UNFIT", { register: id }));
      const record = await platform.work.findRecord(id, platform.work.recordId(id, key));
      const words = { register: register.name.zh, registerEn: register.name.en };
      if (record === undefined) return sendProblem(reply, problem("KNOWN_AS_RECORD_UNKNOWN", words));
      return reply.send(foundRecordAnswer(pack, register, record) as Static<typeof FoundRecordAnswer>);
    },
  );

  app.put(
    "/api/admin/accounts/:id/known-as/:register",
    { schema: { params: Path, body: KnownAsRequest } },
    async (request, reply) => {
      const principal = requireAdministrator(request);
      if (!principal.ok) return sendProblem(reply, principal.error);
      const { id, register } = request.params;
      const { key, reason } = request.body;
      const account = await platform.signIn.store.findAccount(id);
      if (account === undefined) return sendProblem(reply, problem("ACCOUNT_NOT_FOUND"));
      if (account.kind === "staff") return sendProblem(reply, problem("KNOWN_AS_STAFF"));
      const recognised = await recogniseAccount(platform.work, {
        account: account.id,
        register,
        id: key === null ? null : platform.work.recordId(register, key),
        source: "administrator",
        actor: { kind: "person", account: principal.value.account.id },
        reason: reason.trim(),
        at: platform.now(),
      });
      return recognised.ok ? reply.send({ changed: true }) : sendProblem(reply, recognised.error);
    },
  );
}
