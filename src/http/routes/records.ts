import { type Static, Type } from "typebox";
import { canKeepSeals, canSeeRecord, storeContextOf, type Principal } from "#access";
import { measuresOf, sealRegister } from "#cases";
import { RecordAnswer } from "#contract";
import { followUpRegister } from "#district";
import { isJsonObject, problem, type Bilingual, type Json } from "#kernel";
import { recordSubject, type Entry } from "#registers";
import { findAccountNames, findRecord, listEntries, systemContext } from "#store";
import type { App } from "../app.ts";
import type { Platform } from "../platform.ts";
import { sendProblem } from "../problem-answer.ts";
import { requirePrincipal } from "../sign-in/index.ts";
import { chainAnswer, historyLines, SYSTEM } from "../views/history-lines.ts";
import { ledgerFields, recordTitle, statusName } from "../views/record-fields.ts";
import { followUpPart } from "../views/follow-up-part.ts";
import { sealPart } from "../views/seal-part.ts";
import { recordSentence } from "../views/record-sentence.ts";

const RecordPath = Type.Object({ register: Type.String(), id: Type.String({ maxLength: 150 }) });

/** One record with its history in sentences and its chain, checked as it is shown. */
export function registerRecordRoutes(app: App, platform: Platform): void {
  const { pack } = platform.work;
  app.get(
    "/api/records/:register/:id",
    { schema: { params: RecordPath, response: { 200: RecordAnswer } } },
    async (request, reply) => {
      const principal = requirePrincipal(request);
      if (!principal.ok) return sendProblem(reply, principal.error);
      const { register: registerId, id } = request.params;
      const register = pack.registers.get(registerId);
      // Who keeps the seals sees them, though they handle no case of that organ.
      const keeps = register?.id === sealRegister(platform.work)?.id && keepsSeals(platform, principal.value);
      const context = keeps ? systemContext(pack.code) : storeContextOf(principal.value, pack.code);
      const record =
        register === undefined ? undefined : await findRecord(platform.store, context, registerId, id);
      if (
        register === undefined ||
        record === undefined ||
        !(keeps || canSeeRecord(principal.value, record).allowed)
      )
        return sendProblem(reply, problem("RECORD_UNKNOWN", { register: registerId, id }));
      const entries = await listEntries(platform.store, context, recordSubject(registerId, id));
      const names = await findAccountNames(platform.store, context, actorsOf(entries));
      const document = record.data["document"];
      return reply.send({
        register: registerId,
        registerName: register.name,
        id,
        title: recordTitle(pack, register, record),
        status: record.status,
        statusName: statusName(register, record.status),
        fields: ledgerFields(pack, register, record),
        caseNo: originCase(entries),
        document: typeof document === "string" ? document : null,
        history: historyLines(
          entries,
          (account) => personName(names.get(account)),
          undefined,
          undefined,
          (entry) => recordSentence(pack, register, entry),
        ),
        chain: chainAnswer(entries),
        seal: await sealPart(platform, principal.value, context, record),
        followUp:
          followUpRegister(pack)?.id === registerId
            ? null
            : await followUpPart(platform, originCase(entries)),
        measures: measuresOf(platform.work, principal.value, record).map((measure) => ({
          ...measure,
          grounds: [...measure.grounds],
        })),
      } as Static<typeof RecordAnswer>);
    },
  );
}

function keepsSeals({ work }: Platform, principal: Principal): boolean {
  const register = sealRegister(work);
  return register !== undefined && canKeepSeals(principal, register).allowed;
}

const personName = (name: string | undefined): Bilingual =>
  name === undefined ? SYSTEM : { zh: name, en: name };

function originCase(entries: readonly Entry[]): string | null {
  const origin = entries[0]?.data["origin"];
  const caseNo: Json | undefined = isJsonObject(origin) ? origin["caseNo"] : undefined;
  return typeof caseNo === "string" ? caseNo : null;
}

function actorsOf(entries: readonly Entry[]): readonly string[] {
  return entries.flatMap(({ actor }) =>
    isJsonObject(actor) && typeof actor["account"] === "string" ? [actor["account"]] : [],
  );
}
