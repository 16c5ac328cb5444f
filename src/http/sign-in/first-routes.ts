import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { err, ok, problem, type Problem, type Result } from "#kernel";
import { normalLogin } from "./lockout.ts";
import { findLink, takeLink, type LinkPurpose } from "./one-time-link.ts";
import type { SignInSetting } from "./options.ts";
import { firstPage, type FirstForm } from "./pages/first-page.ts";
import { messagePage } from "./pages/message-page.ts";
import { sendPage } from "./pages/page.ts";
import { checkPassword, hashPassword } from "./password.ts";
import { queryText } from "./query-text.ts";

type Shown = { Querystring: { link?: unknown } };
type Sent = { Body: Readonly<Record<string, string>> };

/** The page behind a one-time link: the first administrator, or an account's first password. */
export function registerFirstRoutes(scope: FastifyInstance, setting: SignInSetting): void {
  scope.get<Shown>("/sign-in/first", async (request, reply) => {
    const link = queryText(request.query.link) ?? "";
    const purpose = await findLink(setting.store, link, setting.now());
    if (purpose === undefined) return sendSpent(reply, setting);
    return sendPage(reply, 200, firstPage(setting, purpose, { link, login: "", name: "" }));
  });

  if (setting.outside !== undefined) return; // the outside issuer keeps the passwords
  scope.post<Sent>("/sign-in/first", { config: { csrf: "form" } }, async (request, reply) => {
    const form = formOf(request);
    const purpose = await findLink(setting.store, form.link, setting.now());
    if (purpose === undefined) return sendSpent(reply, setting);
    const done = await fulfil(setting, purpose, form, request.body);
    if (done.ok) {
      request.log.info(
        { event: "linkSpent", purpose: purpose.kind, account: done.value },
        "one-time link spent",
      );
      return reply.redirect("/sign-in", 303);
    }
    if (done.error.code === "LINK_SPENT") return sendSpent(reply, setting);
    return sendPage(reply, done.error.status, firstPage(setting, purpose, form, done.error));
  });
}

/** Everything that can be wrong is found before the link is spent. Answers the account. */
async function fulfil(
  setting: SignInSetting,
  purpose: LinkPurpose,
  form: FirstForm,
  { password = "", again = "" }: Readonly<Record<string, string>>,
): Promise<Result<string, Problem>> {
  const { store, now } = setting;
  const login = normalLogin(form.login);
  const founding = purpose.kind === "firstAdministrator";
  if (founding && !/^[a-z0-9._-]{2,40}$/.test(login)) return err(problem("LOGIN_UNFIT"));
  if (founding && form.name.trim() === "") return err(problem("NAME_MISSING"));
  if (password !== again) return err(problem("PASSWORDS_DIFFER"));
  const fit = checkPassword(password, login);
  if (!fit.ok) return fit;
  if (founding && (await store.findSignIn(login)) !== undefined)
    return err(problem("LOGIN_TAKEN", { login }));
  const hash = await hashPassword(password);
  if ((await takeLink(store, form.link, now())) === undefined) return err(problem("LINK_SPENT"));
  if (purpose.kind === "password") {
    await store.setPassword(purpose.account, hash, now());
    await store.endSessionsOf(purpose.account);
    return ok(purpose.account);
  }
  const administrator = { login, name: form.name.trim(), password: hash, outside: null, at: now() };
  const created = await store.createFirstAdministrator(administrator);
  return created.ok ? ok(created.value.id) : created;
}

function formOf({ body }: FastifyRequest<Sent>): FirstForm {
  return { link: body["link"] ?? "", login: body["login"] ?? "", name: body["name"] ?? "" };
}

function sendSpent(reply: FastifyReply, setting: SignInSetting): FastifyReply {
  const spent = problem("LINK_SPENT");
  return sendPage(reply, spent.status, messagePage(setting, spent));
}
