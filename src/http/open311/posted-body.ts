import type { FastifyRequest } from "fastify";
import type { Principal } from "#access";
import { findMaterial, type DistrictPack, type Material, type Sender } from "#district";
import { err, ok, problem, type Result } from "#kernel";
import type { App } from "../app.ts";
import type { Platform } from "../platform.ts";
import { keepSentPhoto } from "../uploads/keep-photo.ts";
import { PHOTOS } from "../views/open311-media.ts";
import { askedBy, NO_KEY, queryOf, said, wrongJurisdiction, type Refused } from "./answers.ts";

/** The body of a POST, whichever of the two forms it came in. */
export type PostedBody = {
  /** The last value of each field. */
  readonly fields: ReadonlyMap<string, string>;
  /** Every value of the fields that may come several times. */
  readonly mediaUrls: readonly string[];
  /** Files of the field `media`, as clients with a camera send them. */
  readonly media: readonly Uint8Array[];
};

const FIELDS_BYTES = 64 * 1024;
const NOTHING: PostedBody = { fields: new Map(), mediaUrls: [], media: [] };

/** Reads the form that the standard names, and `multipart/form-data` with files, which its clients use with a photo. */
export function readPostedBodies(app: App, { work }: Platform): void {
  const photo = photoOf(work.pack);
  app.addContentTypeParser(
    "application/x-www-form-urlencoded",
    { parseAs: "string", bodyLimit: FIELDS_BYTES },
    (_request, body, done) => {
      const pairs = new URLSearchParams(String(body));
      done(null, { ...NOTHING, fields: new Map(pairs), mediaUrls: urlsIn(pairs.getAll(MEDIA_URL)) });
    },
  );
  app.addContentTypeParser(
    "multipart/form-data",
    { parseAs: "buffer", bodyLimit: (photo?.maxBytes ?? 0) + FIELDS_BYTES },
    async (request: FastifyRequest, body: Buffer) => readParts(request.headers["content-type"] ?? "", body),
  );
}

function photoOf({ channels, matters }: DistrictPack): Material | undefined {
  const matter = matters.get(channels?.matter ?? "");
  return matter === undefined ? undefined : findMaterial(matter, PHOTOS);
}

const MEDIA = ["media", "media[]"];
const MEDIA_URL = "media_url";

/** A body that is no form at all has nothing in it; what then lacks is told field by field. */
async function readParts(type: string, body: Buffer): Promise<PostedBody> {
  const form = await new Response(new Uint8Array(body), { headers: { "content-type": type } })
    .formData()
    .catch(() => undefined);
  if (form === undefined) return NOTHING;
  const texts = [...form].flatMap(([name, value]) =>
    typeof value === "string" ? [[name, value] as const] : [],
  );
  const files = [...form].flatMap(([name, value]) =>
    typeof value !== "string" && MEDIA.includes(name) && value.size > 0 ? [value] : [],
  );
  return {
    fields: new Map(texts),
    mediaUrls: urlsIn(texts.flatMap(([name, value]) => (name === MEDIA_URL ? [value] : []))),
    media: await Promise.all(files.map(async (file) => new Uint8Array(await file.arrayBuffer()))),
  };
}

const urlsIn = (values: readonly string[]): readonly string[] => values.filter((each) => each.trim() !== "");

/** Who posts, and what. Errors: 404 another jurisdiction than ours, 403 no key or one that is nobody's. */
export function postedBy(
  platform: Platform,
  request: FastifyRequest,
): Result<{ readonly sender: Sender; readonly body: PostedBody }, Refused> {
  // As the parsers above made it.
  const body = (request.body as PostedBody | undefined | null) ?? NOTHING;
  const refused = wrongJurisdiction(platform, new Map([...queryOf(request), ...body.fields]));
  if (refused !== undefined) return err(refused);
  const sender = askedBy(platform, body.fields);
  if (!sender.ok) return sender;
  return sender.value === null ? err(NO_KEY) : ok({ sender: sender.value, body });
}

/**
 * The photos of a body: those that came with it, and those that its sender names under the address that channels.yaml
 * gives it; nothing else is ever opened, and `left` are the links that were not. Errors: those of fetchMedia, 422 for
 * more photos than one report may have.
 */
export async function mediaOf(
  { fetchMedia, work: { pack } }: Platform,
  sender: Sender,
  { media, mediaUrls }: PostedBody,
): Promise<Result<{ readonly media: PostedBody["media"]; readonly left: readonly string[] }, Refused>> {
  const base = pack.exchange.addresses[sender.media ?? ""];
  const isOurs = (url: string): boolean =>
    base !== undefined && (URL.parse(url)?.href.startsWith(`${base}/`) ?? false);
  const named = mediaUrls.filter(isOurs);
  const most = pack.channels?.photos ?? 0;
  if (media.length + named.length > most) return err(said(problem("REPORT_PHOTOS_TOO_MANY", { most })));
  const all = [...media];
  for (const url of named) {
    const fetched = await fetchMedia(sender.media ?? "", url, photoOf(pack)?.maxBytes ?? 0);
    if (!fetched.ok) return err(said(fetched.error));
    all.push(fetched.value);
  }
  return ok({ media: all, left: mediaUrls.filter((url) => !isOurs(url)) });
}

/** Keeps the photos of a body as their sender's, and answers their hashes. Errors: those of the upload desk. */
export async function keepMedia(
  platform: Platform,
  principal: Principal,
  media: PostedBody["media"],
): Promise<Result<readonly string[], Refused>> {
  const told = { matter: platform.work.pack.channels?.matter ?? "", material: PHOTOS };
  const photos = new Set<string>();
  for (const content of media) {
    const kept = await keepSentPhoto(platform, principal, told, content);
    if (!kept.ok) return err(said(kept.error));
    photos.add(kept.value.sha256);
  }
  return ok([...photos]);
}
