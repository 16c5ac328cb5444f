import { type Static, Type } from "typebox";
import { canSeePersonalData, isParty, storeContextOf, type Principal } from "#access";
import { partOnCase, personalTarget, type StoredCase } from "#cases";
import { PhotosAnswer, PhotoSizeQuery } from "#contract";
import { isImage } from "#intake";
import { problem } from "#kernel";
import { listFilesOf, listSentFiles, type SubjectFile } from "#store";
import { checkPhotos } from "#worker";
import type { FastifyReply } from "fastify";
import type { App } from "../app.ts";
import type { Platform } from "../platform.ts";
import { sendProblem } from "../problem-answer.ts";
import { requirePrincipal } from "../sign-in/index.ts";
import { sendShown } from "../uploads/send-shown.ts";
import { destroyedProblem } from "../views/destroyed-problem.ts";
import { seenIn } from "../views/seen-part.ts";
import { findSeenCase } from "./seen-case.ts";

const CasePath = Type.Object({ caseNo: Type.String({ maxLength: 100 }) });
const FilePath = Type.Object({
  caseNo: Type.String({ maxLength: 100 }),
  sha256: Type.String({ pattern: "^[0-9a-f]{64}$" }),
});

/** The files of a case, and what its photos tell. */
export function registerPhotoRoutes(app: App, platform: Platform): void {
  const { pack } = platform.work;

  app.get(
    "/api/cases/:caseNo/files/:sha256",
    { schema: { params: FilePath, querystring: PhotoSizeQuery } },
    async (request, reply) => {
      const principal = requirePrincipal(request);
      if (!principal.ok) return sendProblem(reply, principal.error);
      const found = await findSeenCase(platform, principal.value, request.params.caseNo);
      if (!found.ok) return sendProblem(reply, found.error);
      const context = storeContextOf(principal.value, pack.code);
      const files = await listFilesOf(platform.store, context, found.value.id);
      const sees = seenIn(partOnCase(pack, principal.value, found.value));
      const file = files.find(
        ({ sha256, material }) => sha256 === request.params.sha256 && sees.material(material),
      );
      if (file === undefined) return sendProblem(reply, problem("FILE_UNKNOWN"));
      if (file.destroyed !== null) return sendProblem(reply, destroyedProblem(file.destroyed));
      const { size } = request.query;
      if (!isImage(file.type)) return sendOriginal(platform, reply, file);
      if (size === undefined && (await mayHaveOriginal(platform, principal.value, found.value, file)))
        return sendOriginal(platform, reply, file);
      return sendShown(platform, reply, file, size ?? "view");
    },
  );

  app.get(
    "/api/cases/:caseNo/photos",
    { schema: { params: CasePath, response: { 200: PhotosAnswer } } },
    async (request, reply) => {
      const principal = requirePrincipal(request);
      if (!principal.ok) return sendProblem(reply, principal.error);
      const found = await findSeenCase(platform, principal.value, request.params.caseNo);
      if (!found.ok) return sendProblem(reply, found.error);
      if (!handles(principal.value, found.value)) return sendProblem(reply, problem("PHOTO_FACTS_NOT_YOURS"));
      const { store, vault, now } = platform;
      const sees = seenIn(partOnCase(pack, principal.value, found.value));
      const checked = await checkPhotos({ store, vault, pack, now }, found.value);
      const photos = checked
        .filter(({ material }) => sees.material(material))
        .map(({ file, material, at, findings, facts }) => ({
          sha256: file,
          material,
          handedInAt: at,
          width: facts.width,
          height: facts.height,
          takenAt: facts.takenAt,
          takenOffset: facts.takenOffset,
          place: facts.place,
          camera: facts.camera,
          findings: [...findings],
        }));
      return reply.send({ photos } satisfies Static<typeof PhotosAnswer>);
    },
  );
}

/** Where somebody stood is personal data: it is for those who handle the case (个人信息保护法 art. 6). */
const handles = (principal: Principal, stored: StoredCase): boolean =>
  !isParty(principal, stored.head) && canSeePersonalData(principal, personalTarget(stored)).allowed;

/** An original tells where and when it was taken, so it goes to those who handle the case, and to who took it. */
async function mayHaveOriginal(
  platform: Platform,
  principal: Principal,
  stored: StoredCase,
  { sha256 }: SubjectFile,
): Promise<boolean> {
  if (handles(principal, stored)) return true;
  const own = await listSentFiles(platform.store, storeContextOf(principal, platform.work.pack.code), [
    sha256,
  ]);
  return own.length > 0;
}

/** Shown in its own sandbox: a sent file must never run in our origin. */
function sendOriginal({ vault }: Platform, reply: FastifyReply, file: SubjectFile): FastifyReply {
  return reply
    .type(file.type)
    .header("content-disposition", `inline; filename*=UTF-8''${encodeURIComponent(file.name)}`)
    .header("content-security-policy", "sandbox; default-src 'none'")
    .send(vault.stream(file.sha256));
}
