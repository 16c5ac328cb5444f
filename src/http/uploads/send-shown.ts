import type { FastifyReply } from "fastify";
import { showPhoto, type PhotoFormat, type PhotoSize } from "#intake";
import type { Platform } from "../platform.ts";

/** Sends the copy of a photo that is smaller and tells nothing beside its picture. */
export async function sendShown(
  { vault }: Pick<Platform, "vault">,
  reply: FastifyReply,
  { sha256 }: { readonly sha256: string },
  size: PhotoSize,
  format: PhotoFormat = "webp",
): Promise<FastifyReply> {
  const copy = await vault.shown(sha256, `${size}.${format}`, (content) => showPhoto(content, size, format));
  return reply
    .type(`image/${format}`)
    .header("content-security-policy", "sandbox; default-src 'none'")
    .header("cache-control", "private, max-age=600")
    .send(Buffer.from(copy));
}
