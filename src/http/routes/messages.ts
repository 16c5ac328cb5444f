import { type Static, Type } from "typebox";
import { storeContextOf } from "#access";
import { MessageSettingAnswer, MessageSettingRequest, OutgoingMessagePage } from "#contract";
import { err, ok, parseMobileNumber, problem, type Problem, type Result } from "#kernel";
import { findMessageSetting, keepMessageSetting, listOutgoingMessages, type MessageSetting } from "#store";
import type { App } from "../app.ts";
import { Paging } from "../lists/narrowing.ts";
import { leafOf } from "../lists/reading.ts";
import type { Platform } from "../platform.ts";
import { sendProblem } from "../problem-answer.ts";
import { requirePrincipal } from "../sign-in/index.ts";
import { noticeAnswer } from "../views/notice-answer.ts";

const NOTHING_CHOSEN: MessageSetting = {
  email: null,
  mobile: null,
  byEmail: false,
  bySms: false,
  quietFrom: "21:00",
  quietTo: "08:00",
  language: "zh",
};

/** How one wants to be told outside the platform, and what was sent so. */
export function registerMessageRoutes(app: App, platform: Platform): void {
  const { store, work, outgoing } = platform;
  const { pack } = work;

  app.get(
    "/api/my/message-settings",
    { schema: { response: { 200: MessageSettingAnswer } } },
    async (request, reply) => {
      const principal = requirePrincipal(request);
      if (!principal.ok) return sendProblem(reply, principal.error);
      const context = storeContextOf(principal.value, pack.code);
      const setting = await findMessageSetting(store, context, principal.value.account.id);
      return reply.send({ ...(setting ?? NOTHING_CHOSEN), ways: outgoing });
    },
  );

  app.put(
    "/api/my/message-settings",
    { schema: { body: MessageSettingRequest, response: { 200: MessageSettingAnswer } } },
    async (request, reply) => {
      const principal = requirePrincipal(request);
      if (!principal.ok) return sendProblem(reply, principal.error);
      const setting = readSetting(request.body);
      if (!setting.ok) return sendProblem(reply, setting.error);
      const context = storeContextOf(principal.value, pack.code);
      await keepMessageSetting(store, context, setting.value, platform.now());
      return reply.send({ ...setting.value, ways: outgoing });
    },
  );

  app.get(
    "/api/my/messages",
    { schema: { querystring: Type.Object(Paging), response: { 200: OutgoingMessagePage } } },
    async (request, reply) => {
      const principal = requirePrincipal(request);
      if (!principal.ok) return sendProblem(reply, principal.error);
      const context = storeContextOf(principal.value, pack.code);
      const page = await listOutgoingMessages(store, context, leafOf(request.query.cursor));
      const items = page.items.map(({ id, channel, content, toMasked, state, orderedAt, sentAt }) => ({
        id,
        channel,
        text: noticeAnswer(pack, { id, at: orderedAt, content, readAt: null }).text,
        to: toMasked,
        state,
        orderedAt,
        sentAt,
      }));
      return reply.send({ items, next: page.next } as Static<typeof OutgoingMessagePage>);
    },
  );
}

/** One address and nothing that could add another or a header (RFC 5321 local parts in quotes are not taken). */
const EMAIL = /^[^\s@<>,;:"()[\]\\]{1,64}@[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i;

/** Errors: MESSAGE_ADDRESS_MISSING, MESSAGE_ADDRESS_WRONG. */
function readSetting(given: MessageSettingRequest): Result<MessageSetting, Problem> {
  const email = given.email?.trim() ?? "";
  const mobile = given.mobile?.trim() ?? "";
  if ((given.byEmail && email === "") || (given.bySms && mobile === ""))
    return err(problem("MESSAGE_ADDRESS_MISSING"));
  if (email !== "" && !EMAIL.test(email)) return err(problem("MESSAGE_ADDRESS_WRONG"));
  const number = mobile === "" ? ok(null) : parseMobileNumber(mobile);
  if (!number.ok) return err(problem("MESSAGE_ADDRESS_WRONG"));
  return ok({ ...given, email: email === "" ? null : email, mobile: number.value });
}
