import type { FastifyInstance } from "fastify";
import type { Provider } from "oidc-provider";
import type { SignInSetting } from "../options.ts";
import { ISSUER_PATH } from "./provider.ts";

/**
 * Puts the issuer under `/oidc`. It reads bodies and writes answers itself, so Fastify hands it the raw
 * request, under the public address, whatever a proxy in front says of it.
 */
export async function mountIssuer(
  app: FastifyInstance,
  { origin, secure }: SignInSetting,
  provider: Provider,
): Promise<void> {
  const answer = provider.callback();
  const host = new URL(origin).host;
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("*", (_request, _payload, done) => done(null));
    scope.route({
      method: ["GET", "POST"],
      url: `${ISSUER_PATH}/*`,
      config: { csrf: "none" },
      schema: { hide: true },
      handler: async (request, reply) => {
        const { raw } = request;
        const originalUrl = raw.url ?? "/";
        raw.headers.host = host;
        if (secure) Object.assign(raw.headers, { "x-forwarded-proto": "https", "x-forwarded-host": host });
        for (const [name, value] of Object.entries(reply.getHeaders()))
          if (value !== undefined) reply.raw.setHeader(name, value);
        reply.hijack();
        Object.assign(raw, { originalUrl, url: originalUrl.slice(ISSUER_PATH.length) });
        await answer(raw, reply.raw);
      },
    });
  });
}
