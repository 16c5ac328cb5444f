import type { Configuration, interactionPolicy, KoaContextWithOIDC, Provider } from "oidc-provider";
import { problem } from "#kernel";
import type { SignInSetting } from "../options.ts";
import { isAway } from "../../problem-answer.ts";
import { messagePage } from "../pages/message-page.ts";
import { adapterOf } from "./adapter.ts";
import type { IssuerKeys } from "./keys.ts";

export const OWN_CLIENT = "yiwang";
export const ISSUER_PATH = "/oidc";
/** Where the issuer asks for name and password. */
export const INTERACTION_PATH = "/sign-in/account";
export const CALLBACK_PATH = "/sign-in/callback";

/** Our own OpenID issuer (OpenID Connect Core 1.0): code flow with PKCE for our own client, and nothing else. */
export async function makeProvider(setting: SignInSetting, keys: IssuerKeys): Promise<Provider> {
  const library = await loadLibrary();
  const policy = library.interactionPolicy.base();
  policy.remove("consent");
  const issuer = `${setting.origin}${ISSUER_PATH}`;
  const provider = new library.Provider(issuer, configurationOf(setting, keys, policy));
  provider.proxy = setting.secure;
  return provider;
}

/** The library warns, when loaded, of every Node that has no long-term support yet; ours is pinned and tested. */
async function loadLibrary(): Promise<typeof import("oidc-provider")> {
  const { warn } = console;
  console.warn = (...words: unknown[]) => {
    if (!String(words[0]).includes("Unsupported runtime")) warn(...words);
  };
  try {
    return await import("oidc-provider");
  } finally {
    console.warn = warn;
  }
}

function configurationOf(
  setting: SignInSetting,
  keys: IssuerKeys,
  policy: interactionPolicy.DefaultPolicy,
): Configuration {
  const { store, now, origin, secure } = setting;
  const cookie = { httpOnly: true, sameSite: "lax", secure, signed: true } as const;
  return {
    adapter: adapterOf(store, now),
    clients: [
      {
        client_id: OWN_CLIENT,
        client_secret: keys.clientSecret,
        redirect_uris: [`${origin}${CALLBACK_PATH}`],
        grant_types: ["authorization_code"],
        response_types: ["code"],
        token_endpoint_auth_method: "client_secret_basic",
        id_token_signed_response_alg: "ES256",
      },
    ],
    jwks: keys.jwks,
    cookies: {
      keys: [...keys.cookieKeys],
      names: { session: "yiwang-issuer", interaction: "yiwang-asking", resume: "yiwang-resuming" },
      long: { ...cookie, path: ISSUER_PATH },
      short: cookie,
    },
    claims: { openid: ["sub"], profile: ["name"] },
    scopes: ["openid", "profile"],
    responseTypes: ["code"],
    pkce: { required: () => true },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      userinfo: { enabled: false },
      revocation: { enabled: false },
      introspection: { enabled: false },
      registration: { enabled: false },
    },
    interactions: {
      policy,
      url: (_context, interaction) => `${INTERACTION_PATH}/${interaction.uid}`,
    },
    // Nothing is shared with anyone else: our own client asks nobody's consent.
    loadExistingGrant: grantForOwnClient,
    findAccount: async (_context, id) => {
      const account = await store.findAccount(id);
      if (account === undefined || account.disabledAt !== null) return undefined;
      return { accountId: id, claims: () => ({ sub: id, name: account.name }) };
    },
    ttl: {
      AccessToken: 60,
      AuthorizationCode: 60,
      Grant: 600,
      IdToken: 300,
      Interaction: 900,
      Session: 600,
    },
    clientBasedCORS: () => false,
    renderError: (context, _out, error) => {
      const refusal = problem(isAway(error) ? "STORE_AWAY" : "SIGN_IN_INTERRUPTED");
      if (refusal.status === 503) context.status = refusal.status;
      context.type = "html";
      context.body = messagePage(setting, refusal);
    },
  };
}

async function grantForOwnClient(context: KoaContextWithOIDC) {
  const { client, session, provider } = context.oidc;
  if (client === undefined || session?.accountId === undefined) return undefined;
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope("openid profile");
  await grant.save();
  return grant;
}
