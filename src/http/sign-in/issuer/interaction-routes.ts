import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Provider } from "oidc-provider";
import { problem, type Problem } from "#kernel";
import { isAway } from "../../problem-answer.ts";
import { normalAddress, normalLogin, noteAttempt } from "../lockout.ts";
import type { DemoAccount, SignInSetting } from "../options.ts";
import { messagePage } from "../pages/message-page.ts";
import { sendPage } from "../pages/page.ts";
import { signInPage } from "../pages/sign-in-page.ts";
import { verifyPassword } from "../password.ts";
import { equalSecrets } from "../secrets.ts";
import { INTERACTION_PATH } from "./provider.ts";

type Asked = { Params: { uid: string }; Querystring: { choose?: string } };
type Answered = { Params: { uid: string }; Body: Readonly<Record<string, string>> };

/** The issuer's own page: name and password. */
export function registerInteractionRoutes(
  scope: FastifyInstance,
  setting: SignInSetting,
  provider: Provider,
): void {
  scope.get<Asked>(`${INTERACTION_PATH}/:uid`, async (request, reply) => {
    if (!(await isAsking(provider, request, reply))) return sendInterrupted(reply, setting);
    const chosen = setting.demo?.accounts.find(({ login }) => login === request.query.choose);
    return sendPage(reply, 200, signInPage(setting, { action: request.params.uid, chosen }));
  });

  scope.post<Answered>(`${INTERACTION_PATH}/:uid`, { config: { csrf: "form" } }, async (request, reply) => {
    if (!(await isAsking(provider, request, reply))) return sendInterrupted(reply, setting);
    const { login = "", password = "" } = request.body;
    const checked = await checkCredentials(setting, request, login, password);
    if (checked.kind === "refused") {
      const page = signInPage(setting, { action: request.params.uid, login, refusal: checked.problem });
      return sendPage(reply, checked.problem.status, page);
    }
    const result = { login: { accountId: checked.account, remember: false } };
    const returnTo = await provider.interactionResult(request.raw, reply.raw, result);
    return reply.redirect(returnTo, 303);
  });
}

type Checked =
  | { readonly kind: "right"; readonly account: string }
  | { readonly kind: "refused"; readonly problem: Problem };

/** One answer and one duration for an unknown name, a wrong password and a disabled account. */
async function checkCredentials(
  setting: SignInSetting,
  request: FastifyRequest,
  typed: string,
  password: string,
): Promise<Checked> {
  const { store, limits, now } = setting;
  const login = normalLogin(typed);
  const address = normalAddress(request.ip);
  if (login === "" || password === "") return { kind: "refused", problem: problem("SIGN_IN_EMPTY") };
  const lock = await noteAttempt(store, limits, { login, address, at: now() });
  if (lock !== undefined) {
    request.log.warn({ event: "signInLocked", address }, "sign-in locked");
    return { kind: "refused", problem: lock };
  }
  const found = await store.findSignIn(login);
  const demo = setting.demo?.accounts.find((each) => normalLogin(each.login) === login);
  const right = await isRight(password, found?.password ?? null, demo);
  if (!right || found === undefined || found.account.disabledAt !== null) {
    request.log.warn({ event: "signInFailed", address }, "sign-in failed");
    return { kind: "refused", problem: problem("CREDENTIALS_WRONG") };
  }
  await store.clearFailures({ login, address });
  return { kind: "right", account: found.account.id };
}

/** A demo account has no hash in the store, so that it cannot be used once `--demo` is gone. */
async function isRight(
  password: string,
  hash: string | null,
  demo: DemoAccount | undefined,
): Promise<boolean> {
  const byHash = await verifyPassword(password.slice(0, 400), hash);
  return byHash || (demo !== undefined && hash === null && equalSecrets(password, demo.password));
}

async function isAsking(
  provider: Provider,
  request: FastifyRequest<{ Params: { uid: string } }>,
  reply: FastifyReply,
): Promise<boolean> {
  try {
    const { uid, prompt } = await provider.interactionDetails(request.raw, reply.raw);
    return uid === request.params.uid && prompt.name === "login";
  } catch (fault) {
    if (isAway(fault)) throw fault;
    return false; // the attempt's cookie is missing, or its time is over
  }
}

function sendInterrupted(reply: FastifyReply, setting: SignInSetting): FastifyReply {
  return sendPage(reply, 400, messagePage(setting, problem("SIGN_IN_INTERRUPTED")));
}
