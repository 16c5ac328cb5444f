import type { FastifyInstance } from "fastify";
import {
  allowInsecureRequests,
  ClientSecretBasic,
  customFetch,
  discovery,
  type Configuration,
  type CustomFetch,
} from "openid-client";
import { isLoopback } from "./exposure.ts";
import type { SignInSetting } from "./options.ts";
import { ISSUER_PATH, OWN_CLIENT } from "./issuer/provider.ts";

/** The issuer as the relying party knows it; asked for when first needed, so that it may start later than we do. */
export type RelyingParty = {
  readonly issuer: string;
  readonly own: boolean;
  readonly getConfiguration: () => Promise<Configuration>;
};

/** Our own issuer, reached inside the process: no proxy, name or port stands between. */
export function ownRelyingParty(
  app: FastifyInstance,
  { origin }: SignInSetting,
  clientSecret: string,
): RelyingParty {
  const issuer = `${origin}${ISSUER_PATH}`;
  const inside: CustomFetch = async (url, { body, headers, method }) => {
    const { pathname, search } = new URL(url);
    const answer = await app.inject({
      method: method === "POST" ? "POST" : "GET",
      url: `${pathname}${search}`,
      headers,
      ...(body === undefined || body === null ? {} : { payload: String(body) }),
    });
    const entries = Object.entries(answer.headers).map(([name, value]): [string, string] => [
      name,
      String(value),
    ]);
    return new Response(answer.body, { status: answer.statusCode, headers: entries });
  };
  return remembering(issuer, true, () =>
    discovery(new URL(issuer), OWN_CLIENT, clientSecret, ClientSecretBasic(clientSecret), {
      [customFetch]: inside,
      execute: [allowInsecureRequests],
    }),
  );
}

/** A city's unified identity. Clear text is accepted on loopback only. */
export function outsideRelyingParty({
  url,
  clientId,
  clientSecret,
}: {
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
}): RelyingParty {
  const server = new URL(url);
  const execute = isLoopback(server.hostname) ? [allowInsecureRequests] : [];
  return remembering(url, false, () =>
    discovery(server, clientId, clientSecret, ClientSecretBasic(clientSecret), { execute, timeout: 10 }),
  );
}

function remembering(issuer: string, own: boolean, ask: () => Promise<Configuration>): RelyingParty {
  let known: Promise<Configuration> | undefined;
  const getConfiguration = (): Promise<Configuration> => {
    known ??= ask().catch((error: unknown) => {
      known = undefined;
      throw error;
    });
    return known;
  };
  return { issuer, own, getConfiguration };
}
