import { findCaseByNo, systemContext } from "#store";
import type { App } from "../app.ts";
import type { Platform } from "../platform.ts";
import { equalSecrets } from "../sign-in/index.ts";
import { sendShown } from "../uploads/send-shown.ts";
import { openFilesOf, openPhotos } from "../views/open311-media.ts";
import { classesByKey, publicRequest } from "../views/open311-request.ts";
import { AT, fault, refuse } from "./answers.ts";

/**
 * The photos of requests, by links that nobody can guess: small copies without anything that the original tells beside
 * its picture. Whether one may be seen is asked each time, so what is closed to the public closes its link.
 */
export function registerMedia(app: App, platform: Platform): void {
  const { pack } = platform.work;
  app.get<{ Params: { caseNo: string; file: string } }>(
    `${AT}/media/:caseNo/:file`,
    { schema: { hide: true } },
    async (request, reply) => {
      const { caseNo, file } = request.params;
      const unknown = () => refuse(reply, "xml", fault(404, "no such media"));
      const stored = await findCaseByNo(platform.store, systemContext(pack.code), caseNo);
      if (stored === undefined) return unknown();
      if (publicRequest(pack, classesByKey(pack, platform.now()), stored) === undefined) return unknown();
      const files = (await openFilesOf(platform, [stored])).get(stored.id) ?? [];
      const { forAnybody, forSender } = openPhotos(pack, stored, files);
      const found = [...forAnybody, ...forSender].find(({ sha256 }) =>
        equalSecrets(file, `${platform.mediaSignatureOf(caseNo, sha256)}.jpg`),
      );
      // Clients in use take a photo as JPEG or not at all.
      return found === undefined ? unknown() : sendShown(platform, reply, found, "view", "jpeg");
    },
  );
}
