import { discoveryOf, writtenAlone, written } from "#intake";
import { localDateOf } from "#kernel";
import type { App } from "../app.ts";
import type { Platform } from "../platform.ts";
import { changedDays, classesByKey, servicesOf } from "../views/open311-request.ts";
import { AT, fault, fileOf, FORMATS, NO_FORMAT, queryOf, refuse, say, wrongJurisdiction } from "./answers.ts";

/** Where clients look for the discovery document: beside every version, and under the endpoint that they know. */
const DISCOVERED_AT = ["/open311", AT] as const;

/** What this endpoint is, and what can be requested of it. */
export function registerServices(app: App, platform: Platform): void {
  registerDiscovery(app, platform);
  const { pack } = platform.work;
  for (const format of FORMATS)
    app.get(`${AT}/services.${format}`, { schema: { hide: true } }, async (request, reply) => {
      const refused = wrongJurisdiction(platform, queryOf(request));
      if (refused !== undefined) return refuse(reply, format, refused);
      return say(reply, format, written(format, "services", "service", servicesOf(pack, platform.now())));
    });
  app.get<{ Params: { file: string } }>(
    `${AT}/services/:file`,
    { schema: { hide: true } },
    async (request, reply) => {
      const { name, format } = fileOf(request.params.file);
      if (format === undefined) return refuse(reply, "xml", NO_FORMAT);
      const refused = wrongJurisdiction(platform, queryOf(request));
      if (refused !== undefined) return refuse(reply, format, refused);
      if (!classesByKey(pack, platform.now()).has(name))
        return refuse(reply, format, fault(404, "service_code provided was not found"));
      const definition = { service_code: name, attributes: [] };
      return say(reply, format, writtenAlone(format, "service_definition", definition));
    },
  );
}

function registerDiscovery(app: App, { work, now, demo }: Platform): void {
  for (const place of DISCOVERED_AT)
    for (const format of FORMATS)
      app.get(`${place}/discovery.${format}`, { schema: { hide: true } }, async (_request, reply) => {
        const own = work.pack.channels?.open311 ?? null;
        if (own === null) return refuse(reply, format, fault(404, "no Open311 endpoint here"));
        const discovery = discoveryOf({
          contact: `${own.contact.zh} ${own.contact.en}`,
          keyService: `${own.keyService.zh} ${own.keyService.en}`,
          url: `${work.publicUrl}${AT}`,
          isTest: demo,
          changed: [own.changed, ...changedDays(work.pack)],
          today: localDateOf(now()),
        });
        return say(reply, format, writtenAlone(format, "discovery", discovery));
      });
}
