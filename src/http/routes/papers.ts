import { type Static, Type } from "typebox";
import { storeContextOf, type Principal } from "#access";
import { faceOf, fits, isValid, mayActAs } from "#cases";
import { PapersAnswer } from "#contract";
import { samePapers, type Matter } from "#district";
import { isJsonObject, localDateOf, problem, type JsonObject } from "#kernel";
import { listEarlierFiles, listOwnRecords } from "#store";
import type { App } from "../app.ts";
import type { Platform } from "../platform.ts";
import { sendProblem } from "../problem-answer.ts";
import { requirePrincipal } from "../sign-in/index.ts";

type Papers = Static<typeof PapersAnswer>;

/** What the reader has already of what a matter asks, so that it is offered before an upload is asked. */
export function registerPapersRoutes(app: App, platform: Platform): void {
  app.get(
    "/api/matters/:id/papers",
    {
      schema: {
        params: Type.Object({ id: Type.String() }),
        querystring: Type.Object({ key: Type.Optional(Type.String({ maxLength: 30 })) }),
        response: { 200: PapersAnswer },
      },
    },
    async (request, reply) => {
      const principal = requirePrincipal(request);
      if (!principal.ok) return sendProblem(reply, principal.error);
      const matter = platform.work.pack.matters.get(request.params.id);
      if (matter === undefined)
        return sendProblem(reply, problem("MATTER_UNKNOWN", { matter: request.params.id }));
      const holder = await mayActAs(platform.work, principal.value, matter, request.query.key ?? "");
      return reply.send({
        materials: await materialsOf(platform, principal.value, matter, holder),
        deferral: deferralOf(platform, principal.value, matter),
      });
    },
  );
}

async function materialsOf(
  { store, work, now }: Platform,
  principal: Principal,
  matter: Matter,
  holder: string | null,
): Promise<Papers["materials"]> {
  const own = storeContextOf(principal, work.pack.code);
  // Whose representative one is by law, or by a mandate, one sees the certificates of.
  const context = holder === null ? own : { ...own, knownAs: [...own.knownAs, holder] };
  const today = localDateOf(now());
  const asked = matter.materials.filter(({ necessity }) => necessity !== "shared");
  const owned = asked.some(({ certificateTypes }) => certificateTypes.length > 0)
    ? (await listOwnRecords(store, context, "certificate")).filter((each) => isValid(work.pack, each, today))
    : [];
  const papers = new Map(asked.map((material) => [material.id, samePapers(work.pack.matters, material)]));
  const earlier = await listEarlierFiles(store, context, [...papers.values()].flat());
  const entries = asked.map((material) => {
    const same = papers.get(material.id) ?? [];
    const files = earlier.filter(
      (file) =>
        same.some((each) => each.matter === file.matter && each.material === file.material) &&
        material.types.some((type) => type === file.type) &&
        file.bytes <= material.maxBytes,
    );
    const once = [...new Map(files.toReversed().map((file) => [file.sha256, file])).values()].toReversed();
    return [
      material.id,
      {
        certificates: owned.filter((each) => fits(material, each)).map(faceOf),
        files: once
          .slice(0, 3)
          .map(({ sha256, name, type, bytes, at }) => ({ sha256, name, type, bytes, at })),
      },
    ] as const;
  });
  return Object.fromEntries(entries);
}

function deferralOf({ work, now }: Platform, { account }: Principal, matter: Matter): Papers["deferral"] {
  if (!matter.materials.some(({ necessity }) => necessity === "deferrable")) return null;
  const settings: JsonObject = { ...work.pack.settings, ...matter.settings };
  const { deferralLimit, deferralText } = settings;
  const { zh, en } = isJsonObject(deferralText) ? deferralText : {};
  return {
    by: work.dueOn(now(), String(deferralLimit)) ?? null,
    text: { zh: String(zh ?? ""), en: String(en ?? zh ?? "") },
    signer: account.name,
  };
}
